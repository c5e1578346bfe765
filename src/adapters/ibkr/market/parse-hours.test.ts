import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import schedule from '#tests/fixtures/ibkr/schedule.json' with { type: 'json' };

import { parseTradingHours } from './parse-hours.ts';

const at = (text: string) => instantOf(Date.parse(text));
const hours = (now: string) => {
  const found = parseTradingHours(schedule.map(asWire), at(now));
  return found === null
    ? null
    : [
        found.isOpen,
        new Date(found.opensAt ?? 0).toISOString(),
        new Date(found.closesAt ?? 0).toISOString(),
      ];
};

function asWire(venue: (typeof schedule)[number]) {
  return { timezone: venue.timezone, schedules: venue.schedules };
}

test('within the session the market is open, at its first instant already, at its last no longer', () => {
  const thursday = ['2026-11-19T14:30:00.000Z', '2026-11-19T21:00:00.000Z'];
  expect(hours('2026-11-19T15:00:00Z')).toEqual([true, ...thursday]);
  expect(hours('2026-11-19T14:30:00Z')).toEqual([true, ...thursday]);
  expect(hours('2026-11-19T20:59:59Z')).toEqual([true, ...thursday]);
});

test('after the close the next session is the next day’s, over the weekend Monday’s', () => {
  expect(hours('2026-11-19T21:00:00Z')).toEqual([
    false,
    '2026-11-20T14:30:00.000Z',
    '2026-11-20T21:00:00.000Z',
  ]);
  expect(hours('2026-11-21T12:00:00Z')?.[1]).toBe('2026-11-23T14:30:00.000Z');
});

test('a date overrides its weekday: closed on the holiday, early on the day after', () => {
  expect(hours('2026-11-26T15:00:00Z')).toEqual([
    false,
    '2026-11-27T14:30:00.000Z',
    '2026-11-27T18:00:00.000Z',
  ]);
});

test('the wall clock of the exchange counts, also across its change of hours', () => {
  expect(hours('2026-07-01T15:00:00Z')).toEqual([
    true,
    '2026-07-01T13:30:00.000Z',
    '2026-07-01T20:00:00.000Z',
  ]);
  expect(hours('2026-10-31T12:00:00Z')?.[1]).toBe('2026-11-02T14:30:00.000Z');
});

test('a schedule without zone or sessions tells nothing', () => {
  expect(parseTradingHours([], at('2026-11-19T15:00:00Z'))).toBeNull();
  expect(
    parseTradingHours([{ timezone: null, schedules: [] }], at('2026-11-19T15:00:00Z')),
  ).toBeNull();
});
