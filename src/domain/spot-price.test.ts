import { expect, test } from 'vitest';

import { aQuote } from '#tests/builders.ts';

import { spotPrice } from './spot-price.ts';

test('the last trade counts first, then the mark, then the middle', () => {
  expect(spotPrice(aQuote())?.toFixed()).toBe('2.5');
  expect(spotPrice(aQuote({ last: null }))?.toFixed()).toBe('2.5');
  expect(spotPrice(aQuote({ last: null, mark: null }))?.toFixed()).toBe('2.5');
  expect(spotPrice(aQuote({ last: null, mark: null, bid: null }))).toBe(null);
  expect(spotPrice(null)).toBe(null);
});
