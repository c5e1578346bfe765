import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { deriveExpectedMove } from './expected-move.ts';

test('the expected move grows with the root of time', () => {
  const month = deriveExpectedMove(new Big('268.42'), 0.259, 28);
  expect(month?.move.toFixed(2)).toBe('19.26');
  expect(month?.low.toFixed(2)).toBe('249.16');
  expect(month?.high.toFixed(2)).toBe('287.68');
});

test('without volatility, price or time there is none', () => {
  expect(deriveExpectedMove(null, 0.2, 28)).toBe(null);
  expect(deriveExpectedMove(new Big(100), null, 28)).toBe(null);
  expect(deriveExpectedMove(new Big(100), 0, 28)).toBe(null);
  expect(deriveExpectedMove(new Big(100), 0.2, 0)).toBe(null);
  expect(deriveExpectedMove(new Big(100), 9, 365)).toBe(null);
});
