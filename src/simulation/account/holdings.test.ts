import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';

import { bookTrade, emptyPosition } from './holdings.ts';

function after(...trades: readonly (readonly [number, string])[]) {
  const position = emptyPosition(conidOf(1));
  for (const [quantity, amount] of trades) bookTrade(position, quantity, new Big(amount));
  const { quantity, cost, realized } = position;
  return { quantity, cost: cost.toString(), realized: realized.toString() };
}

test('what is bought costs what was paid, commission included', () => {
  expect(after([100, '5001'], [100, '6001'])).toEqual({
    quantity: 200,
    cost: '11002',
    realized: '0',
  });
});

test('selling a part realizes its share of the cost', () => {
  expect(after([200, '11000'], [-50, '-3000'])).toEqual({
    quantity: 150,
    cost: '8250',
    realized: '250',
  });
});

test('a short that is bought back cheaper is a gain', () => {
  expect(after([-2, '-500'], [2, '300'])).toEqual({ quantity: 0, cost: '0', realized: '200' });
});

test('a trade through zero closes all and opens the rest', () => {
  expect(after([1, '100'], [-3, '-330'])).toEqual({
    quantity: -2,
    cost: '-220',
    realized: '10',
  });
});

test('cost and realized result together are always everything that was paid', () => {
  const trade = fc.tuple(
    fc.integer({ min: -50, max: 50 }).filter((quantity) => quantity !== 0),
    fc.integer({ min: 1, max: 1_000_000 }),
  );
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 30 }), (trades) => {
      const position = emptyPosition(conidOf(1));
      let paid = new Big(0);
      for (const [quantity, cents] of trades) {
        const amount = new Big(Math.sign(quantity) * cents).div(100);
        bookTrade(position, quantity, amount);
        paid = paid.plus(amount);
      }
      expect(position.cost.minus(position.realized).toString()).toBe(paid.toString());
      const isFlat = position.quantity === 0;
      expect(isFlat ? position.cost.toString() : '0').toBe('0');
    }),
  );
});
