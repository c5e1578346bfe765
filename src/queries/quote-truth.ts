import { useMemo, useSyncExternalStore } from 'react';

import type { Conid } from '#domain/contract.ts';
import { deriveQuoteTruth, type QuoteTruth } from '#domain/quote-truth.ts';

import { beatOf } from './beat.ts';
import { useDesk } from './desk-context.ts';

/**
 * What a contract's numbers are worth now; null before any came. Draws again only when that changes, however often prices
 * tick; the age of stale ones steps once a second.
 */
export function useQuoteTruth(conid: Conid | null): QuoteTruth | null {
  const { clock, quotes, session } = useDesk();
  const store = useMemo(() => {
    const beat = beatOf(clock);
    const quote = conid === null ? null : quotes.quote(conid);
    const read = () => {
      const value = quote?.get() ?? null;
      if (value === null) return null;
      const isFeedGood = session.session.get().lamps.data.state === 'good';
      return deriveQuoteTruth(value, beat.get(), isFeedGood);
    };
    return {
      get: steady(read),
      subscribe: (listener: () => void) => {
        const stops = [beat.subscribe(listener), quote?.subscribe(listener)];
        return () => stops.forEach((stop) => stop?.());
      },
    };
  }, [clock, quotes, session, conid]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** Gives the same object as long as it says the same; ages count in whole seconds. */
function steady(read: () => QuoteTruth | null): () => QuoteTruth | null {
  let last: QuoteTruth | null = null;
  return () => {
    const next = read();
    if (wordsOf(next) !== wordsOf(last)) last = next;
    return last;
  };
}

function wordsOf(truth: QuoteTruth | null): string {
  if (truth === null) return '';
  return truth.kind === 'stale' ? `stale ${Math.round(truth.ageMs / 1000)}` : truth.kind;
}
