import { err, ok, type Result } from '#lib/result.ts';

import { daysBetween, exchangeDateAt } from '../exchange-date.ts';
import type { CalendarDate, Instant } from '../time.ts';

import type { CalendarGap } from './market-days.ts';
import { sessionOf } from './sessions.ts';
import { addTradingDays } from './trading-days.ts';

/**
 * When an option is settled: at the close of its expiry, or (SPX, NDX and RUT monthlies) at the opening prices of the
 * trading day after its last one.
 */
export type SettlementTime = 'close' | 'next-open';

/** An expiry on which the exchanges stay closed cannot be traded to. */
export type ExpiryFault = CalendarGap | 'not-a-trading-day';

/**
 * The instant trading in an option ends. Options settled at the close stop with the shares, at 16:00 or 13:00, also
 * where their class trades longer on other days; those settled at the next opening trade out their whole last day.
 */
export function expiresAt(
  expiry: CalendarDate,
  settlement: SettlementTime,
): Result<Instant, ExpiryFault> {
  const session = sessionOf(expiry, settlement === 'close' ? 'options' : 'late-options');
  if (!session.ok) return session;
  return session.value === null ? err('not-a-trading-day') : ok(session.value.closeAt);
}

/** The instant whose prices decide what an option pays. Time value lasts until then. */
export function settlesAt(
  expiry: CalendarDate,
  settlement: SettlementTime,
): Result<Instant, ExpiryFault> {
  if (settlement === 'close') return expiresAt(expiry, 'close');
  const lastDay = sessionOf(expiry, 'options');
  if (!lastDay.ok) return lastDay;
  if (lastDay.value === null) return err('not-a-trading-day');
  const next = addTradingDays(expiry, 1);
  if (!next.ok) return next;
  const session = sessionOf(next.value, 'options');
  if (!session.ok) return session;
  return session.value === null ? err('not-a-trading-day') : ok(session.value.openAt);
}

/** Calendar days until the expiry on the exchange's calendar: 0 on the day itself, negative after it. */
export function daysToExpiry(now: Instant, expiry: CalendarDate): number {
  return daysBetween(exchangeDateAt(now), expiry);
}

const MS_PER_YEAR = 365 * 86_400_000;

/** Time between two instants in years of 365 days, as option prices want it; 0 when `to` has passed. */
export function yearFraction(from: Instant, to: Instant): number {
  return Math.max(0, to - from) / MS_PER_YEAR;
}
