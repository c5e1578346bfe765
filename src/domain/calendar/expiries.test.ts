import { expect, test } from 'vitest';

import { calendarDate } from '../time.ts';

import { monthlyExpiry, standardExpiries, type ExpiryProfile } from './expiries.ts';

const listed = (today: string, profile: ExpiryProfile) => {
  const expiries = standardExpiries(calendarDate(today), profile);
  return expiries.ok ? expiries.value.map(({ date, kind }) => `${date} ${kind}`) : expiries.error;
};

// Good Friday and Juneteenth fall on third Fridays.
test.each([
  [2025, 3, '2025-03-21'],
  [2025, 4, '2025-04-17'],
  [2025, 6, '2025-06-20'],
  [2026, 1, '2026-01-16'],
  [2026, 5, '2026-05-15'],
  [2026, 6, '2026-06-18'],
  [2026, 11, '2026-11-20'],
  [2027, 1, '2027-01-15'],
  [2027, 6, '2027-06-17'],
  [2027, 12, '2027-12-17'],
])('the monthly expiry of %d-%d is %s', (year, month, date) => {
  expect(monthlyExpiry(year, month)).toEqual({ ok: true, value: date });
});

test('the monthly expiry of an unknown year is not guessed', () => {
  expect(monthlyExpiry(2028, 1)).toEqual({ ok: false, error: 'unknown-year' });
});

test('a monthly class lists near months, quarters, and January of the year after', () => {
  expect(listed('2025-11-20', 'monthly')).toEqual([
    '2025-11-21 monthly',
    '2025-12-19 monthly',
    '2026-01-16 monthly',
    '2026-02-20 monthly',
    '2026-03-20 monthly',
    '2026-06-18 monthly',
    '2026-09-18 monthly',
    '2026-12-18 monthly',
    '2027-01-15 leaps',
    '2027-06-17 monthly',
    '2027-12-17 monthly',
  ]);
});

test('a weekly class adds eight Fridays, or the trading day before', () => {
  expect(listed('2026-06-15', 'weekly').slice(0, 9)).toEqual([
    '2026-06-18 monthly',
    '2026-06-26 weekly',
    '2026-07-02 weekly',
    '2026-07-10 weekly',
    '2026-07-17 monthly',
    '2026-07-24 weekly',
    '2026-07-31 weekly',
    '2026-08-07 weekly',
    '2026-08-21 monthly',
  ]);
});

test('the largest shares add Mondays and Wednesdays', () => {
  expect(listed('2026-11-20', 'thrice-weekly').slice(0, 7)).toEqual([
    '2026-11-20 monthly',
    '2026-11-23 daily',
    '2026-11-25 daily',
    '2026-11-27 weekly',
    '2026-11-30 daily',
    '2026-12-02 daily',
    '2026-12-04 weekly',
  ]);
});

test('a daily class expires on every trading day of two weeks, and at the end of quarters', () => {
  const dates = listed('2026-11-20', 'daily');
  expect(dates.slice(0, 11)).toEqual([
    '2026-11-20 monthly',
    '2026-11-23 daily',
    '2026-11-24 daily',
    '2026-11-25 daily',
    '2026-11-27 weekly',
    '2026-11-30 daily',
    '2026-12-01 daily',
    '2026-12-02 daily',
    '2026-12-03 daily',
    '2026-12-04 weekly',
    '2026-12-11 weekly',
  ]);
  expect(dates).toEqual(
    expect.arrayContaining([
      '2026-12-31 quarterly',
      '2027-03-31 quarterly',
      '2027-06-30 quarterly',
      '2027-09-30 quarterly',
    ]),
  );
});

test('what lies beyond the table is left out, and a day beyond it has no list', () => {
  expect(listed('2027-11-22', 'monthly')).toEqual(['2027-12-17 monthly']);
  expect(listed('2028-01-03', 'daily')).toBe('unknown-year');
});
