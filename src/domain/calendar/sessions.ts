import { ok, type Result } from '#lib/result.ts';

import { addDays, exchangeDateAt } from '../exchange-date.ts';
import type { CalendarDate, Instant } from '../time.ts';

import { exchangeInstant } from './exchange-clock.ts';
import { marketDay, type CalendarGap } from './market-days.ts';

/**
 * What is traded: shares, options on shares, or the options that stay open 15 minutes longer, which are those on
 * broad indexes and on some funds (SPY, QQQ, IWM, DIA and others).
 */
export type HoursClass = 'shares' | 'options' | 'late-options';

/** Regular hours of one day. */
export interface MarketSession {
  readonly date: CalendarDate;
  readonly openAt: Instant;
  readonly closeAt: Instant;
  readonly isEarlyClose: boolean;
}

/** Minutes after midnight on the exchange's clock. */
const PRE_OPEN = 240;
const OPEN = 570;
const CLOSE = 960;
const EARLY_CLOSE = 780;
const LATE_OPTIONS_LONGER = 15;
const POST_CLOSE = 1200;
const EARLY_POST_CLOSE = 1020;

/** Regular hours of a date; null when the exchanges stay closed. */
export function sessionOf(
  date: CalendarDate,
  hours: HoursClass,
): Result<MarketSession | null, CalendarGap> {
  const day = marketDay(date);
  if (!day.ok) return day;
  if (day.value.kind === 'closed') return ok(null);
  const { isEarlyClose } = day.value;
  const close =
    (isEarlyClose ? EARLY_CLOSE : CLOSE) + (hours === 'late-options' ? LATE_OPTIONS_LONGER : 0);
  return ok({
    date,
    openAt: exchangeInstant(date, OPEN),
    closeAt: exchangeInstant(date, close),
    isEarlyClose,
  });
}

export type TradingSession = 'pre' | 'regular' | 'post' | 'closed';

/**
 * Which session of the exchanges an instant falls in. Options trade only in `regular`; shares before it from 04:00
 * and after it until 20:00 (17:00 after an early close).
 */
export function tradingSessionAt(
  instant: Instant,
  hours: HoursClass,
): Result<TradingSession, CalendarGap> {
  const date = exchangeDateAt(instant);
  const session = sessionOf(date, hours);
  if (!session.ok) return session;
  if (session.value === null) return ok('closed');
  const { openAt, closeAt, isEarlyClose } = session.value;
  if (instant >= openAt && instant < closeAt) return ok('regular');
  if (hours !== 'shares') return ok('closed');
  if (instant < openAt) return ok(instant >= exchangeInstant(date, PRE_OPEN) ? 'pre' : 'closed');
  const postClose = exchangeInstant(date, isEarlyClose ? EARLY_POST_CLOSE : POST_CLOSE);
  return ok(instant < postClose ? 'post' : 'closed');
}

/** The next time regular hours begin, after the instant. */
export function nextOpen(instant: Instant, hours: HoursClass): Result<Instant, CalendarGap> {
  return nextEdge(instant, hours, 'openAt');
}

/** The next time regular hours end, after the instant. */
export function nextClose(instant: Instant, hours: HoursClass): Result<Instant, CalendarGap> {
  return nextEdge(instant, hours, 'closeAt');
}

function nextEdge(
  instant: Instant,
  hours: HoursClass,
  edge: 'openAt' | 'closeAt',
): Result<Instant, CalendarGap> {
  let date = exchangeDateAt(instant);
  for (;;) {
    const session = sessionOf(date, hours);
    if (!session.ok) return session;
    if (session.value !== null && session.value[edge] > instant) return ok(session.value[edge]);
    date = addDays(date, 1);
  }
}
