import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { anOption, anIndex, aStock } from '#tests/builders.ts';

import { requirementOf, type MarginHolding } from './requirements.ts';

const share = aStock();

function shares(quantity: number, price: string): MarginHolding {
  const mark = new Big(price);
  return { contract: share, quantity, mark, underlyingPrice: mark, underlyingClass: 'equity' };
}

function options(
  quantity: number,
  right: 'call' | 'put',
  strike: string,
  mark: string,
  underlyingPrice = '100',
): MarginHolding {
  return {
    contract: anOption({ right, strike: new Big(strike) }),
    quantity,
    mark: new Big(mark),
    underlyingPrice: new Big(underlyingPrice),
    underlyingClass: 'equity',
  };
}

const figures = (holdings: readonly MarginHolding[], kind: 'margin' | 'cash' = 'margin') => {
  const { initial, maintenance, needsMarginAccount } = requirementOf(holdings, kind);
  return [initial.toString(), maintenance.toString(), needsMarginAccount];
};

test('long options need nothing beyond what was paid', () => {
  expect(figures([options(5, 'call', '105', '2.5')])).toEqual(['0', '0', false]);
});

test('naked options need their price and a share of the underlying', () => {
  expect(figures([options(-1, 'call', '105', '2.5')])).toEqual(['1750', '1750', false]);
  expect(figures([options(-1, 'put', '95', '2')])).toEqual(['1700', '1700', false]);
});

test('shares cover calls and are not counted twice', () => {
  expect(figures([shares(100, '100'), options(-1, 'call', '105', '2')])).toEqual([
    '5000',
    '2500',
    false,
  ]);
  expect(figures([shares(250, '100'), options(-2, 'call', '105', '2')])).toEqual([
    '12500',
    '6250',
    false,
  ]);
});

test('the dearest calls are covered first, the rest are naked', () => {
  const held = [
    shares(100, '100'),
    options(-1, 'call', '110', '1'),
    options(-1, 'call', '95', '7'),
  ];
  expect(figures(held)).toEqual(['6100', '3475', false]);
});

test('a cash account secures puts by cash and must not be short of calls or shares', () => {
  expect(figures([options(-1, 'put', '95', '2')], 'cash')).toEqual(['9500', '9500', false]);
  expect(figures([options(-1, 'call', '105', '2.5')], 'cash')).toEqual(['1750', '1750', true]);
  expect(figures([shares(-10, '100')], 'cash')).toEqual(['500', '300', true]);
  expect(figures([shares(10, '100')], 'cash')).toEqual(['1000', '1000', false]);
});

test('a broad index needs less', () => {
  const held: MarginHolding = {
    contract: anOption({ underlyingConid: anIndex().conid, strike: new Big('5100') }),
    quantity: -1,
    mark: new Big('40'),
    underlyingPrice: new Big('5000'),
    underlyingClass: 'broad-index',
  };
  expect(figures([held])).toEqual(['69000', '69000', false]);
});
