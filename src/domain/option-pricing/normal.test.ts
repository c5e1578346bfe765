import { expect, test } from 'vitest';

import { normalCdf, tailRatio } from './normal.ts';

// Values to 20 digits from mpmath.
test.each([
  [0, 0.5],
  [0.3, 0.6179114221889526],
  [1, 0.8413447460685429],
  [-1, 0.15865525393145705],
  [-4, 3.1671241833119924e-5],
  [-5.7, 5.990371401063531e-9],
  [-8, 6.220960574271784e-16],
  [-20, 2.7536241186062337e-89],
  [-37, 5.725571222524537e-300],
  [9, 1],
])('the distribution at %d keeps its relative precision', (x, expected) => {
  expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-13);
});

test('the distribution ends at 0 and 1', () => {
  expect(normalCdf(-Infinity)).toBe(0);
  expect(normalCdf(Infinity)).toBe(1);
  expect(normalCdf(-40)).toBe(0);
});

test('the tail ratio is the tail without its exponential part', () => {
  expect(tailRatio(0)).toBe(0.5);
  expect(tailRatio(0.5)).toBeCloseTo(0.30853753872598694 / Math.exp(-0.125), 14);
  expect(tailRatio(6)).toBeCloseTo(0.06477931432444685, 14);
});
