import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import { calendarDate, instantOf, type Instant } from '../time.ts';

import { daysToExpiry, expiresAt, settlesAt, yearFraction } from './time-to-expiry.ts';

const at = (utc: string): Instant => instantOf(Temporal.Instant.from(utc).epochMilliseconds);

test('an option settled at the close ends with the shares', () => {
  expect(expiresAt(calendarDate('2026-12-18'), 'close')).toEqual({
    ok: true,
    value: at('2026-12-18T21:00:00Z'),
  });
  expect(expiresAt(calendarDate('2026-11-27'), 'close')).toEqual({
    ok: true,
    value: at('2026-11-27T18:00:00Z'),
  });
  expect(settlesAt(calendarDate('2026-12-18'), 'close')).toEqual({
    ok: true,
    value: at('2026-12-18T21:00:00Z'),
  });
});

test('an option settled at the opening trades until the evening before', () => {
  expect(expiresAt(calendarDate('2026-12-17'), 'next-open')).toEqual({
    ok: true,
    value: at('2026-12-17T21:15:00Z'),
  });
  expect(settlesAt(calendarDate('2026-12-17'), 'next-open')).toEqual({
    ok: true,
    value: at('2026-12-18T14:30:00Z'),
  });
});

test('no option expires on a day without trading or in an unknown year', () => {
  expect(expiresAt(calendarDate('2026-06-19'), 'close')).toEqual({
    ok: false,
    error: 'not-a-trading-day',
  });
  expect(settlesAt(calendarDate('2026-06-19'), 'next-open')).toEqual({
    ok: false,
    error: 'not-a-trading-day',
  });
  expect(settlesAt(calendarDate('2027-12-31'), 'next-open')).toEqual({
    ok: false,
    error: 'unknown-year',
  });
  expect(expiresAt(calendarDate('2028-01-21'), 'close')).toEqual({
    ok: false,
    error: 'unknown-year',
  });
});

test('days to expiry are counted on the calendar of New York', () => {
  // 23:30 on the 19th in New York.
  expect(daysToExpiry(at('2026-11-20T04:30:00Z'), calendarDate('2026-11-20'))).toBe(1);
  expect(daysToExpiry(at('2026-11-20T05:00:00Z'), calendarDate('2026-11-20'))).toBe(0);
  expect(daysToExpiry(at('2026-11-21T15:00:00Z'), calendarDate('2026-11-20'))).toBe(-1);
});

test('a year has 365 days, and time never runs backwards', () => {
  expect(yearFraction(at('2026-11-20T21:00:00Z'), at('2027-11-20T21:00:00Z'))).toBe(1);
  expect(yearFraction(at('2026-11-20T21:00:00Z'), at('2026-11-21T09:00:00Z'))).toBeCloseTo(
    0.00136986,
    8,
  );
  expect(yearFraction(at('2026-11-20T21:00:00Z'), at('2026-11-20T20:00:00Z'))).toBe(0);
});
