import { useId, useState } from 'react';

import type { StoredAuditEntry } from '#queries/audit.ts';
import { formatLocalClock, formatLocalDate } from '#ui/format-time.ts';

import { DetailView } from './detail-view.tsx';
import { kindWords } from './audit-words.ts';

interface AuditRowProps {
  readonly entry: StoredAuditEntry;
  /** Shows the whole story of an order. */
  readonly onOrder: (clientOrderId: string) => void;
}

/** Verdicts that need attention are marked by a word's tone; the word itself says it. */
function toneOf(kind: string): string {
  if (kind === 'order.rejected' || kind === 'order.denied' || kind === 'order.unknown')
    return 'tone-block';
  return kind === 'session.expiry-warning' || kind === 'order.cancel-refused'
    ? 'tone-warn'
    : 'strong';
}

export function AuditRow({ entry, onOrder }: AuditRowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <tr className="grid-touch">
        <th scope="row">
          <button
            type="button"
            className="row-toggle"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={`${formatLocalDate(entry.at)}, ${formatLocalClock(entry.at)}: ${kindWords[entry.kind]}, details`}
            onClick={() => setOpen(!isOpen)}
          >
            <span className="caret" aria-hidden="true">
              {isOpen ? '▾' : '▸'}
            </span>
            <time dateTime={new Date(entry.at).toISOString()}>
              {formatLocalDate(entry.at)}, {formatLocalClock(entry.at)}
            </time>
          </button>
        </th>
        <td className="left">
          <span className={toneOf(entry.kind)}>{kindWords[entry.kind]}</span>
        </td>
        <td className="left" title={entry.summary}>
          {entry.summary}
        </td>
        <td className="left">
          {entry.clientOrderId === null ? (
            <span className="muted">–</span>
          ) : (
            <OrderButton id={entry.clientOrderId} onOrder={onOrder} />
          )}
        </td>
        <td className="left">
          {entry.accountId ?? <span className="muted">–</span>}{' '}
          {entry.environment === 'practice' ? <span className="badge">practice</span> : null}
        </td>
      </tr>
      {isOpen ? (
        <tr id={id} className="audit-detail">
          <td colSpan={5}>
            <p className="strong">{entry.summary}</p>
            <DetailView detail={entry.detail} />
            <p className="label code">
              {entry.kind}, {entry.environment ?? 'no environment'}, writer {entry.writerId}, row{' '}
              {entry.sequence}
            </p>
          </td>
        </tr>
      ) : null}
    </>
  );
}

interface OrderButtonProps {
  readonly id: string;
  readonly onOrder: (clientOrderId: string) => void;
}

function OrderButton({ id, onOrder }: OrderButtonProps) {
  return (
    <button
      type="button"
      className="link code"
      title="Show the story of this order"
      onClick={() => onOrder(id)}
    >
      {id}
    </button>
  );
}
