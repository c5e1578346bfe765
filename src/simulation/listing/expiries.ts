import { monthlyExpiry, standardExpiries } from '#domain/calendar/expiries.ts';
import { lastKnownDate } from '#domain/calendar/market-days.ts';
import { calendarDate } from '#domain/time.ts';

import { dateOfDayNumber, dayNumberOf, tradingDayOnOrBefore, weekdayOf } from '../market-days.ts';
import type { TradingClass } from './trading-classes.ts';

const FRIDAY = 5;
const MONTHS_LISTED = 27;

/** Day number of the standard monthly expiration of a month (1 to 12). */
function monthlyDay(year: number, month: number): number {
  const known = monthlyExpiry(year, month);
  if (known.ok) return dayNumberOf(known.value);
  const first = dayNumberOf(calendarDate(`${year}-${String(month).padStart(2, '0')}-01`));
  return first + ((FRIDAY - weekdayOf(first) + 7) % 7) + 14;
}

function monthOf(dayNumber: number): { year: number; month: number } {
  const [year = 0, month = 1] = dateOfDayNumber(dayNumber).split('-').map(Number);
  return { year, month };
}

/** Third Fridays after the calendar's end: the quarters and Januaries of which long-dated options are made. */
function farDays(today: number): number[] {
  const start = monthOf(today);
  const days: number[] = [];
  for (let ahead = 0; ahead <= MONTHS_LISTED; ahead++) {
    const month = ((start.month - 1 + ahead) % 12) + 1;
    const year = start.year + Math.floor((start.month - 1 + ahead) / 12);
    const day = monthlyDay(year, month);
    const isFar = dateOfDayNumber(day) > lastKnownDate;
    if (isFar && (month === 1 || month === 6 || month === 12)) days.push(day);
  }
  return days;
}

function findExpiryDays({ schedule, settlesAtOpen }: TradingClass, today: number): number[] {
  const standard = standardExpiries(dateOfDayNumber(today), schedule);
  const known = standard.ok ? standard.value.map(({ date }) => dayNumberOf(date)) : [];
  const all = [...known, ...farDays(today)];
  const days = settlesAtOpen ? all.map((day) => tradingDayOnOrBefore(day - 1)) : all;
  return days.filter((day) => day >= today);
}

const found = new Map<string, readonly number[]>();

/** Last trading days of the class, as day numbers, from `today` on, ascending. They only ever leave by passing. */
export function expiryDays(tradingClass: TradingClass, today: number): readonly number[] {
  const key = `${tradingClass.schedule}/${tradingClass.settlesAtOpen}/${today}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const days = findExpiryDays(tradingClass, today);
  found.set(key, days);
  return days;
}

/** Whether the class expires in the standard monthly cycle that day. */
export function isMonthlyExpiry(tradingClass: TradingClass, day: number): boolean {
  if (tradingClass.settlesAtOpen) return true;
  const { year, month } = monthOf(day);
  return monthlyDay(year, month) === day;
}
