import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { deriveOrderFacts, type OrderSurroundings } from '#domain/order-facts.ts';
import type { OrderDraft } from '#domain/order.ts';
import { aDraft, aLeg, anOption, aStock } from '#tests/builders.ts';

import { orderSentence, sentenceText } from './order-sentence.ts';

const around: OrderSurroundings = {
  bid: new Big('2.45'),
  ask: new Big('2.55'),
  underlyingPrice: new Big('190'),
  held: new Big(0),
  averagePrice: null,
  freeShares: new Big(0),
  fees: new Big('1.05'),
};

const said = (draft: OrderDraft, over: Partial<OrderSurroundings> = {}) =>
  sentenceText(orderSentence(draft, deriveOrderFacts(draft, { ...around, ...over })));

const put = anOption({ right: 'put' });

test('a bought call says what is paid, that no more can be lost, and where it loses', () => {
  expect(said(aDraft())).toBe(
    'Buy 1 AAPL 15 Jan 27 195 call at 2.50 or lower. It works today only. You pay $251.05, fees included. You can lose all of it and no more. You lose if AAPL ends below 197.51 on Fri 15 Jan 27.',
  );
});

test('a sold put names its largest loss and what assignment costs', () => {
  const draft = aDraft({ legs: [aLeg({ contract: put, side: 'sell' })], quantity: 2 });
  expect(said({ ...draft, timeInForce: 'gtc' }, { fees: new Big('2.10') })).toBe(
    'Sell 2 AAPL 15 Jan 27 195 puts at 2.50 or higher. It works until it fills or you cancel it. You receive $497.90, after fees. If AAPL ends below 192.51 on Fri 15 Jan 27 you lose, at most $38,502.10, at a price of 0. You can be assigned any day: you would buy 200 shares for $39,000.00.',
  );
});

test('a naked call loses without limit, written out', () => {
  expect(said(aDraft({ legs: [aLeg({ side: 'sell' })] }))).toContain(
    'you lose, without limit. You can be assigned any day: you would owe 100 shares for $19,500.00.',
  );
});

test('a covered call is served by the shares held', () => {
  expect(said(aDraft({ legs: [aLeg({ side: 'sell' })] }), { freeShares: new Big(100) })).toContain(
    'with your shares falling to zero $18,751.05. Your 100 shares can be called away any day for $19,500.00.',
  );
});

test('an index option settles in cash', () => {
  const spx = anOption({ underlying: 'SPX', tradingClass: 'SPXW', right: 'put' });
  expect(said(aDraft({ legs: [aLeg({ contract: spx, side: 'sell' })] }))).toContain(
    'It settles in cash: nothing is delivered, you owe the difference.',
  );
});

test('a market order says that any price will do', () => {
  expect(said(aDraft({ terms: { type: 'market' }, timeInForce: 'ioc' }))).toContain(
    'Buy 1 AAPL 15 Jan 27 195 call at whatever price the market gives, now about 2.55. What does not fill at once is canceled. You pay about $256.05, fees included.',
  );
  expect(said(aDraft({ terms: { type: 'market' } }), { ask: null })).toContain(
    'What it costs is not known: the market shows no price.',
  );
});

test('stops say what they wait for', () => {
  const stopPrice = new Big('2');
  expect(said(aDraft({ terms: { type: 'stop', stopPrice } }))).toContain(
    'Once the price reaches 2.00, buy 1 AAPL 15 Jan 27 195 call at whatever price the market gives.',
  );
  expect(
    said(aDraft({ terms: { type: 'stop-limit', stopPrice, limitPrice: new Big('2.10') } })),
  ).toContain('Once the price reaches 2.00, buy 1 AAPL 15 Jan 27 195 call at 2.10 or lower.');
});

test('unknown fees are said to be left out', () => {
  expect(said(aDraft(), { fees: null })).toContain('You pay $250.00, before fees.');
});

test('closing says what the trade ends at', () => {
  const draft = aDraft({ legs: [aLeg({ side: 'sell' })], effect: 'close' });
  expect(said(draft, { averagePrice: new Big('2.10') })).toContain(
    'You receive $248.95, after fees. This closes 1 that you are long and ends the trade at +$38.95.',
  );
  expect(said(draft)).toContain('This closes 1 that you are long.');
});

test('shares are named as shares', () => {
  const stock = aStock();
  expect(said(aDraft({ legs: [aLeg({ contract: stock })], quantity: 10 }))).toContain(
    'Buy 10 AAPL shares at 2.50 or lower.',
  );
  expect(said(aDraft({ legs: [aLeg({ contract: stock, side: 'sell' })] }))).toContain(
    'if the price rises you lose without limit.',
  );
});

test('an order that meets a closed market says until when it waits, and that its day is that one', () => {
  const facts = deriveOrderFacts(aDraft(), around);
  const monday = 'Mon 23 Nov 09:30 New York';
  expect(sentenceText(orderSentence(aDraft(), facts, monday))).toContain(
    'at 2.50 or lower. It waits until the market opens, Mon 23 Nov 09:30 New York. It works on that day only. You pay',
  );
  const lasting = sentenceText(orderSentence(aDraft({ timeInForce: 'gtc' }), facts, monday));
  expect(lasting).toContain('New York. It works until it fills or you cancel it.');
});
