import { useCallback, useState } from 'react';

import type { Conid } from '#domain/contract.ts';
import { exchangeDateAt } from '#domain/exchange-date.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';
import { calendarDate, instantOf, type CalendarDate, type Instant } from '#domain/time.ts';
import { useBeatValue } from '#queries/beat.ts';
import {
  useChain,
  useExpiries,
  type ChainView,
  type ExpirySummary,
  type UnderlyingMatch,
} from '#queries/chain.ts';
import { useMarketLead } from '#queries/market-time.ts';
import { useQuoteValue } from '#queries/quotes.ts';

import { chooseExpiry, type Place } from './chosen-place.ts';
import { useVolatility } from './use-volatility.ts';

const isPriced = (quote: Quote | null) => spotPrice(quote) !== null;

/** Expiries and chain of an underlying; the later months are read once the chain on screen stands. */
export function useChainOf(match: UnderlyingMatch | null, place: Place) {
  const underlying = match === null ? null : match.contract;
  const conid = underlying === null ? null : underlying.conid;
  const today = useToday();
  const firstTraded = useToday(lastCallMs);
  // The price comes first, so that the strikes around it are read first; one that never comes is not waited for.
  const hasSpot = useQuoteValue(conid, isPriced);
  const { expiries: known, ...reading } = useExpiries(match);
  // Read before they expired, or from a market that has gone on since: what has expired is no choice.
  const listed = known.filter(({ expiry }) => expiry >= firstTraded);
  const expiries = { ...reading, expiries: listed };
  const current = useSteadyChoice(conid, expiries, place, today);
  const isReady = hasSpot || expiries.isComplete;
  const { view, extend } = useChain(underlying, isReady ? current : null);
  if (!isBusy(view)) expiries.readOn();
  const vol = useVolatility(conid, view?.rows ?? noRows);
  return { ...expiries, current, view, vol, extend, isRead: isRead(view) };
}

interface Choice {
  readonly conid: Conid;
  readonly expiry: CalendarDate;
  readonly tradingClass: string;
}

/**
 * The expiry on screen. One that the desk picked itself stays while it is listed: the chain must not change under the
 * hand because a day has begun or a nearer expiry was read later.
 */
function useSteadyChoice(
  conid: Conid | null,
  known: Parameters<typeof chooseExpiry>[0],
  place: Place,
  today: CalendarDate,
): ExpirySummary | null {
  const [picked, setPicked] = useState<Choice | null>(null);
  const isAsked = place.expiry !== null;
  const kept = !isAsked && picked !== null && picked.conid === conid ? picked : place;
  const current = chooseExpiry(known, { ...place, ...kept }, today);
  if (!isAsked && current !== null && conid !== null && !isSame(picked, conid, current)) {
    setPicked({ conid, expiry: current.expiry, tradingClass: current.tradingClass });
  }
  return current;
}

const isSame = (picked: Choice | null, conid: Conid, { expiry, tradingClass }: ExpirySummary) =>
  picked?.conid === conid && picked.expiry === expiry && picked.tradingClass === tradingClass;

export type ChainState = ReturnType<typeof useChainOf>;

const noRows: ChainView['rows'] = [];

function isBusy(view: ChainView | null): boolean {
  return view !== null && view.error === null && view.pending > 0;
}

/** Whether the chain on screen stands: what it asked for has arrived. */
function isRead(view: ChainView | null): boolean {
  return view !== null && view.pending === 0 && view.rows.length > 0;
}

/** From 16:15 to midnight: at 16:15 the last options of a day stop trading. */
const lastCallMs = 7.75 * 3_600_000;

/** The exchange's date, stepping at New York's midnight, or so much before it. */
export function useToday(earlierMs = 0): CalendarDate {
  const lead = useMarketLead() + earlierMs;
  const dateAt = useCallback((now: Instant) => exchangeDateAt(instantOf(now + lead)), [lead]);
  return calendarDate(useBeatValue(dateAt));
}
