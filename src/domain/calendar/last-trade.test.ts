import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import { calendarDate } from '../time.ts';

import { lastTradeAt } from './last-trade.ts';
import { hoursClassOf } from './option-classes.ts';

/** When trading ends, on the clock of New York; or the fault. */
function ends(tradingClass: string, expiry: string): string {
  const last = lastTradeAt({ tradingClass, expiry: calendarDate(expiry) });
  if (!last.ok) return last.error;
  const zoned = Temporal.Instant.fromEpochMilliseconds(last.value).toZonedDateTimeISO(
    'America/New_York',
  );
  return zoned.toPlainDateTime().toString().slice(0, 16);
}

test('options on shares end at the close of their expiry, on short days at 13:00', () => {
  expect(ends('AAPL', '2026-11-20')).toBe('2026-11-20T16:00');
  expect(ends('AAPL', '2026-11-27')).toBe('2026-11-27T13:00');
  expect(ends('AAPL', '2026-07-17')).toBe('2026-07-17T16:00');
});

test('options on the funds with longer hours have 15 minutes more, also on short days', () => {
  expect(ends('SPY', '2026-11-20')).toBe('2026-11-20T16:15');
  expect(ends('QQQ', '2026-11-27')).toBe('2026-11-27T13:15');
});

test('index options settled at the close end with the shares, though they trade longer on other days', () => {
  expect(ends('SPXW', '2026-11-20')).toBe('2026-11-20T16:00');
  expect(ends('XSP', '2026-11-20')).toBe('2026-11-20T16:00');
  expect(ends('XSP', '2026-11-27')).toBe('2026-11-27T13:00');
  expect(hoursClassOf('XSP')).toBe('late-options');
});

test('index options settled at the opening end the evening before, whichever day their list calls the expiry', () => {
  expect(ends('SPX', '2026-12-17')).toBe('2026-12-17T17:00');
  expect(ends('SPX', '2026-12-18')).toBe('2026-12-17T17:00');
  expect(ends('NDX', '2026-12-18')).toBe('2026-12-17T17:00');
  expect(ends('VIX', '2026-12-15')).toBe('2026-12-15T17:00');
  expect(ends('VIX', '2026-12-16')).toBe('2026-12-15T17:00');
});

test('a settlement after a holiday reaches back over it, and a short day has no late session', () => {
  // Friday after Thanksgiving closes at 13:00, and Thursday is closed.
  expect(ends('RUT', '2026-11-27')).toBe('2026-11-25T17:00');
  expect(ends('VIX', '2026-11-27')).toBe('2026-11-27T13:15');
});

test('no moment is invented for a day without trading or a year nobody knows', () => {
  expect(ends('AAPL', '2026-11-26')).toBe('not-a-trading-day');
  expect(ends('AAPL', '2099-01-16')).toBe('unknown-year');
});

test('only some classes trade longer than shares', () => {
  expect(hoursClassOf('AAPL')).toBe('options');
  expect(hoursClassOf('SPY')).toBe('late-options');
  expect(hoursClassOf('SPX')).toBe('late-options');
});
