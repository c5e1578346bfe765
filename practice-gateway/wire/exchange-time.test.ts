import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';

import { longStamp, newYorkDay, nextMidnight, shortStamp } from './exchange-time.ts';

test('days and midnights are those of New York, also when its clocks change', () => {
  expect(newYorkDay(instantOf(Date.UTC(2026, 10, 20, 4, 59)))).toBe('20261119');
  expect(newYorkDay(instantOf(Date.UTC(2026, 10, 20, 5, 0)))).toBe('20261120');
  expect(nextMidnight(instantOf(Date.UTC(2026, 10, 19, 15)))).toBe(Date.UTC(2026, 10, 20, 5));
  // 2026-11-01: back to standard time; 2026-03-08: forward.
  expect(nextMidnight(instantOf(Date.UTC(2026, 10, 1, 12)))).toBe(Date.UTC(2026, 10, 2, 5));
  expect(nextMidnight(instantOf(Date.UTC(2026, 2, 7, 12)))).toBe(Date.UTC(2026, 2, 8, 5));
  expect(nextMidnight(instantOf(Date.UTC(2026, 2, 8, 12)))).toBe(Date.UTC(2026, 2, 9, 4));
});

test('stamps are UTC', () => {
  const instant = instantOf(Date.UTC(2026, 0, 2, 3, 4, 5));
  expect(longStamp(instant)).toBe('20260102-03:04:05');
  expect(shortStamp(instant)).toBe('260102030405');
});
