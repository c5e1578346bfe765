import { useCallback } from 'react';

import { exchangeDateAt } from '#domain/exchange-date.ts';
import { calendarDate, type CalendarDate } from '#domain/time.ts';
import { useBeatValue } from '#queries/beat.ts';
import { useChain, useExpiries, type UnderlyingMatch } from '#queries/chain.ts';
import { useQuoteReader } from '#queries/quotes.ts';

import { chooseExpiry, type Place } from './chosen-place.ts';

/** Expiries and chain of an underlying; the later months are read once the chain on screen stands. */
export function useChainOf(match: UnderlyingMatch | null, place: Place) {
  const reader = useQuoteReader();
  const today = useToday();
  // The price comes first, so that the strikes around it are read first; without one after a moment it goes on.
  const hasSpot = useBeatValue(
    useCallback(() => match !== null && reader(match.contract.conid) !== null, [match, reader]),
  );
  const expiries = useExpiries(match);
  const current = chooseExpiry(expiries, place, today);
  const isReady = hasSpot || expiries.isComplete;
  const { view, extend } = useChain(match?.contract ?? null, isReady ? current : null);
  const isChainBusy = view !== null && view.error === null && view.pending > 0;
  if (!isChainBusy) expiries.readOn();
  return { ...expiries, current, view, extend };
}

export type ChainState = ReturnType<typeof useChainOf>;

/** The exchange's date, stepping at New York's midnight. */
export function useToday(): CalendarDate {
  return calendarDate(useBeatValue(exchangeDateAt));
}
