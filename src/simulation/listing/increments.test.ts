import { Big } from 'big.js';
import { expect, test } from 'vitest';

import {
  incrementsOf,
  isOnTick,
  priceOfCents,
  roundDown,
  roundNear,
  roundUp,
} from './increments.ts';

test.each([
  ['cent', 2.994, 299, 300],
  ['cent', 7.211, 721, 722],
  ['cent-nickel', 2.994, 299, 300],
  ['cent-nickel', 7.211, 720, 725],
  ['cent-nickel', 3, 300, 300],
  ['nickel-dime', 2.96, 295, 300],
  ['nickel-dime', 7.211, 720, 730],
] as const)('%s steps: %s lies between %s and %s', (program, price, below, above) => {
  expect(roundDown(program, price)).toBe(below);
  expect(roundUp(program, price)).toBe(above);
});

test('a price rounded up or near is at least one step, rounded down it may be nothing', () => {
  expect(roundUp('nickel-dime', 0)).toBe(5);
  expect(roundNear('cent', 0.001)).toBe(1);
  expect(roundDown('cent', 0.009)).toBe(0);
});

test('a price is on its steps or not; a credit is judged by its size', () => {
  const steps = incrementsOf('cent-nickel');
  const isOn = (text: string) => isOnTick(steps, new Big(text));
  expect(['2.99', '3.00', '3.05', '-3.05', '0.01'].map(isOn)).toEqual(Array(5).fill(true));
  expect(['2.995', '3.01', '-3.01', '0.001'].map(isOn)).toEqual(Array(4).fill(false));
  expect(['1e-300', '2.990000000000000000000001', '-1e-23'].map(isOn)).toEqual(
    Array(3).fill(false),
  );
});

test('cents become an exact price', () => {
  expect(priceOfCents(7).toString()).toBe('0.07');
  expect(priceOfCents(267_005).toString()).toBe('2670.05');
});
