import { expect, test } from 'vitest';

import { addDays } from '../exchange-date.ts';
import { calendarDate } from '../time.ts';

import { lastKnownDate, marketDay } from './market-days.ts';
import {
  addTradingDays,
  isTradingDay,
  tradingDayOnOrAfter,
  tradingDayOnOrBefore,
  tradingDaysBetween,
} from './trading-days.ts';

const day = (text: string) => marketDay(calendarDate(text));

test('a holiday is closed, with its name', () => {
  expect(day('2026-11-26')).toEqual({
    ok: true,
    value: { kind: 'closed', reason: 'Thanksgiving Day' },
  });
  expect(day('2026-07-03')).toMatchObject({ value: { reason: 'Independence Day (observed)' } });
  expect(day('2025-01-09')).toMatchObject({ value: { reason: 'National Day of Mourning' } });
});

test('weekends are closed', () => {
  expect(day('2026-11-21')).toEqual({ ok: true, value: { kind: 'closed', reason: 'Weekend' } });
  expect(day('2026-11-22')).toMatchObject({ value: { kind: 'closed' } });
});

test('the day after Thanksgiving ends early, the day before does not', () => {
  expect(day('2026-11-27')).toEqual({ ok: true, value: { kind: 'trading', isEarlyClose: true } });
  expect(day('2026-11-25')).toEqual({ ok: true, value: { kind: 'trading', isEarlyClose: false } });
  expect(day('2026-07-02')).toMatchObject({ value: { isEarlyClose: false } });
});

test('beyond the table nothing is assumed', () => {
  expect(day('2024-12-31')).toEqual({ ok: false, error: 'unknown-year' });
  expect(day('2028-01-01')).toEqual({ ok: false, error: 'unknown-year' });
  expect(marketDay(lastKnownDate).ok).toBe(true);
  expect(marketDay(addDays(lastKnownDate, 1)).ok).toBe(false);
});

// The exchanges' own count of trading days.
test.each([
  ['2025', 250],
  ['2026', 251],
  ['2027', 251],
])('%s has %d trading days', (year, count) => {
  let trading = 0;
  for (let date = calendarDate(`${year}-01-01`); date <= `${year}-12-31`; date = addDays(date, 1)) {
    const isTrading = isTradingDay(date);
    if (isTrading.ok && isTrading.value) trading += 1;
  }
  expect(trading).toBe(count);
});

test('the nearest trading day is looked for in both directions', () => {
  expect(tradingDayOnOrBefore(calendarDate('2026-04-05'))).toEqual({
    ok: true,
    value: '2026-04-02',
  });
  expect(tradingDayOnOrAfter(calendarDate('2026-04-03'))).toEqual({
    ok: true,
    value: '2026-04-06',
  });
  expect(tradingDayOnOrAfter(calendarDate('2026-11-20'))).toEqual({
    ok: true,
    value: '2026-11-20',
  });
  expect(tradingDayOnOrAfter(calendarDate('2028-01-01'))).toEqual({
    ok: false,
    error: 'unknown-year',
  });
});

test('trading days are counted over weekends and holidays', () => {
  const after = (text: string, days: number) => addTradingDays(calendarDate(text), days);
  expect(after('2026-11-25', 1)).toEqual({ ok: true, value: '2026-11-27' });
  expect(after('2026-11-20', 5)).toEqual({ ok: true, value: '2026-11-30' });
  expect(after('2026-11-30', -2)).toEqual({ ok: true, value: '2026-11-25' });
  expect(after('2026-11-21', 1)).toEqual({ ok: true, value: '2026-11-23' });
  expect(after('2026-11-21', 0)).toEqual({ ok: true, value: '2026-11-21' });
  expect(after('2027-12-31', 1)).toEqual({ ok: false, error: 'unknown-year' });
});

// The deficit of Monday 2026-11-23 is due on the fifth and the fifteenth business day after.
test('the days between leave out the first and count the last', () => {
  const between = (from: string, to: string) =>
    tradingDaysBetween(calendarDate(from), calendarDate(to));
  expect(between('2026-11-23', '2026-12-01')).toEqual({ ok: true, value: 5 });
  expect(between('2026-11-23', '2026-12-15')).toEqual({ ok: true, value: 15 });
  expect(between('2026-11-23', '2026-11-23')).toEqual({ ok: true, value: 0 });
  expect(between('2026-11-23', '2026-11-20')).toEqual({ ok: true, value: 0 });
  expect(between('2027-12-30', '2028-01-03')).toEqual({ ok: false, error: 'unknown-year' });
});
