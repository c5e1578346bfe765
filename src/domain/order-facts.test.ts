import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { aDraft, aLeg, anOption, aStock } from '#tests/builders.ts';

import {
  deriveOrderFacts,
  effectOf,
  midOf,
  type OrderFacts,
  type OrderSurroundings,
} from './order-facts.ts';

const around = (over: Partial<OrderSurroundings> = {}): OrderSurroundings => ({
  bid: new Big('2.45'),
  ask: new Big('2.55'),
  underlyingPrice: new Big('190'),
  held: new Big(0),
  averagePrice: null,
  freeShares: new Big(0),
  fees: new Big('1.05'),
  ...over,
});

/** Sums as text, so that a failing test reads like the ticket. */
const texts = (facts: OrderFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      value instanceof Big ? value.toFixed() : value,
    ]),
  );

test('a long call can lose its premium with fees and gain without limit', () => {
  expect(texts(deriveOrderFacts(aDraft(), around()))).toMatchObject({
    direction: 'pay',
    shares: '100',
    price: '2.5',
    premium: '250',
    fees: '1.05',
    total: '251.05',
    loss: '251.05',
    gain: 'unlimited',
    breakeven: '197.5105',
    assignment: null,
    isEstimate: false,
  });
});

test('a long put gains at most its strike less what was paid', () => {
  const draft = aDraft({ legs: [aLeg({ contract: anOption({ right: 'put' }) })], quantity: 2 });
  expect(texts(deriveOrderFacts(draft, around({ fees: new Big('2.10') })))).toMatchObject({
    total: '502.1',
    loss: '502.1',
    gain: '38497.9',
    breakeven: '192.4895',
  });
});

test('a short put can lose its strike less the premium, and being assigned costs the strike', () => {
  const draft = aDraft({
    legs: [aLeg({ contract: anOption({ right: 'put' }), side: 'sell' })],
    quantity: 2,
  });
  const facts = deriveOrderFacts(draft, around({ fees: new Big('2') }));
  expect(texts(facts)).toMatchObject({
    direction: 'receive',
    premium: '500',
    total: '498',
    gain: '498',
    loss: '38502',
    breakeven: '192.51',
  });
  expect(facts.assignment?.shares.toFixed()).toBe('200');
  expect(facts.assignment?.amount.toFixed()).toBe('39000');
});

test('a short call without shares can lose without limit', () => {
  const draft = aDraft({ legs: [aLeg({ side: 'sell' })] });
  expect(texts(deriveOrderFacts(draft, around({ freeShares: new Big(99) })))).toMatchObject({
    loss: 'unlimited',
    gain: '248.95',
    breakeven: '197.4895',
    isCovered: false,
  });
  expect(deriveOrderFacts(draft, around({ freeShares: null })).loss).toBe('unlimited');
});

test('a covered call loses at most the shares behind it, less the premium', () => {
  const draft = aDraft({ legs: [aLeg({ side: 'sell' })] });
  const covered = around({ freeShares: new Big(100) });
  expect(texts(deriveOrderFacts(draft, covered))).toMatchObject({
    loss: '18751.05',
    isCovered: true,
  });
  expect(deriveOrderFacts(draft, { ...covered, underlyingPrice: null }).loss).toBe(null);
});

test('an adjusted contract counts its own shares', () => {
  const draft = aDraft({ legs: [aLeg({ contract: anOption({ multiplier: 150 }) })] });
  expect(texts(deriveOrderFacts(draft, around({ fees: null })))).toMatchObject({
    shares: '150',
    premium: '375',
    total: '375',
    loss: '375',
    fees: null,
    breakeven: '197.5',
  });
});

test('a market order is estimated at the far side, and unknown without it', () => {
  const buy = aDraft({ terms: { type: 'market' } });
  const sell = aDraft({ terms: { type: 'market' }, legs: [aLeg({ side: 'sell' })] });
  expect(texts(deriveOrderFacts(buy, around()))).toMatchObject({ price: '2.55', isEstimate: true });
  expect(texts(deriveOrderFacts(sell, around()))).toMatchObject({ price: '2.45' });
  expect(texts(deriveOrderFacts(buy, around({ ask: null })))).toMatchObject({
    price: null,
    premium: null,
    total: null,
    loss: null,
    breakeven: null,
  });
});

test('a stop that the market has passed counts the market, not its trigger', () => {
  const at = (stopPrice: string) => ({ type: 'stop', stopPrice: new Big(stopPrice) }) as const;
  const market = around({ bid: new Big('14.95'), ask: new Big('15.15') });
  const buy = (stopPrice: string) => deriveOrderFacts(aDraft({ terms: at(stopPrice) }), market);
  expect(texts(buy('0.05'))).toMatchObject({ price: '15.15', premium: '1515', isEstimate: true });
  expect(texts(buy('20'))).toMatchObject({ price: '20' });
});

test('a stop counts its trigger, a stop-limit its limit', () => {
  const stopPrice = new Big('3');
  const stop = aDraft({ terms: { type: 'stop', stopPrice } });
  const stopLimit = aDraft({
    terms: { type: 'stop-limit', stopPrice, limitPrice: new Big('2.2') },
  });
  expect(texts(deriveOrderFacts(stop, around()))).toMatchObject({ price: '3', isEstimate: true });
  expect(texts(deriveOrderFacts(stopLimit, around()))).toMatchObject({
    price: '2.2',
    isEstimate: false,
  });
});

test('closing a long position shows what it brought, not what it could lose', () => {
  const draft = aDraft({ legs: [aLeg({ side: 'sell' })], effect: 'close' });
  const held = around({ held: new Big(1), averagePrice: new Big('2.10') });
  expect(texts(deriveOrderFacts(draft, held))).toMatchObject({
    total: '248.95',
    result: '38.95',
    loss: null,
    breakeven: null,
  });
  expect(deriveOrderFacts(draft, around({ held: new Big(1) })).result).toBe(null);
});

test('closing a short position counts the other way', () => {
  const draft = aDraft({ effect: 'close' });
  const held = around({ held: new Big(-1), averagePrice: new Big('2.10') });
  expect(texts(deriveOrderFacts(draft, held))).toMatchObject({ total: '251.05', result: '-41.05' });
});

test('shares lose their price when bought and without limit when sold short', () => {
  const buy = aDraft({ legs: [aLeg({ contract: aStock() })], quantity: 10 });
  const short = aDraft({ legs: [aLeg({ contract: aStock(), side: 'sell' })], quantity: 10 });
  expect(texts(deriveOrderFacts(buy, around()))).toMatchObject({
    loss: '26.05',
    gain: 'unlimited',
  });
  expect(texts(deriveOrderFacts(short, around()))).toMatchObject({
    loss: 'unlimited',
    gain: '23.95',
  });
});

test('an order closes when the other side is held in at least that quantity', () => {
  expect(effectOf('sell', 2, new Big(2))).toBe('close');
  expect(effectOf('sell', 3, new Big(2))).toBe('open');
  expect(effectOf('buy', 2, new Big(2))).toBe('open');
  expect(effectOf('buy', 1, new Big(-2))).toBe('close');
  expect(effectOf('sell', 1, null)).toBe('open');
  expect(effectOf('sell', 0, new Big(2))).toBe('open');
});

test('the middle needs both sides', () => {
  expect(midOf(new Big('1.2'), new Big('1.36'))?.toFixed()).toBe('1.28');
  expect(midOf(null, new Big('1.36'))).toBe(null);
});
