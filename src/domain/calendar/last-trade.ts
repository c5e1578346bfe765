import { ok, type Result } from '#lib/result.ts';

import { weekdayOf } from '../exchange-date.ts';
import { instantOf, type CalendarDate, type Instant } from '../time.ts';

import type { CalendarGap } from './market-days.ts';
import { isLateFund, isSettledAtOpen } from './option-classes.ts';
import { sessionOf } from './sessions.ts';
import { expiresAt, type ExpiryFault } from './time-to-expiry.ts';
import { addTradingDays } from './trading-days.ts';

interface ExpiringOption {
  readonly tradingClass: string;
  readonly expiry: CalendarDate;
}

const MS_PER_MINUTE = 60_000;
const WEDNESDAY = 3;
const FRIDAY = 5;
/** After the regular session Cboe trades its index options on until 17:00, but not after an early close. */
const CURB_MINUTES = 45;

/**
 * The last moment at which any exchange trades the option: after it an order can only be refused.
 *
 * - Shares and most funds: the close of the expiry, 16:00, on early-close days 13:00.
 * - The funds with longer hours: 15 minutes later.
 * - Index options settled at the close (SPXW, XSP): with the shares, whatever their hours are on other days.
 * - Those settled at the opening (SPX, NDX, RUT, VIX): the evening of the trading day before, 17:00.
 */
export function lastTradeAt({
  tradingClass,
  expiry,
}: ExpiringOption): Result<Instant, ExpiryFault> {
  if (isSettledAtOpen(tradingClass)) return lastEvening(tradingClass, expiry);
  if (!isLateFund(tradingClass)) return expiresAt(expiry, 'close');
  return expiresAt(expiry, 'next-open');
}

/** The close of the last day. Some lists name the day of settlement as the expiry, others the day before it. */
function lastEvening(tradingClass: string, expiry: CalendarDate): Result<Instant, ExpiryFault> {
  const day = lastDayOf(tradingClass, expiry);
  if (!day.ok) return day;
  const close = expiresAt(day.value, 'next-open');
  if (!close.ok) return close;
  const session = sessionOf(day.value, 'late-options');
  const hasCurb = session.ok && session.value?.isEarlyClose === false;
  return ok(instantOf(close.value + (hasCurb ? CURB_MINUTES * MS_PER_MINUTE : 0)));
}

/** VIX settles on Wednesdays, the others on Fridays: on such a day they do not trade any more. */
function lastDayOf(tradingClass: string, expiry: CalendarDate): Result<CalendarDate, CalendarGap> {
  const settlesOn = tradingClass.startsWith('VIX') ? WEDNESDAY : FRIDAY;
  return weekdayOf(expiry) === settlesOn ? addTradingDays(expiry, -1) : ok(expiry);
}
