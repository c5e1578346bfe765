import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { incrementAt, nearestOnTick, stepPrice } from './price-increment.ts';

const nickelDime = [
  { lowerEdge: new Big('0'), increment: new Big('0.05') },
  { lowerEdge: new Big('3'), increment: new Big('0.10') },
];

test('the step changes exactly at the edge', () => {
  expect(incrementAt(nickelDime, new Big('2.99'))?.toFixed()).toBe('0.05');
  expect(incrementAt(nickelDime, new Big('3'))?.toFixed()).toBe('0.1');
  expect(incrementAt([], new Big('3'))).toBeNull();
});

test('the neighbours of an off-step price are the two prices that trade', () => {
  const { below, above } = nearestOnTick(nickelDime, new Big('1.305'));
  expect([below.toFixed(), above.toFixed()]).toEqual(['1.3', '1.35']);
});

test('a step down from the edge uses the smaller step, a step up the larger', () => {
  expect(stepPrice(nickelDime, new Big('3'), -1).toFixed()).toBe('2.95');
  expect(stepPrice(nickelDime, new Big('3'), 1).toFixed()).toBe('3.1');
});

test('the price never steps to zero', () => {
  expect(stepPrice(nickelDime, new Big('0.05'), -1).toFixed()).toBe('0.05');
});
