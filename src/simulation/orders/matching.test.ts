import { Big } from 'big.js';
import { expect, test } from 'vitest';

import {
  aapl,
  account,
  anExchange,
  anOptionOf,
  anOrder,
  day,
  hour,
  markOf,
  minute,
  pass,
  placed,
  spy,
  traded,
} from '#tests/simulation/an-exchange.ts';

const big = (text: string) => new Big(text);

test('a market order fills at the ask, pays its commission and becomes a position', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  placed(exchange, anOrder(conid));
  pass(exchange, 250);
  const [execution] = exchange.executions(account);
  expect(execution?.price).toEqual(exchange.market(conid)?.ask);
  expect(execution?.commission.toString()).toBe('1.04');
  expect(execution?.executionId).toBe('0000e0d5.65780001.01.01');
  expect(exchange.positions(account)).toMatchObject([{ conid, quantity: 1 }]);
});

test('an order larger than the displayed size fills in parts, and never more than its quantity', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const orderId = placed(exchange, anOrder(conid, { quantity: 400 }));
  pass(exchange, 250);
  const first = exchange.order(orderId);
  expect(first?.status).toBe('Submitted');
  expect(first?.filledQuantity).toBe(exchange.market(conid)?.askSize);
  pass(exchange, 2 * minute);
  expect(exchange.order(orderId)).toMatchObject({ status: 'Filled', filledQuantity: 400 });
  const sizes = exchange.executions(account).map(({ quantity }) => quantity);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(400);
  expect(sizes.length).toBeGreaterThan(3);
});

test('two orders in the same second do not share one displayed size', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const first = placed(exchange, anOrder(conid, { quantity: 400 }));
  const second = placed(exchange, anOrder(conid, { quantity: 400 }));
  pass(exchange, 250);
  expect(exchange.order(first)?.filledQuantity).toBe(exchange.market(conid)?.askSize);
  expect(exchange.order(second)?.filledQuantity).toBe(0);
});

test('a limit below the market waits and never fills worse than its price', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const limitPrice = markOf(exchange, conid).div(2).div('0.05').round(0, 0).times('0.05');
  const orderId = placed(exchange, anOrder(conid, { type: 'limit', limitPrice }));
  pass(exchange, 10_000);
  expect(exchange.order(orderId)).toMatchObject({ status: 'Submitted', filledQuantity: 0 });
  pass(exchange, 7 * hour);
  for (const { price } of exchange.executions(account)) expect(price.lte(limitPrice)).toBe(true);
});

test('a limit at the bid is filled sooner or later without crossing the market', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const limitPrice = exchange.market(conid)?.bid ?? null;
  placed(exchange, anOrder(conid, { type: 'limit', limitPrice, timeInForce: 'gtc' }));
  pass(exchange, day);
  expect(exchange.executions(account)).toMatchObject([{ price: limitPrice }]);
});

test('an IOC order takes what is there and cancels the rest', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const orderId = placed(exchange, anOrder(conid, { quantity: 400, timeInForce: 'ioc' }));
  pass(exchange, 250);
  expect(exchange.order(orderId)).toMatchObject({
    status: 'Cancelled',
    filledQuantity: exchange.market(conid)?.askSize,
    reason: 'The rest of an IOC order is canceled.',
  });
});

test('a day order ends at the close, a GTC order goes on', () => {
  const exchange = anExchange();
  const terms = { type: 'limit', limitPrice: big('100') } as const;
  const ofDay = placed(exchange, anOrder(aapl, terms));
  const forGood = placed(exchange, anOrder(aapl, { ...terms, timeInForce: 'gtc' }));
  pass(exchange, 6 * hour);
  expect(exchange.order(ofDay)).toMatchObject({
    status: 'Cancelled',
    reason: 'The day order expired at the close.',
  });
  pass(exchange, 10 * day);
  expect(exchange.order(forGood)?.status).toBe('Submitted');
});

test('an order placed at night waits for the opening', () => {
  const exchange = anExchange();
  pass(exchange, 8 * hour);
  expect(exchange.isOpen(aapl)).toBe(false);
  const orderId = placed(exchange, anOrder(aapl));
  pass(exchange, 12 * hour);
  expect(exchange.order(orderId)?.status).toBe('PreSubmitted');
  pass(exchange, 4 * hour);
  expect(exchange.order(orderId)?.status).toBe('Filled');
});

test('a sell stop waits above its price and becomes a market order at it', () => {
  const exchange = anExchange();
  traded(exchange, aapl, 100);
  const near = markOf(exchange, aapl).minus('0.30');
  const far = markOf(exchange, aapl).minus('60');
  const stop = (stopPrice: Big) =>
    placed(
      exchange,
      anOrder(aapl, { side: 'sell', quantity: 50, type: 'stop', stopPrice, timeInForce: 'gtc' }),
    );
  const [nearStop, farStop] = [stop(near), stop(far)];
  pass(exchange, 250);
  expect(exchange.order(nearStop)?.status).toBe('PreSubmitted');
  pass(exchange, 5 * day);
  expect(exchange.order(nearStop)?.status).toBe('Filled');
  expect(exchange.order(farStop)?.status).toBe('PreSubmitted');
});

test('a cancel takes a moment; what fills in between stays filled', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const orderId = placed(exchange, anOrder(conid, { quantity: 400 }));
  pass(exchange, 250);
  expect(exchange.cancel(orderId)).toBe('cancel-requested');
  expect(exchange.order(orderId)?.status).toBe('PendingCancel');
  pass(exchange, 2000);
  const order = exchange.order(orderId);
  expect(order?.status).toBe('Cancelled');
  expect(order?.filledQuantity).toBeGreaterThan(0);
  expect(exchange.cancel(orderId)).toBe('already-done');
  expect(exchange.cancel(1)).toBe('not-found');
});

test('a cancel can come too late', () => {
  const exchange = anExchange();
  const orderId = placed(exchange, anOrder(aapl, { quantity: 10 }));
  exchange.cancel(orderId);
  pass(exchange, 2000);
  expect(exchange.order(orderId)?.status).toBe('Filled');
});

test('a working order can be changed; a filled one cannot', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const limitPrice = big('0.05');
  const orderId = placed(exchange, anOrder(conid, { type: 'limit', limitPrice, quantity: 5 }));
  pass(exchange, 1000);
  const ask = exchange.market(conid)?.ask ?? null;
  const change = { limitPrice: ask?.plus('0.50') ?? null, quantity: 2 };
  expect(exchange.modify(orderId, change)).toEqual({ kind: 'accepted', orderId });
  pass(exchange, 2000);
  expect(exchange.order(orderId)).toMatchObject({ status: 'Filled', filledQuantity: 2 });
  expect(exchange.modify(orderId, { quantity: 3 })).toMatchObject({ reason: 'not-modifiable' });
  expect(exchange.modify(77, { quantity: 3 })).toMatchObject({ reason: 'order-not-found' });
});

test('the exits of a bracket wait for the entry, then one ends the other', () => {
  const exchange = anExchange();
  const price = markOf(exchange, aapl);
  const parentOrderId = placed(exchange, anOrder(aapl, { quantity: 10, clientOrderId: 'entry' }));
  const exit = { side: 'sell', quantity: 10, parentOrderId, timeInForce: 'gtc' } as const;
  const target = price.plus('0.40');
  const profit = placed(exchange, anOrder(aapl, { ...exit, type: 'limit', limitPrice: target }));
  const loss = placed(
    exchange,
    anOrder(aapl, { ...exit, type: 'stop', stopPrice: price.minus('100') }),
  );
  expect(exchange.order(profit)?.status).toBe('PreSubmitted');
  pass(exchange, 1000);
  expect(exchange.order(parentOrderId)?.status).toBe('Filled');
  expect(exchange.order(profit)?.status).toBe('Submitted');
  pass(exchange, 5 * day);
  expect(exchange.order(profit)?.status).toBe('Filled');
  expect(exchange.order(loss)?.status).toBe('Cancelled');
  expect(exchange.positions(account)).toEqual([]);
});

test('canceling an unfilled entry cancels its exits', () => {
  const exchange = anExchange();
  const low = { type: 'limit', limitPrice: big('10') } as const;
  const parentOrderId = placed(exchange, anOrder(aapl, low));
  const child = placed(
    exchange,
    anOrder(aapl, { side: 'sell', type: 'limit', limitPrice: big('900'), parentOrderId }),
  );
  exchange.cancel(parentOrderId);
  pass(exchange, 2000);
  expect(exchange.order(child)?.status).toBe('Cancelled');
});

test('of a group, the first fill cancels the others', () => {
  const exchange = anExchange();
  const groupId = 'either';
  const low = placed(exchange, anOrder(aapl, { type: 'limit', limitPrice: big('10'), groupId }));
  const now = placed(exchange, anOrder(aapl, { groupId }));
  pass(exchange, 1000);
  expect(exchange.order(now)?.status).toBe('Filled');
  expect(exchange.order(low)?.status).toBe('Cancelled');
});

test('a combination fills as a whole, its legs adding up to its net price', () => {
  const exchange = anExchange();
  const bought = anOptionOf(exchange);
  const sold = anOptionOf(exchange, { strikesAway: 4 });
  const request = anOrder(bought.conid, {
    legs: [
      { conid: bought.conid, side: 'buy', ratio: 1 },
      { conid: sold.conid, side: 'sell', ratio: 1 },
    ],
    quantity: 3,
  });
  const orderId = placed(exchange, request);
  pass(exchange, minute);
  const order = exchange.order(orderId);
  expect(order?.status).toBe('Filled');
  const fills = exchange.executions(account);
  const net = fills.reduce(
    (sum, { side, price, quantity }) =>
      sum.plus(price.times(side === 'buy' ? quantity : -quantity)),
    big('0'),
  );
  expect(net.div(3).round(6)).toEqual(order?.averagePrice);
  expect(exchange.positions(account).map(({ quantity }) => quantity)).toEqual([3, -3]);
});

test('a combination in the middle of its market fills at exactly its limit', () => {
  const exchange = anExchange();
  const bought = anOptionOf(exchange);
  const sold = anOptionOf(exchange, { strikesAway: 4 });
  const limitPrice = markOf(exchange, bought.conid).minus(markOf(exchange, sold.conid));
  const orderId = placed(
    exchange,
    anOrder(bought.conid, {
      legs: [
        { conid: bought.conid, side: 'buy', ratio: 1 },
        { conid: sold.conid, side: 'sell', ratio: 1 },
      ],
      type: 'limit',
      limitPrice,
      timeInForce: 'gtc',
    }),
  );
  pass(exchange, 3 * day);
  const order = exchange.order(orderId);
  expect(order?.status).toBe('Filled');
  expect(order?.averagePrice?.lte(limitPrice)).toBe(true);
});

test('options on indices and most funds trade a quarter of an hour longer than shares', () => {
  const exchange = anExchange();
  const late = anOptionOf(exchange, { underlying: spy, tradingClass: 'SPY' });
  const usual = anOptionOf(exchange);
  pass(exchange, 6 * hour + 5 * minute);
  expect(exchange.isOpen(usual.conid)).toBe(false);
  expect(exchange.isOpen(late.conid)).toBe(true);
  const orderId = placed(exchange, anOrder(late.conid));
  pass(exchange, minute);
  expect(exchange.order(orderId)?.status).toBe('Filled');
  pass(exchange, 15 * minute);
  expect(exchange.isOpen(late.conid)).toBe(false);
});

test('shares bought against a sold call are priced per share', () => {
  const exchange = anExchange();
  const call = anOptionOf(exchange, { strikesAway: 2 });
  const legs = [
    { conid: aapl, side: 'buy', ratio: 100 },
    { conid: call.conid, side: 'sell', ratio: 1 },
  ] as const;
  const request = anOrder(aapl, { legs });
  const preview = exchange.whatIf(request);
  const net = exchange.market(aapl)?.ask?.minus(exchange.market(call.conid)?.bid ?? 0);
  expect(preview.cost).toEqual(net?.times(100));
  const orderId = placed(exchange, request);
  pass(exchange, minute);
  expect(exchange.order(orderId)?.status).toBe('Filled');
  expect(exchange.positions(account).map(({ quantity }) => quantity)).toEqual([100, -1]);
  const spent = new Big(1_000_000).minus(exchange.account(account).cash);
  expect(
    spent.minus(exchange.order(orderId)?.averagePrice?.times(100) ?? 0).toNumber(),
  ).toBeLessThan(4);
});
