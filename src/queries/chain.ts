import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

import type { Conid, UnderlyingContract } from '#domain/contract.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { Readable } from '#lib/readable.ts';
import type { DeskServices } from '#services/desk-services.ts';
import type { ChainView, ExpirySummary, MarketService } from '#services/market-service.ts';
import type { UnderlyingMatch } from '#services/ports/market-data.ts';

import { useDesk, useReadable } from './desk-context.ts';
import { untilNotHeldBack, unwrap } from './query-failure.ts';
import { useSession } from './session.ts';

export type { ChainRow, ChainView, ExpirySummary } from '#services/market-service.ts';
export type { UnderlyingMatch } from '#services/ports/market-data.ts';

/** Underlyings by symbol. An empty list is an answer: the broker knows none. */
function underlyingsQuery(desk: DeskServices, symbol: string) {
  return queryOptions({
    queryKey: ['underlyings', symbol],
    queryFn: () => unwrap(desk.market.search(symbol)),
    enabled: symbol !== '',
    staleTime: Infinity,
    retry: false,
  });
}
export const useUnderlyings = (symbol: string) => useQuery(underlyingsQuery(useDesk(), symbol));

/**
 * Expiries of an underlying, ascending, read month by month from the nearest. The next month is read when the caller,
 * while drawing, says `readOn`: so the chain on screen comes first.
 */
export function useExpiries(match: UnderlyingMatch | null): Expiries {
  const { market } = useDesk();
  const months = match?.months ?? [];
  const [wanted, setWanted] = useState({ match, count: 1 });
  const count = wanted.match === match ? wanted.count : 1;
  const answers = useQueries({
    queries: months.slice(0, count).map((month) =>
      queryOptions({
        queryKey: ['expiries', match?.contract.conid, month],
        queryFn: () => (match === null ? [] : unwrap(market.monthExpiries(match, month))),
        staleTime: 3_600_000,
        ...untilNotHeldBack,
      }),
    ),
  });
  const isReading = answers.some((answer) => answer.isPending);
  const expiries = answers.flatMap((answer) => answer.data ?? []);
  return {
    expiries,
    isComplete: !isReading && count >= months.length,
    error: answers.find((answer) => answer.error !== null)?.error ?? null,
    readOn: () => {
      if (!isReading && count < months.length) setWanted({ match, count: count + 1 });
    },
    retry: () => answers.forEach((answer) => answer.error !== null && void answer.refetch()),
  };
}

interface Expiries {
  readonly expiries: readonly ExpirySummary[];
  readonly isComplete: boolean;
  readonly error: Error | null;
  readonly readOn: () => void;
  readonly retry: () => void;
}

type OpenChain = ReturnType<MarketService['openChain']>;

interface LazyChain {
  readonly view: Readable<ChainView | null>;
  readonly extend: () => void;
}

/** A chain that is opened by its first reader and closed by its last. */
function lazyChain(open: () => OpenChain): LazyChain {
  let opened: OpenChain | null = null;
  let readers = 0;
  return {
    view: {
      get: () => opened?.view.get() ?? null,
      subscribe: (listener) => {
        readers += 1;
        opened ??= open();
        const leave = opened.view.subscribe(listener);
        return () => {
          leave();
          readers -= 1;
          if (readers > 0) return;
          opened?.close();
          opened = null;
        };
      },
    },
    extend: () => opened?.extend(),
  };
}

const noChain: LazyChain = {
  view: { get: () => null, subscribe: () => () => undefined },
  extend: () => undefined,
};

/**
 * The chain of one expiry while the component stands; null until it is open. The strikes around the price at that moment
 * are read first; a moving price does not open it again.
 */
export function useChain(
  underlying: UnderlyingContract | null,
  expiry: ExpirySummary | null,
): { readonly view: ChainView | null; readonly extend: () => void } {
  const { market, quotes } = useDesk();
  const chain = useMemo(() => {
    if (underlying === null || expiry === null) return noChain;
    return lazyChain(() =>
      market.openChain(underlying, expiry, spotPrice(quotes.quote(underlying.conid).get())),
    );
  }, [market, quotes, underlying, expiry]);
  const { isReady } = useSession();
  // What a login that had ended left unread is read once there is a session again.
  useEffect(() => {
    if (isReady && chain.view.get()?.error != null) chain.extend();
  }, [chain, isReady]);
  return { view: useReadable(chain.view), extend: chain.extend };
}

/** Price steps of a contract; they never change during a day. */
export function useIncrements(conid: Conid | null) {
  const { market } = useDesk();
  return useQuery({
    queryKey: ['increments', conid],
    queryFn: () => (conid === null ? [] : unwrap(market.increments(conid))),
    enabled: conid !== null,
    staleTime: Infinity,
  });
}

/** Prices since the open, a bar for each five minutes. Read once the chain on screen stands. */
export function useDayHistory(conid: Conid, mayRead: boolean) {
  const { market } = useDesk();
  return useQuery({
    queryKey: ['day-history', conid],
    queryFn: () => unwrap(market.history(conid, '1d', '5min')),
    enabled: mayRead,
    staleTime: 300_000,
    retry: false,
  });
}
