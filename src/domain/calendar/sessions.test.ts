import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import { calendarDate, instantOf, type Instant } from '../time.ts';

import { nextClose, nextOpen, sessionOf, tradingSessionAt } from './sessions.ts';

/** "2026-11-20T14:30Z" */
const at = (utc: string): Instant => instantOf(Temporal.Instant.from(utc).epochMilliseconds);
const text = (instant: Instant) => Temporal.Instant.fromEpochMilliseconds(instant).toString();

const hoursOf = (date: string, hours: 'shares' | 'options' | 'late-options') => {
  const session = sessionOf(calendarDate(date), hours);
  if (!session.ok || session.value === null) return session;
  return [text(session.value.openAt), text(session.value.closeAt)];
};

test('options trade from 09:30 to 16:00 in New York, in winter and in summer', () => {
  expect(hoursOf('2026-11-20', 'options')).toEqual([
    '2026-11-20T14:30:00Z',
    '2026-11-20T21:00:00Z',
  ]);
  expect(hoursOf('2026-07-01', 'options')).toEqual([
    '2026-07-01T13:30:00Z',
    '2026-07-01T20:00:00Z',
  ]);
});

test('hours move with the clock change on the Monday after it', () => {
  expect(hoursOf('2026-03-06', 'shares')).toEqual(['2026-03-06T14:30:00Z', '2026-03-06T21:00:00Z']);
  expect(hoursOf('2026-03-09', 'shares')).toEqual(['2026-03-09T13:30:00Z', '2026-03-09T20:00:00Z']);
  expect(hoursOf('2026-10-30', 'shares')).toEqual(['2026-10-30T13:30:00Z', '2026-10-30T20:00:00Z']);
  expect(hoursOf('2026-11-02', 'shares')).toEqual(['2026-11-02T14:30:00Z', '2026-11-02T21:00:00Z']);
});

test('index options close at 16:15, and at 13:15 on a short day', () => {
  expect(hoursOf('2026-11-20', 'late-options')).toEqual([
    '2026-11-20T14:30:00Z',
    '2026-11-20T21:15:00Z',
  ]);
  expect(hoursOf('2026-11-27', 'late-options')).toEqual([
    '2026-11-27T14:30:00Z',
    '2026-11-27T18:15:00Z',
  ]);
  expect(hoursOf('2026-11-27', 'options')).toEqual([
    '2026-11-27T14:30:00Z',
    '2026-11-27T18:00:00Z',
  ]);
});

test('a closed day has no session, and an unknown year no answer', () => {
  expect(hoursOf('2026-11-26', 'options')).toEqual({ ok: true, value: null });
  expect(hoursOf('2028-01-03', 'options')).toEqual({ ok: false, error: 'unknown-year' });
});

test.each([
  ['2026-11-20T08:59:59Z', 'closed'],
  ['2026-11-20T09:00:00Z', 'pre'],
  ['2026-11-20T14:29:59Z', 'pre'],
  ['2026-11-20T14:30:00Z', 'regular'],
  ['2026-11-20T20:59:59Z', 'regular'],
  ['2026-11-20T21:00:00Z', 'post'],
  ['2026-11-21T00:59:59Z', 'post'],
  ['2026-11-21T01:00:00Z', 'closed'],
  ['2026-11-21T15:00:00Z', 'closed'],
  ['2026-11-26T15:00:00Z', 'closed'],
  ['2026-11-27T18:00:00Z', 'post'],
  ['2026-11-27T22:00:00Z', 'closed'],
])('shares at %s: %s', (utc, expected) => {
  expect(tradingSessionAt(at(utc), 'shares')).toEqual({ ok: true, value: expected });
});

test('options have no extended hours', () => {
  const sessionAt = (utc: string) => tradingSessionAt(at(utc), 'options');
  expect(sessionAt('2026-11-20T14:00:00Z')).toEqual({ ok: true, value: 'closed' });
  expect(sessionAt('2026-11-20T14:30:00Z')).toEqual({ ok: true, value: 'regular' });
  expect(sessionAt('2026-11-20T21:00:00Z')).toEqual({ ok: true, value: 'closed' });
  expect(tradingSessionAt(at('2026-11-20T21:14:59Z'), 'late-options')).toEqual({
    ok: true,
    value: 'regular',
  });
});

test('the next opening and close skip the weekend and holidays', () => {
  const open = (utc: string) => {
    const next = nextOpen(at(utc), 'options');
    return next.ok ? text(next.value) : next.error;
  };
  const close = (utc: string) => {
    const next = nextClose(at(utc), 'options');
    return next.ok ? text(next.value) : next.error;
  };
  expect(open('2026-11-20T14:29:59Z')).toBe('2026-11-20T14:30:00Z');
  expect(open('2026-11-20T14:30:00Z')).toBe('2026-11-23T14:30:00Z');
  expect(open('2026-11-25T22:00:00Z')).toBe('2026-11-27T14:30:00Z');
  expect(close('2026-11-27T14:30:00Z')).toBe('2026-11-27T18:00:00Z');
  expect(close('2026-11-27T18:00:00Z')).toBe('2026-11-30T21:00:00Z');
  expect(open('2027-12-31T22:00:00Z')).toBe('unknown-year');
});
