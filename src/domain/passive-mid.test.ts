import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { passiveMid } from './passive-mid.ts';

const nickels = [
  { lowerEdge: new Big(0), increment: new Big('0.01') },
  { lowerEdge: new Big(3), increment: new Big('0.05') },
];
const quote = (bid: string, ask: string) => ({ bid: new Big(bid), ask: new Big(ask) });

test('a buyer’s middle is rounded down, a seller’s up', () => {
  expect(passiveMid(quote('7.20', '7.35'), 'buy', nickels)?.toFixed(2)).toBe('7.25');
  expect(passiveMid(quote('7.20', '7.35'), 'sell', nickels)?.toFixed(2)).toBe('7.30');
  expect(passiveMid(quote('2.11', '2.17'), 'sell', nickels)?.toFixed(2)).toBe('2.14');
});

test('a middle below the smallest price is that price, never 0', () => {
  expect(passiveMid(quote('0', '0.01'), 'buy', nickels)?.toFixed(2)).toBe('0.01');
});

test('one side alone has no middle', () => {
  expect(passiveMid({ bid: null, ask: new Big(1) }, 'buy', nickels)).toBe(null);
  expect(passiveMid(null, 'buy', nickels)).toBe(null);
});
