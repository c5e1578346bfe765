import { expect, test } from 'vitest';

import {
  addDays,
  daysBetween,
  exchangeDateAt,
  isMonthlyExpiry,
  weekdayOf,
} from './exchange-date.ts';
import { calendarDate, instantOf } from './time.ts';

test('the exchange date is the day in New York, not in London', () => {
  // 04:59 and 05:00 UTC in winter, 03:59 UTC on 1 July.
  expect(exchangeDateAt(instantOf(1_795_150_740_000))).toBe('2026-11-19');
  expect(exchangeDateAt(instantOf(1_795_150_800_000))).toBe('2026-11-20');
  expect(exchangeDateAt(instantOf(1_782_878_340_000))).toBe('2026-06-30');
});

test('days are counted over months, years and leap days', () => {
  const days = (from: string, to: string) => daysBetween(calendarDate(from), calendarDate(to));
  expect(days('2026-11-20', '2026-12-18')).toBe(28);
  expect(days('2026-11-20', '2026-11-20')).toBe(0);
  expect(days('2026-11-20', '2027-06-17')).toBe(209);
  expect(days('2028-02-28', '2028-03-01')).toBe(2);
  expect(days('2026-11-20', '2026-11-19')).toBe(-1);
  expect(days('1970-01-01', '2026-11-20')).toBe(20_777);
});

test('monthly expiries are third Fridays, or the Thursday before', () => {
  expect(isMonthlyExpiry(calendarDate('2026-12-18'))).toBe(true);
  expect(isMonthlyExpiry(calendarDate('2026-12-11'))).toBe(false);
  expect(isMonthlyExpiry(calendarDate('2027-06-17'))).toBe(true);
  expect(isMonthlyExpiry(calendarDate('2026-11-25'))).toBe(false);
});

test('weekdays count from Sunday', () => {
  expect(weekdayOf(calendarDate('2026-11-22'))).toBe(0);
  expect(weekdayOf(calendarDate('2026-11-20'))).toBe(5);
});

test('days are added over months, years and leap days', () => {
  const later = (from: string, days: number) => addDays(calendarDate(from), days);
  expect(later('2026-11-20', 11)).toBe('2026-12-01');
  expect(later('2026-12-31', 1)).toBe('2027-01-01');
  expect(later('2028-02-28', 1)).toBe('2028-02-29');
  expect(later('2027-02-28', 1)).toBe('2027-03-01');
  expect(later('2026-01-01', -1)).toBe('2025-12-31');
  expect(later('1970-01-01', 20_777)).toBe('2026-11-20');
});

test('the date changes within one second', () => {
  expect(exchangeDateAt(instantOf(1_795_150_799_999))).toBe('2026-11-19');
  expect(exchangeDateAt(instantOf(1_795_150_800_001))).toBe('2026-11-20');
});
