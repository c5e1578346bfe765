import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { fromExactJson, toExactJson } from './exact-json.ts';

const roundTrip = (value: unknown) => fromExactJson(toExactJson(value));

test.each([
  '123456789012.12345678',
  '0.00000001',
  '-2.5',
  '0',
  '0.1',
  '100000000000000000000000000000.5',
])('%s comes back digit for digit, as a decimal', (text) => {
  const back = roundTrip({ price: new Big(text) });
  expect(back).toEqual({ price: new Big(text) });
  expect((back as { price: Big }).price).toBeInstanceOf(Big);
  expect((back as { price: Big }).price.toFixed()).toBe(text);
});

test('decimals in lists and deep inside come back, everything else as it was', () => {
  const value = {
    legs: [{ strike: new Big('195'), ratio: 1 }],
    note: 'say "hi" £ 日本',
    isOpen: false,
    none: null,
    list: [new Big('0.05'), 'text', 3.5],
  };
  expect(roundTrip(value)).toEqual(value);
});

test('what only looks like a mark stays what it is', () => {
  for (const value of [{ $big: 'not a number' }, { $big: '1', other: 2 }, { $big: 1 }]) {
    expect(roundTrip(value)).toEqual(value);
  }
});

test('a bare decimal and a bare null are values too', () => {
  expect(roundTrip(new Big('1.50'))).toEqual(new Big('1.5'));
  expect(roundTrip(null)).toBeNull();
});
