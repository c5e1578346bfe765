import type { Environment } from '#domain/trading-mode.ts';
import { useSelectedAccount, useSyncNow } from '#queries/account-list.ts';
import {
  useDefaults,
  usePractice,
  useSavedConnections,
  useSyncEveryMs,
} from '#queries/connection.ts';
import { describeFailure } from '#queries/failure-words.ts';
import { useFailureWords } from '#queries/use-failure-words.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { FailedPanel, LoadingPanel } from '#ui/panel.tsx';

import { ConnectionRow } from './connection-row.tsx';
import type { ConnectionDoors } from './connection-doors.ts';

/** One row per environment: what is set up, whether it is connected, and what can be done with it. */
export function ConnectionsSection(props: ConnectionDoors) {
  const practice = usePractice();
  const { isIbkrEnabled } = useDefaults();
  const sync = useSyncNow();
  const hasAccount = useSelectedAccount() !== null;
  const everyS = useSyncEveryMs() / 1_000;
  const environments: Environment[] = [
    ...(practice === null ? [] : (['practice'] as const)),
    ...(isIbkrEnabled ? (['paper', 'live'] as const) : []),
  ];
  return (
    <section className="section" aria-labelledby="connections">
      <div className="row">
        <h2 id="connections">Connections</h2>
        <span className="grow" />
        <span className="label" role="status">
          {syncWords(sync.isPending, sync.isSuccess)}
        </span>
        <Button
          isSmall
          icon="redo"
          disabled={sync.isPending || !hasAccount}
          onClick={() => sync.mutate()}
        >
          Sync now
        </Button>
      </div>
      <p className="muted">
        One gateway at a time. Account, positions, orders and fills are read every {everyS} seconds
        by themselves; “Sync now” reads them at once{hasAccount ? '' : ', once an account is there'}
        .
      </p>
      {sync.error === null ? null : (
        <div className="help-box" role="alert">
          <ThreeParts text={describeFailure(sync.error)} />
        </div>
      )}
      <ConnectionRows environments={environments} {...props} />
    </section>
  );
}

function syncWords(isPending: boolean, isDone: boolean): string {
  if (isPending) return 'reading';
  return isDone ? 'read just now' : '';
}

interface RowsProps extends ConnectionDoors {
  readonly environments: readonly Environment[];
}

function ConnectionRows({ environments, ...props }: RowsProps) {
  const saved = useSavedConnections();
  const wordsOf = useFailureWords();
  if (saved.isPending) return <LoadingPanel>Reading what is stored.</LoadingPanel>;
  if (saved.isError) {
    const words = wordsOf(saved.error);
    return (
      <FailedPanel title={words.happened} onRetry={() => void saved.refetch()}>
        {words.money} {words.todo}
      </FailedPanel>
    );
  }
  return (
    <div className="box">
      {environments.map((environment) => (
        <ConnectionRow
          key={environment}
          environment={environment}
          saved={saved.data.find((row) => row.environment === environment) ?? null}
          {...props}
        />
      ))}
    </div>
  );
}
