import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';

import { conidOf, type Conid } from '#domain/contract.ts';
import type { Quote } from '#domain/quote.ts';
import type { Readable } from '#lib/readable.ts';

import { useDesk } from './desk-context.ts';

const nothing: Readable<Quote | null> = { get: () => null, subscribe: () => () => undefined };

function useQuoteReadable(conid: Conid | null): Readable<Quote | null> {
  const { quotes } = useDesk();
  return useMemo(() => (conid === null ? nothing : quotes.quote(conid)), [quotes, conid]);
}

/** The latest quote as a whole: for a few places. A table reads single values by {@link useQuoteValue}. */
export function useQuote(conid: Conid | null): Quote | null {
  const readable = useQuoteReadable(conid);
  return useSyncExternalStore(readable.subscribe, readable.get, readable.get);
}

/**
 * One value out of a quote; the cell draws again only when that value changes. `select` must give a text, number or
 * null: objects are never the same twice.
 */
export function useQuoteValue<T extends string | number | boolean | null>(
  conid: Conid | null,
  select: (quote: Quote | null) => T,
): T {
  const readable = useQuoteReadable(conid);
  const get = useCallback(() => select(readable.get()), [readable, select]);
  return useSyncExternalStore(readable.subscribe, get, get);
}

/** The latest quotes of a few contracts together, for what is summed over them. */
export function useQuotesOf(conids: readonly Conid[]): readonly (Quote | null)[] {
  const { quotes } = useDesk();
  const key = conids.join();
  const store = useMemo(() => {
    const wanted = key === '' ? [] : key.split(',');
    return bundle(wanted.map((conid) => quotes.quote(conidOf(Number(conid)))));
  }, [quotes, key]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** Several quotes as one value, the same list as long as none of them changed. */
function bundle(readables: readonly Readable<Quote | null>[]): Readable<readonly (Quote | null)[]> {
  let last: readonly (Quote | null)[] = [];
  return {
    get: () => {
      const next = readables.map((readable) => readable.get());
      const isSame = next.length === last.length && next.every((quote, at) => quote === last[at]);
      if (!isSame) last = next;
      return last;
    },
    subscribe: (listener) => {
      const stops = readables.map((readable) => readable.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** Reads the latest quote of any contract, without following it. */
export function useQuoteReader(): (conid: number) => Quote | null {
  const { quotes } = useDesk();
  return useCallback((conid) => quotes.quote(conidOf(conid)).get(), [quotes]);
}

/** Asks for live values of these contracts while the component stands. The list may change; kept ones stay asked for. */
export function useWatchQuotes(conids: readonly Conid[]): void {
  const { quotes } = useDesk();
  const key = conids.join();
  useEffect(() => {
    if (key === '') return undefined;
    return quotes.watch(key.split(',').map((conid) => conidOf(Number(conid))));
  }, [quotes, key]);
}
