import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';

import { loginEndsAt } from './login-end.ts';
import type { LoginFacts } from '../ports/gateway-login.ts';

const at = (utc: string) => instantOf(Temporal.Instant.from(utc).epochMilliseconds);
const textOf = (instant: number | null) =>
  instant === null ? null : Temporal.Instant.fromEpochMilliseconds(instant).toString();

const ends = (
  loggedInAt: string | null,
  over: Partial<LoginFacts> = {},
  now = '2026-11-19T15:00Z',
) =>
  textOf(
    loginEndsAt(
      {
        username: null,
        environment: 'paper',
        loggedInAt: loggedInAt === null ? null : at(loggedInAt),
        expiresInMs: null,
        region: 'NA',
        ...over,
      },
      at(now),
    ),
  );

test.each([
  ['NA', '2026-11-20T05:00:00Z'],
  ['nj', '2026-11-20T05:00:00Z'],
  ['EU', '2026-11-19T23:00:00Z'],
  ['HK', '2026-11-19T16:00:00Z'],
  ['somewhere', '2026-11-20T05:00:00Z'],
  [null, '2026-11-20T05:00:00Z'],
])('a login in region %s ends at midnight there', (region, end) => {
  expect(ends('2026-11-19T14:00Z', { region })).toBe(end);
});

test('a login just before midnight ends minutes later, one at midnight a day later', () => {
  expect(ends('2026-11-20T04:59Z')).toBe('2026-11-20T05:00:00Z');
  expect(ends('2026-11-20T05:00Z')).toBe('2026-11-21T05:00:00Z');
});

test('the night in which clocks go back has 25 hours: the login ends after 24 of them', () => {
  expect(ends('2026-11-01T04:00Z')).toBe('2026-11-02T04:00:00Z');
});

test("the broker's countdown counts once it is below two minutes", () => {
  const loggedInAt = '2026-11-19T14:00Z';
  expect(ends(loggedInAt, { expiresInMs: 120_000 })).toBe('2026-11-20T05:00:00Z');
  expect(ends(loggedInAt, { expiresInMs: 119_999 })).toBe('2026-11-19T15:01:59.999Z');
});

test('a login of unknown begin has no known end, except by a short countdown', () => {
  expect(ends(null)).toBeNull();
  expect(ends(null, { expiresInMs: 60_000 })).toBe('2026-11-19T15:01:00Z');
});
