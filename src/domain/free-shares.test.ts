import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { anOption, aPosition } from '#tests/builders.ts';

import { freeSharesFor } from './free-shares.ts';

const shares = (quantity: number) =>
  aPosition({ assetClass: 'stock', option: null, quantity: new Big(quantity) });
const calls = (quantity: number) => aPosition({ quantity: new Big(quantity) });
const free = (...positions: Parameters<typeof freeSharesFor>[1]) =>
  freeSharesFor(anOption(), positions).toFixed();

test('calls sold already stand on shares, bought ones do not', () => {
  expect(free()).toBe('0');
  expect(free(shares(300))).toBe('300');
  expect(free(shares(300), calls(-2))).toBe('100');
  expect(free(shares(300), calls(2))).toBe('300');
  expect(free(shares(100), calls(-2))).toBe('0');
  expect(free(shares(-100))).toBe('0');
  expect(free({ ...shares(300), underlying: 'MSFT' })).toBe('0');
});
