import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { stockMargin, type StockPosition } from './stock-margin.ts';

const shares = (change: Partial<StockPosition> = {}): StockPosition => ({
  side: 'buy',
  quantity: 100,
  price: new Big(100),
  underlyingClass: 'equity',
  ...change,
});

const figures = (position: StockPosition, account: 'margin' | 'cash' = 'margin') => {
  const result = stockMargin(position, account);
  if (!result.ok) return result.error;
  const { initial, maintenance, buyingPowerEffect } = result.value;
  return [initial.toFixed(2), maintenance.toFixed(2), buyingPowerEffect.toFixed(2)];
};

test('shares are half paid, and keep a quarter', () => {
  expect(figures(shares())).toEqual(['5000.00', '2500.00', '5000.00']);
});

test('shares sold short need half besides the proceeds, and keep 30 %', () => {
  expect(figures(shares({ side: 'sell' }))).toEqual(['5000.00', '3000.00', '5000.00']);
});

test.each([
  ['20', ['1000.00', '600.00', '1000.00']],
  ['10', ['500.00', '500.00', '500.00']],
  ['5', ['500.00', '500.00', '500.00']],
  ['4.99', ['499.00', '499.00', '499.00']],
  ['2.5', ['250.00', '250.00', '250.00']],
  ['1', ['250.00', '250.00', '250.00']],
])('a cheap share sold short at %s keeps a least sum', (price, expected) => {
  expect(figures(shares({ side: 'sell', price: new Big(price) }))).toEqual(expected);
});

test('leveraged funds keep by their factor, and never more than their value', () => {
  expect(figures(shares({ underlyingClass: 'leveraged-2x' }))).toEqual([
    '5000.00',
    '5000.00',
    '5000.00',
  ]);
  expect(figures(shares({ underlyingClass: 'leveraged-3x' }))).toEqual([
    '7500.00',
    '7500.00',
    '7500.00',
  ]);
  expect(figures(shares({ underlyingClass: 'leveraged-3x', side: 'sell' }))).toEqual([
    '9000.00',
    '9000.00',
    '9000.00',
  ]);
});

test('a cash account pays in full and does not sell short', () => {
  expect(figures(shares(), 'cash')).toEqual(['10000.00', '10000.00', '10000.00']);
  expect(figures(shares({ side: 'sell' }), 'cash')).toBe('needs-margin-account');
});

test('the figures say where they come from', () => {
  const result = stockMargin(shares({ side: 'sell' }), 'margin');
  expect(result).toMatchObject({
    value: {
      sharesCovered: 0,
      parts: [
        {
          quantity: 100,
          basis: {
            formula: 'short-stock',
            source: 'Regulation T, 12 CFR 220.12; FINRA Rule 4210(c)',
          },
        },
      ],
    },
  });
});

test('twice the shares need twice as much', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('buy' as const, 'sell' as const),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (side, quantity, priceCents) => {
        const price = new Big(priceCents).div(100);
        const once = stockMargin(shares({ side, quantity, price }), 'margin');
        const twice = stockMargin(shares({ side, quantity: 2 * quantity, price }), 'margin');
        if (!once.ok || !twice.ok) throw new Error('no answer');
        expect(twice.value.initial.eq(once.value.initial.times(2))).toBe(true);
        expect(twice.value.maintenance.eq(once.value.maintenance.times(2))).toBe(true);
        expect(once.value.initial.gte(once.value.maintenance)).toBe(true);
      },
    ),
    { seed: 20261120 },
  );
});

test.each([0, -100, 0.5])('a quantity of %d is a bug', (quantity) => {
  expect(() => stockMargin(shares({ quantity }), 'margin')).toThrow('Not a quantity');
});
