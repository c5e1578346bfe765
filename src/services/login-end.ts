import { Temporal } from 'temporal-polyfill';

import { instantOf, type Instant } from '#domain/time.ts';

import type { LoginFacts } from './ports/gateway-login.ts';

/** A login lasts at most a day. */
const longestMs = 24 * 3_600_000;
/** The broker's countdown is renewed all the time; only below this does it tell the end. */
const countdownCountsBelowMs = 120_000;

const zones: Readonly<Record<string, string>> = {
  NA: 'America/New_York',
  NJ: 'America/New_York',
  EU: 'Europe/Zurich',
  ZUG: 'Europe/Zurich',
  HK: 'Asia/Hong_Kong',
  AS: 'Asia/Hong_Kong',
};

/**
 * When the login ends: a day after it began, or the next midnight of its region, whichever is first; or the broker's
 * countdown once it is short. An unknown region counts as New York. Null when the broker did not say when it began.
 */
export function loginEndsAt(facts: LoginFacts, now: Instant): Instant | null {
  const ends: number[] = [];
  if (facts.loggedInAt !== null) {
    ends.push(facts.loggedInAt + longestMs, midnightAfter(facts.loggedInAt, facts.region));
  }
  if (facts.expiresInMs !== null && facts.expiresInMs < countdownCountsBelowMs) {
    ends.push(now + facts.expiresInMs);
  }
  return ends.length === 0 ? null : instantOf(Math.min(...ends));
}

function midnightAfter(instant: Instant, region: string | null): number {
  const zone = zones[(region ?? '').toUpperCase()] ?? 'America/New_York';
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return local.add({ days: 1 }).startOfDay().epochMilliseconds;
}
