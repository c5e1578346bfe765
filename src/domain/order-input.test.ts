import { expect, test } from 'vitest';

import { err } from '#lib/result.ts';

import { parsePrice, parseQuantity } from './order-input.ts';

test('a plain whole number is a quantity, also with spaces around it', () => {
  expect(parseQuantity('1')).toEqual({ ok: true, value: 1 });
  expect(parseQuantity(' 250 ')).toEqual({ ok: true, value: 250 });
  expect(parseQuantity('007')).toEqual({ ok: true, value: 7 });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['0', 'zero'],
  ['000', 'zero'],
  ['-1', 'negative'],
  ['−1', 'negative'],
  ['1.5', 'fraction'],
  ['0.1', 'fraction'],
  ['1,5', 'comma'],
  ['1.000', 'ambiguous'],
  ['1,000', 'ambiguous'],
  ['1.000.000', 'ambiguous'],
  ['1 000', 'ambiguous'],
  ["1'000", 'ambiguous'],
  ['1.', 'ambiguous'],
  ['１', 'foreign-digits'],
  ['١٢', 'foreign-digits'],
  ['1e3', 'exponent'],
  ['2E5', 'exponent'],
  ['∞', 'not-a-number'],
  ['Infinity', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['0x10', 'not-a-number'],
  ['+1', 'not-a-number'],
  ['1/2', 'not-a-number'],
  ['½', 'not-a-number'],
  ['one', 'not-a-number'],
  ['99999999999999999999', 'too-long'],
] as const)('the quantity "%s" is refused as %s', (typed, fault) => {
  expect(parseQuantity(typed)).toEqual(err(fault));
});

test.each([
  ['2.55', '2.55'],
  ['.05', '0.05'],
  ['3', '3'],
  [' 1234.5 ', '1234.5'],
  ['1.305', '1.305'],
  ['0.10', '0.1'],
])('the price "%s" is %s', (typed, price) => {
  const parsed = parsePrice(typed);
  expect(parsed.ok && parsed.value.toFixed()).toBe(price);
});

test.each([
  ['', 'empty'],
  ['0', 'zero'],
  ['0.00', 'zero'],
  ['-2.55', 'negative'],
  ['2,55', 'comma'],
  ['1.000', 'ambiguous'],
  ['1.500', 'ambiguous'],
  ['1,000', 'ambiguous'],
  ['1,234.50', 'ambiguous'],
  ['1.234,50', 'ambiguous'],
  ['１.５', 'foreign-digits'],
  ['1e3', 'exponent'],
  ['∞', 'not-a-number'],
  ['2.5.5', 'ambiguous'],
  ['$2.55', 'not-a-number'],
  ['.', 'not-a-number'],
  ['12345678901234567890', 'too-long'],
] as const)('the price "%s" is refused as %s', (typed, fault) => {
  expect(parsePrice(typed)).toEqual(err(fault));
});
