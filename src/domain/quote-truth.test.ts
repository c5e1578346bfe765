import { expect, test } from 'vitest';

import { aQuote, openMarketAt } from '#tests/builders.ts';

import { deriveQuoteTruth, missingBecause } from './quote-truth.ts';
import { instantOf } from './time.ts';

const after = (ms: number) => instantOf(openMarketAt + ms);

test('a live quote grows stale after a minute of silence, after 5 s when the feed is down', () => {
  expect(deriveQuoteTruth(aQuote(), after(60_000), true)).toEqual({ kind: 'live' });
  expect(deriveQuoteTruth(aQuote(), after(60_001), true)).toEqual({ kind: 'stale', ageMs: 60_001 });
  expect(deriveQuoteTruth(aQuote(), after(5_000), false)).toEqual({ kind: 'live' });
  expect(deriveQuoteTruth(aQuote(), after(14_000), false)).toEqual({
    kind: 'stale',
    ageMs: 14_000,
  });
});

test('a halt outweighs everything, delayed and frozen say so', () => {
  const truth = (over: Parameters<typeof aQuote>[0]) =>
    deriveQuoteTruth(aQuote(over), after(0), true).kind;
  expect(truth({ isHalted: true, availability: 'delayed' })).toBe('halted');
  expect(truth({ availability: 'delayed' })).toBe('delayed');
  expect(truth({ availability: 'frozen-delayed' })).toBe('delayed');
  expect(truth({ availability: 'frozen' })).toBe('close');
  expect(truth({ availability: 'unknown' })).toBe('untold');
});

test('a quote tells why nothing is in it', () => {
  expect(missingBecause(aQuote({ availability: 'not-subscribed' }))).toBe('no-subscription');
  expect(missingBecause(aQuote({ availability: 'missing-consent' }))).toBe('no-agreement');
  expect(missingBecause(aQuote())).toBe(null);
  expect(missingBecause(null)).toBe(null);
});
