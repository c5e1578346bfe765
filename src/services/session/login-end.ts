import { instantOf, type Instant } from '#domain/time.ts';

import type { LoginFacts } from '../ports/gateway-login.ts';

/** A login lasts at most a day. */
const dayMs = 24 * 3_600_000;
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
    ends.push(facts.loggedInAt + dayMs, midnightAfter(facts.loggedInAt, facts.region));
  }
  if (facts.expiresInMs !== null && facts.expiresInMs < countdownCountsBelowMs) {
    ends.push(now + facts.expiresInMs);
  }
  return ends.length === 0 ? null : instantOf(Math.min(...ends));
}

/** By Intl, not by a time library: the page would carry 19 kB for this one midnight. */
function midnightAfter(instant: Instant, region: string | null): number {
  const zone = zones[(region ?? '').toUpperCase()] ?? 'America/New_York';
  const next = instant + dayMs - sinceMidnight(instant, zone);
  // Zero, unless clocks changed on the way: then an hour before or after midnight.
  const off = sinceMidnight(next, zone);
  return off > dayMs / 2 ? next + dayMs - off : next - off;
}

/** Milliseconds the clocks of a zone show since midnight. */
function sinceMidnight(epochMs: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(epochMs);
  const [hours = 0, minutes = 0, seconds = 0] = shown.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (epochMs % 1000);
}
