import { ok, type Result } from '#lib/result.ts';

import { addDays } from '../exchange-date.ts';
import type { CalendarDate } from '../time.ts';

import { marketDay, type CalendarGap } from './market-days.ts';

/** Whether the US exchanges trade on a date, also if only until 13:00. */
export function isTradingDay(date: CalendarDate): Result<boolean, CalendarGap> {
  const day = marketDay(date);
  return day.ok ? ok(day.value.kind === 'trading') : day;
}

/** The date itself, or the nearest trading day before it. */
export function tradingDayOnOrBefore(date: CalendarDate): Result<CalendarDate, CalendarGap> {
  return nearestTradingDay(date, -1);
}

/** The date itself, or the nearest trading day after it. */
export function tradingDayOnOrAfter(date: CalendarDate): Result<CalendarDate, CalendarGap> {
  return nearestTradingDay(date, 1);
}

/**
 * The trading day `days` trading days after a date, or before it when negative: 1 is the next trading day, also
 * from a day without trading. 0 is the date itself.
 */
export function addTradingDays(
  date: CalendarDate,
  days: number,
): Result<CalendarDate, CalendarGap> {
  const step = days < 0 ? -1 : 1;
  let reached = date;
  for (let left = Math.abs(days); left > 0; left -= 1) {
    const next = nearestTradingDay(addDays(reached, step), step);
    if (!next.ok) return next;
    reached = next.value;
  }
  return ok(reached);
}

/** Trading days after `from`, up to and including `to`; 0 when `to` is not later. */
export function tradingDaysBetween(
  from: CalendarDate,
  to: CalendarDate,
): Result<number, CalendarGap> {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    const isTrading = isTradingDay(date);
    if (!isTrading.ok) return isTrading;
    if (isTrading.value) count += 1;
  }
  return ok(count);
}

function nearestTradingDay(from: CalendarDate, step: 1 | -1): Result<CalendarDate, CalendarGap> {
  let date = from;
  for (;;) {
    const isTrading = isTradingDay(date);
    if (!isTrading.ok) return isTrading;
    if (isTrading.value) return ok(date);
    date = addDays(date, step);
  }
}
