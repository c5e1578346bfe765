import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import { aBrokerOrder, anExecution, aPosition, aQuote, openMarketAt } from '#tests/builders.ts';

import { closingQuantity, deriveFigures, fillsOfToday, sumOf } from './position-figures.ts';

test('the quote moves mark, value and open result', () => {
  const figures = deriveFigures(aPosition(), aQuote({ mark: new Big('2.70') }), []);
  expect(figures.mark?.toFixed(2)).toBe('2.70');
  expect(figures.openPnl?.toFixed(2)).toBe('20.00');
  expect(figures.value?.toFixed(2)).toBe('270.00');
  expect(figures.isMarkOld).toBe(false);
});

test('without a quote the broker’s numbers stand, and the mark says so', () => {
  const figures = deriveFigures(aPosition(), null, []);
  expect(figures.mark?.toFixed(2)).toBe('2.60');
  expect(figures.isMarkOld).toBe(true);
  expect(figures.openPnl?.toFixed(2)).toBe('10.00');
  expect(figures.dayPnl).toBe(null);
});

test('the day counts from the previous close', () => {
  const figures = deriveFigures(aPosition(), aQuote({ mark: new Big('2.60') }), []);
  expect(figures.dayPnl?.toFixed(2)).toBe('20.00');
});

test('a contract that did not trade today counts from the close the broker tells', () => {
  const untraded = { last: null, change: null, mark: new Big('2.60') };
  const told = aQuote({ ...untraded, previousClose: new Big('2.45') });
  expect(deriveFigures(aPosition(), told, []).dayPnl?.toFixed(2)).toBe('15.00');
  expect(deriveFigures(aPosition(), aQuote(untraded), []).dayPnl).toBe(null);
});

test('before the fills are read nobody knows what of it was bought today', () => {
  expect(deriveFigures(aPosition(), aQuote({ mark: new Big('2.60') }), null).dayPnl).toBe(null);
});

test('only fills of the same contract and day count', () => {
  const yesterday = instantOf(openMarketAt - 86_400_000);
  const fills = [
    anExecution(),
    anExecution({ conid: conidOf(5) }),
    anExecution({ executedAt: yesterday }),
  ];
  expect(fillsOfToday(fills, 700001, openMarketAt)).toEqual([fills[0]]);
});

test('only working orders of the other side close', () => {
  const orders = [
    aBrokerOrder({ side: 'sell', remainingQuantity: 1 }),
    aBrokerOrder({ side: 'buy', remainingQuantity: 5 }),
    aBrokerOrder({ side: 'sell', status: 'filled', remainingQuantity: 3 }),
    aBrokerOrder({ side: 'sell', conid: conidOf(5), remainingQuantity: 3 }),
  ];
  expect(closingQuantity(aPosition(), orders)).toBe(1);
  expect(closingQuantity(aPosition({ quantity: new Big(-2) }), orders)).toBe(5);
});

test('a total with a missing part is missing', () => {
  expect(sumOf([new Big(1), new Big(2)])?.toFixed()).toBe('3');
  expect(sumOf([new Big(1), null])).toBe(null);
  expect(sumOf([])?.toFixed()).toBe('0');
});
