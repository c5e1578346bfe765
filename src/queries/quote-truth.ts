import { useMemo, useSyncExternalStore } from 'react';

import { conidOf, type Conid } from '#domain/contract.ts';
import { deriveQuoteTruth, type QuoteTruth } from '#domain/quote-truth.ts';

import type { Readable } from '#lib/readable.ts';

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
      subscribe: subscribeTo(quote === null ? [beat] : [beat, quote]),
    };
  }, [clock, quotes, session, conid]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** What a number on screen is, as far as its quote tells. */
type Mark =
  | { readonly kind: 'live' | 'delayed' | 'close' }
  | { readonly kind: 'stale'; readonly ageMs: number };

/** How a number shows its truth; what the broker left untold wears no mark and says so on hover. */
export function markOf(truth: QuoteTruth | null): {
  readonly truth: Mark;
  readonly title?: string;
} {
  switch (truth?.kind) {
    case undefined:
    case 'live':
      return { truth: { kind: 'live' } };
    case 'delayed':
      return { truth: { kind: 'delayed' } };
    case 'close':
      return { truth: { kind: 'close' } };
    case 'stale':
      return { truth: { kind: 'stale', ageMs: truth.ageMs } };
    case 'halted':
      return { truth: { kind: 'live' }, title: 'trading is halted' };
    case 'untold':
      return { truth: { kind: 'live' }, title: 'the broker did not say how fresh it is' };
  }
}

const subscribeTo =
  (sources: readonly Pick<Readable<unknown>, 'subscribe'>[]) => (listener: () => void) => {
    const stops = sources.map((source) => source.subscribe(listener));
    return () => stops.forEach((stop) => stop());
  };

/** The age of the oldest stale one among these quotes, in whole seconds' steps; null while none is stale. */
export function useStaleAge(conids: readonly Conid[]): number | null {
  const { clock, quotes, session } = useDesk();
  const key = conids.join();
  const store = useMemo(() => {
    const beat = beatOf(clock);
    const all = key === '' ? [] : key.split(',').map((id) => quotes.quote(conidOf(Number(id))));
    const get = () => {
      const isFeedGood = session.session.get().lamps.data.state === 'good';
      const ages = all.flatMap((quote) => {
        const value = quote.get();
        const truth = value === null ? null : deriveQuoteTruth(value, beat.get(), isFeedGood);
        return truth?.kind === 'stale' ? [Math.round(truth.ageMs / 1000) * 1000] : [];
      });
      return ages.length === 0 ? null : Math.max(...ages);
    };
    return { get, subscribe: subscribeTo([beat, ...all]) };
  }, [clock, quotes, session, key]);
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
