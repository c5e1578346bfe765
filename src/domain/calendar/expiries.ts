import { ok, type Result } from '#lib/result.ts';

import { addDays, weekdayOf } from '../exchange-date.ts';
import { calendarDate, type CalendarDate } from '../time.ts';

import { marketDay, type CalendarGap } from './market-days.ts';
import { isTradingDay, tradingDayOnOrBefore } from './trading-days.ts';

/**
 * How densely expiries are listed: months only; also every Friday; also Mondays and Wednesdays (the largest shares,
 * since 2026-01-26); or every trading day (SPX, XSP, NDX, SPY, QQQ, IWM).
 */
export type ExpiryProfile = 'monthly' | 'weekly' | 'thrice-weekly' | 'daily';

export type ExpiryKind = 'monthly' | 'leaps' | 'quarterly' | 'weekly' | 'daily';

export interface StandardExpiry {
  readonly date: CalendarDate;
  /** The most senior cycle that lists the date: a third Friday is `monthly` although Fridays are weekly too. */
  readonly kind: ExpiryKind;
}

const FRIDAY = 5;
const WEEKS_LISTED = 8;
const MIDWEEK_DAYS_LISTED = 14;
const MONTHS_LISTED = 27;

/** The third Friday of a month (1 to 12), or the trading day before it when that is a holiday. */
export function monthlyExpiry(year: number, month: number): Result<CalendarDate, CalendarGap> {
  const first = firstOfMonth(year, month);
  const firstFriday = addDays(first, (FRIDAY - weekdayOf(first) + 7) % 7);
  return tradingDayOnOrBefore(addDays(firstFriday, 14));
}

/**
 * Expiries an exchange would list on `today`, ascending, from `today` on. For simulation and for guesses: a broker's
 * own list is the truth. Dates after `lastKnownDate` are left out, as nobody knows their holidays.
 */
export function standardExpiries(
  today: CalendarDate,
  profile: ExpiryProfile,
): Result<readonly StandardExpiry[], CalendarGap> {
  const known = marketDay(today);
  if (!known.ok) return known;
  const byDate = new Map<CalendarDate, ExpiryKind>();
  // Senior cycles come last, so that theirs is the name a shared date keeps.
  for (const date of midweekDates(today, profile)) byDate.set(date, 'daily');
  for (const date of profile === 'monthly' ? [] : weeklyDates(today)) byDate.set(date, 'weekly');
  for (const date of profile === 'daily' ? quarterEnds(today) : []) byDate.set(date, 'quarterly');
  for (const { date, kind } of monthlyDates(today)) byDate.set(date, kind);
  const expiries = [...byDate].map(([date, kind]) => ({ date, kind }));
  return ok(
    expiries.filter(({ date }) => date >= today).toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  );
}

const extraWeekdays: Readonly<Record<ExpiryProfile, readonly number[]>> = {
  monthly: [],
  weekly: [],
  'thrice-weekly': [1, 3],
  daily: [1, 2, 3, 4],
};

function midweekDates(today: CalendarDate, profile: ExpiryProfile): CalendarDate[] {
  const ahead = Array.from({ length: MIDWEEK_DAYS_LISTED + 1 }, (_unused, k) => addDays(today, k));
  return ahead.filter((date) => {
    const isTrading = isTradingDay(date);
    return isTrading.ok && isTrading.value && extraWeekdays[profile].includes(weekdayOf(date));
  });
}

function weeklyDates(today: CalendarDate): CalendarDate[] {
  const friday = addDays(today, (FRIDAY - weekdayOf(today) + 7) % 7);
  const fridays = Array.from({ length: WEEKS_LISTED }, (_unused, week) =>
    tradingDayOnOrBefore(addDays(friday, week * 7)),
  );
  return fridays.flatMap((date) => (date.ok ? [date.value] : []));
}

/** The last trading days of the next four calendar quarters. */
function quarterEnds(today: CalendarDate): CalendarDate[] {
  const ends = monthsFrom(today, 12)
    .filter(({ month, ahead }) => month % 3 === 0 && ahead < 12)
    .map(({ year, month }) => tradingDayOnOrBefore(addDays(firstOfMonth(year, month + 1), -1)));
  return ends.flatMap((date) => (date.ok ? [date.value] : []));
}

function monthlyDates(today: CalendarDate): StandardExpiry[] {
  return monthsFrom(today, MONTHS_LISTED)
    .filter(({ month, ahead }) => isMonthListed(month, ahead))
    .flatMap(({ year, month, ahead }) => {
      const date = monthlyExpiry(year, month);
      const kind: ExpiryKind = month === 1 && ahead > 12 ? 'leaps' : 'monthly';
      return date.ok ? [{ date: date.value, kind }] : [];
    });
}

/** The near months, then the quarters of a year, then January, June and December. */
function isMonthListed(month: number, ahead: number): boolean {
  if (ahead <= 4) return true;
  if (ahead <= 12) return month % 3 === 0 || month === 1;
  return month === 1 || month === 6 || month === 12;
}

interface MonthAhead {
  readonly year: number;
  readonly month: number;
  readonly ahead: number;
}

function monthsFrom(today: CalendarDate, count: number): MonthAhead[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count + 1 }, (_unused, ahead) => ({
    year: year + Math.floor((month - 1 + ahead) / 12),
    month: ((month - 1 + ahead) % 12) + 1,
    ahead,
  }));
}

/** Month 13 is January of the year after. */
function firstOfMonth(year: number, month: number): CalendarDate {
  const [trueYear, trueMonth] = month === 13 ? [year + 1, 1] : [year, month];
  return calendarDate(`${trueYear}-${String(trueMonth).padStart(2, '0')}-01`);
}
