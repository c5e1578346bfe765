import { useCallback } from 'react';

import type { Conid } from '#domain/contract.ts';
import { deriveQuoteTruth, type QuoteTruth } from '#domain/quote-truth.ts';
import { useBeatValue } from '#queries/beat.ts';
import type { ChainView } from '#queries/chain.ts';
import { useQuoteReader } from '#queries/quotes.ts';
import { useSession } from '#queries/session.ts';
import { Button } from '#ui/button.tsx';

interface ChainBarProps {
  readonly view: ChainView | null;
  /** What went wrong while reading, in words; null while all is well. */
  readonly trouble: string | null;
  readonly onRetry: () => void;
}

const counted = ['live', 'stale', 'delayed', 'close', 'none'] as const;

/** How much of the chain is read, and how fresh it is. */
export function ChainBar({ view, trouble, onRetry }: ChainBarProps) {
  const conids = (view?.rows ?? []).flatMap(({ call, put }) =>
    [call, put].flatMap((option) => (option === null ? [] : [option.conid])),
  );
  return (
    <div className="chain-bar">
      <h2>Calls</h2>
      <span className="nowrap">{readText(view)}</span>
      <span className="grow" />
      {trouble === null ? (
        <Freshness conids={conids} />
      ) : (
        <span className="row" role="alert">
          <span className="chain-trouble">{trouble}</span>
          <Button isSmall onClick={onRetry}>
            Read the rest
          </Button>
        </span>
      )}
      <span className="grow" />
      <h2>Puts</h2>
    </div>
  );
}

function readText(view: ChainView | null): string {
  if (view === null) return '';
  const strikes = `${view.rows.length} strikes`;
  return view.pending === 0 ? strikes : `${strikes}, reading ${view.pending} more options`;
}

/** Counts options, not cells: an option's numbers come together. */
function Freshness({ conids }: { readonly conids: readonly Conid[] }) {
  const read = useQuoteReader();
  const isFeedGood = useSession().lamps.data.state === 'good';
  const key = conids.join();
  const text = useBeatValue(
    useCallback(
      (now) => {
        // Rows far outside the view are not asked for: they have no quote to be fresh or old.
        const kinds = key.split(',').flatMap((conid) => {
          const quote = conid === '' ? null : read(Number(conid));
          return quote === null ? [] : [deriveQuoteTruth(quote, now, isFeedGood).kind];
        });
        return counted.map((kind) => kinds.filter((one) => bucketOf(one) === kind).length).join();
      },
      [key, read, isFeedGood],
    ),
  );
  if (conids.length === 0) return null;
  const counts = text.split(',').map(Number);
  return (
    <span className="row freshness">
      {counted.map((kind, index) => {
        const count = counts[index] ?? 0;
        if (count === 0 && kind !== 'live') return null;
        const { mark, words, className } = kindLooks[kind];
        return (
          <span key={kind} className={className}>
            {mark} {count} {words}
          </span>
        );
      })}
    </span>
  );
}

const kindLooks: Record<
  (typeof counted)[number],
  { readonly mark: string; readonly words: string; readonly className: string }
> = {
  live: { mark: '', words: 'live', className: '' },
  stale: { mark: '', words: 'stale', className: 'num-stale' },
  delayed: { mark: 'D', words: 'delayed', className: '' },
  close: { mark: 'C', words: 'last close', className: '' },
  none: { mark: '–', words: 'without quote', className: '' },
};

function bucketOf(kind: QuoteTruth['kind']): (typeof counted)[number] {
  if (kind === 'untold') return 'none';
  return kind === 'halted' ? 'stale' : kind;
}
