import { useAuditEntries, useAuditWaiting } from '#queries/audit.ts';
import { useDesk } from '#queries/desk-context.ts';
import { useFailureWords } from '#queries/use-failure-words.ts';
import { Button } from '#ui/button.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel } from '#ui/panel.tsx';

import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';
import { useAuditFilter, type AuditState } from './use-audit-filter.ts';

/** Everything that happened, newest first; each row opens to what was shown and what was answered. */
export function AuditPage() {
  const { clock } = useDesk();
  const state = useAuditFilter(() => clock.now());
  return (
    <main className="page">
      <div className="page-inner is-wide">
        <header className="row">
          <h1 className="page-title">Audit log</h1>
          <span className="grow" />
          <WaitingCount />
        </header>
        <AuditFilters state={state} />
        <AuditList state={state} />
      </div>
    </main>
  );
}

function WaitingCount() {
  const { data } = useAuditWaiting();
  if (data === undefined) return null;
  return (
    <span className={data === 0 ? 'muted' : 'tone-warn'} role="status">
      {data === 0
        ? 'Every row is in the database.'
        : `${data} ${data === 1 ? 'row waits' : 'rows wait'} in this browser for the database.`}
    </span>
  );
}

function AuditList({ state }: { readonly state: AuditState }) {
  const entries = useAuditEntries(state.filter);
  const wordsOf = useFailureWords();
  if (entries.isPending) return <LoadingPanel>Reading the audit log.</LoadingPanel>;
  if (entries.isError) {
    const words = wordsOf(entries.error);
    return (
      <FailedPanel title="The audit log could not be read." onRetry={() => void entries.refetch()}>
        {words.happened} Nothing in it is lost. {words.todo}
      </FailedPanel>
    );
  }
  const rows = entries.data;
  if (rows.length === 0)
    return (
      <div className="box">
        <EmptyPanel title={state.isFiltered ? 'No row fits this filter.' : 'Nothing happened yet.'}>
          {state.isFiltered ? (
            <Button isSmall onClick={state.reset}>
              Show everything
            </Button>
          ) : null}
        </EmptyPanel>
      </div>
    );
  return (
    <>
      <div className="box box-scroll">
        <table className="grid audit">
          <colgroup>
            <col className="audit-time" />
            <col className="audit-kind" />
            <col />
            <col className="audit-order" />
            <col className="audit-account" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Local time</th>
              <th scope="col">What</th>
              <th scope="col">In words</th>
              <th scope="col">Order</th>
              <th scope="col">Account</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <AuditRow
                key={`${entry.writerId} ${entry.sequence}`}
                entry={entry}
                onOrder={(order) => state.change({ order })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="row">
        <span className="muted">{rows.length} rows, newest first.</span>
        {rows.length >= state.filter.limit ? (
          <Button isSmall onClick={state.showMore}>
            Show more
          </Button>
        ) : null}
      </p>
    </>
  );
}
