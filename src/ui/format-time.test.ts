import { expect, test } from 'vitest';

import {
  formatAge,
  formatCalendarDate,
  formatExchangeClock,
  formatExchangeTime,
  formatSpan,
} from './format-time.ts';

test('exchange time is New York time in summer and in winter', () => {
  expect(formatExchangeClock(Date.UTC(2026, 10, 20, 15, 42, 7))).toBe('10:42:07');
  expect(formatExchangeTime(Date.UTC(2026, 6, 1, 13, 30))).toBe('09:30');
  expect(formatExchangeTime(Date.UTC(2026, 6, 1, 4, 0))).toBe('00:00');
});

test('an age is as short as it can be', () => {
  expect(formatAge(400)).toBe('0.4 s');
  expect(formatAge(960)).toBe('1 s');
  expect(formatAge(41_000)).toBe('41 s');
  expect(formatAge(250_000)).toBe('4 min 10 s');
  expect(formatAge(24 * 60_000)).toBe('24 min');
  expect(formatAge(-5)).toBe('0.0 s');
});

test('spans name hours and days', () => {
  expect(formatSpan(19_020_000)).toBe('5 h 17 m');
  expect(formatSpan(51 * 3_600_000)).toBe('2 d 3 h');
});

test('an expiry is a day, without a time zone', () => {
  expect(formatCalendarDate('2026-12-18')).toBe('18 Dec');
  expect(formatCalendarDate('2026-12-18', true)).toBe('18 Dec 26');
  expect(formatCalendarDate('soon')).toBe('soon');
});
