import { dateOfDayNumber, dayNumberOf, isTradingDay, weekdayOf } from './market-days.ts';
import { calendarDate } from '#domain/time.ts';
import type { Schedule } from './listings.ts';
import type { TradingClass } from './trading-classes.ts';

const FRIDAY = 5;
const WEEKS_LISTED = 8;
const MONTHS_LISTED = 27;

/** The day itself, or the last trading day before it. */
export function tradingDayOnOrBefore(dayNumber: number): number {
  let day = dayNumber;
  while (!isTradingDay(day)) day--;
  return day;
}

/** Day number of the standard monthly expiration: the third Friday, or the trading day before a holiday. */
export function monthlyExpiration(year: number, month: number): number {
  const first = dayNumberOf(calendarDate(`${year}-${String(month).padStart(2, '0')}-01`));
  const firstFriday = first + ((FRIDAY - weekdayOf(first) + 7) % 7);
  return tradingDayOnOrBefore(firstFriday + 14);
}

function monthOf(dayNumber: number): { year: number; month: number } {
  const [year = 0, month = 1] = dateOfDayNumber(dayNumber).split('-').map(Number);
  return { year, month };
}

/** The near months, then the quarters of a year, then January, June and December. */
function isMonthListed(month: number, monthsAhead: number): boolean {
  if (monthsAhead <= 4) return true;
  if (monthsAhead <= 12) return month % 3 === 0 || month === 1;
  return monthsAhead <= MONTHS_LISTED && (month === 1 || month === 6 || month === 12);
}

function monthlyDays(today: number): number[] {
  const start = monthOf(today);
  const days: number[] = [];
  for (let ahead = 0; ahead <= MONTHS_LISTED; ahead++) {
    const month = ((start.month - 1 + ahead) % 12) + 1;
    const year = start.year + Math.floor((start.month - 1 + ahead) / 12);
    if (isMonthListed(month, ahead)) days.push(monthlyExpiration(year, month));
  }
  return days;
}

function weeklyDays(today: number): number[] {
  const friday = today + ((FRIDAY - weekdayOf(today) + 7) % 7);
  return Array.from({ length: WEEKS_LISTED }, (_, week) => tradingDayOnOrBefore(friday + week * 7));
}

const extraWeekdays: Readonly<Record<Schedule, readonly number[]>> = {
  daily: [1, 2, 3, 4],
  'thrice-weekly': [1, 3],
  weekly: [],
  monthly: [],
};

function midweekDays(today: number, schedule: Schedule): number[] {
  const days = Array.from({ length: 15 }, (_, ahead) => today + ahead);
  return days.filter(
    (day) => isTradingDay(day) && extraWeekdays[schedule].includes(weekdayOf(day)),
  );
}

function findExpiryDays(tradingClass: TradingClass, today: number): readonly number[] {
  const monthly = monthlyDays(today);
  if (tradingClass.settlesAtOpen) {
    return monthly.map((day) => tradingDayOnOrBefore(day - 1)).filter((day) => day >= today);
  }
  const all = [
    ...monthly,
    ...(tradingClass.schedule === 'monthly' ? [] : weeklyDays(today)),
    ...midweekDays(today, tradingClass.schedule),
  ];
  return [...new Set(all)].filter((day) => day >= today).toSorted((a, b) => a - b);
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
  return monthlyExpiration(year, month) === day;
}
