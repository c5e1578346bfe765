import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import {
  aapl,
  account,
  anExchange,
  anOptionOf,
  anOrder,
  day,
  hour,
  minute,
  pass,
  placed,
  spx,
  traded,
} from '#tests/simulation/an-exchange.ts';

const big = (text: string) => new Big(text);

test('an unknown account, contract or parent is refused', () => {
  const exchange = anExchange();
  expect(exchange.place(anOrder(aapl, { accountId: 'DU1' }))).toMatchObject({
    reason: 'unknown-account',
  });
  expect(exchange.place(anOrder(conidOf(12)))).toMatchObject({ reason: 'unknown-contract' });
  expect(exchange.place(anOrder(aapl, { parentOrderId: 12 }))).toMatchObject({
    reason: 'order-not-found',
  });
});

test.each([0, -1, 1.5, 1_000_001, NaN])('a quantity of %s is refused', (quantity) => {
  const exchange = anExchange();
  expect(exchange.place(anOrder(aapl, { quantity }))).toMatchObject({ reason: 'bad-quantity' });
});

test('a limit order needs a price above zero', () => {
  const exchange = anExchange();
  const limit = (limitPrice: Big | null) =>
    exchange.place(anOrder(aapl, { type: 'limit', limitPrice }));
  expect(limit(null)).toMatchObject({ reason: 'bad-price' });
  expect(limit(big('0'))).toMatchObject({ reason: 'bad-price' });
  expect(limit(big('-5'))).toMatchObject({ reason: 'bad-price' });
  expect(limit(big('5')).kind).toBe('accepted');
});

test('prices must lie on the steps of the contract', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const limit = (text: string) =>
    exchange.place(anOrder(conid, { type: 'limit', limitPrice: big(text) })).kind;
  expect(limit('2.99')).toBe('accepted');
  expect(limit('2.995')).toBe('rejected');
  expect(limit('3.05')).toBe('accepted');
  expect(limit('3.01')).toBe('rejected');
});

test('a client order id is refused a second time within a day', () => {
  const exchange = anExchange();
  const order = anOrder(aapl, { clientOrderId: 'mine-1' });
  expect(exchange.place(order).kind).toBe('accepted');
  expect(exchange.place(order)).toEqual({
    kind: 'rejected',
    reason: 'duplicate-client-order-id',
    text: "Order couldn't be submitted: Local order ID=mine-1 is already registered.",
  });
  pass(exchange, day);
  expect(exchange.place(order).kind).toBe('accepted');
});

test('an index cannot be traded, its options can', () => {
  const exchange = anExchange();
  expect(exchange.place(anOrder(spx))).toMatchObject({ reason: 'no-permission' });
  const option = anOptionOf(exchange, { underlying: spx, tradingClass: 'SPXW' });
  expect(exchange.place(anOrder(option.conid)).kind).toBe('accepted');
});

test('an expired contract is refused, and its orders leave the book', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange, { daysOut: 1 });
  const resting = placed(
    exchange,
    anOrder(conid, { side: 'sell', type: 'limit', limitPrice: big('500'), timeInForce: 'gtc' }),
  );
  pass(exchange, 30 * hour);
  expect(exchange.place(anOrder(conid))).toMatchObject({ reason: 'expired-contract' });
  expect(exchange.order(resting)).toMatchObject({
    status: 'Cancelled',
    reason: 'The contract has expired.',
  });
});

test('an IOC order is refused while the market is closed', () => {
  const exchange = anExchange();
  pass(exchange, 8 * hour);
  expect(exchange.place(anOrder(aapl, { timeInForce: 'ioc' }))).toMatchObject({
    reason: 'market-closed',
  });
});

test('an account that cannot pay is refused in the words of a broker', () => {
  const exchange = anExchange();
  const result = exchange.place(anOrder(aapl, { quantity: 100_000 }));
  expect(result).toMatchObject({ kind: 'rejected', reason: 'insufficient-funds' });
  expect(result.kind === 'rejected' && result.text).toMatch(
    /^YOUR ORDER IS NOT ACCEPTED\. .* EQUITY WITH LOAN VALUE \[[\d,.]+ USD\] MUST EXCEED THE INITIAL MARGIN \[[\d,.]+ USD\]$/,
  );
  expect(exchange.orders(account)).toEqual([]);
});

test('funds that working orders will need are not there twice', () => {
  const exchange = anExchange({ cash: '30000' });
  const order = anOrder(aapl, { type: 'limit', limitPrice: big('230'), quantity: 100 });
  expect(exchange.place(order).kind).toBe('accepted');
  expect(exchange.place(order).kind).toBe('accepted');
  expect(exchange.place(order)).toMatchObject({ reason: 'insufficient-funds' });
});

test('a cash account may neither borrow nor be short', () => {
  const exchange = anExchange({ type: 'cash', cash: '30000' });
  const call = anOptionOf(exchange, { strikesAway: 2 });
  const limit = { type: 'limit', limitPrice: big('200') } as const;
  expect(exchange.place(anOrder(aapl, { ...limit, quantity: 200 }))).toMatchObject({
    reason: 'insufficient-funds',
  });
  expect(exchange.place(anOrder(aapl, { side: 'sell' }))).toMatchObject({
    reason: 'no-permission',
  });
  expect(exchange.place(anOrder(call.conid, { side: 'sell' }))).toMatchObject({
    reason: 'no-permission',
  });
  traded(exchange, aapl, 100);
  expect(exchange.place(anOrder(call.conid, { side: 'sell' })).kind).toBe('accepted');
});

test('what a sale brings in a cash account settles on the next trading day', () => {
  const exchange = anExchange({ type: 'cash', cash: '30000' });
  traded(exchange, aapl, 100);
  traded(exchange, aapl, 100, 'sell');
  const after = exchange.account(account);
  expect(after.cash.gt(29_000)).toBe(true);
  expect(after.settledCash.lt(5000)).toBe(true);
  pass(exchange, day);
  expect(exchange.account(account).settledCash).toEqual(exchange.account(account).cash);
});

test('a preview tells cost, margin and position without sending anything', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const limitPrice = big('5.50');
  const preview = exchange.whatIf(anOrder(conid, { type: 'limit', limitPrice, quantity: 2 }));
  expect(preview.cost.toString()).toBe('1100');
  expect(preview.commission.toString()).toBe('1.38');
  expect(preview.before.equity.toString()).toBe('1000000');
  expect(preview.after.equity.toString()).toBe('998898.62');
  expect(preview).toMatchObject({ positionBefore: 0, positionAfter: 2, refusal: null });
  pass(exchange, minute);
  expect(exchange.orders(account)).toEqual([]);
});

test('a preview of a price far better than the market promises no gain', () => {
  const exchange = anExchange();
  const limitPrice = big('100');
  const terms = { type: 'limit', limitPrice, quantity: 10 } as const;
  const bought = exchange.whatIf(anOrder(aapl, terms));
  expect(bought.after.equity.toString()).toBe(
    bought.before.equity.minus(bought.commission).toString(),
  );
  const dear = { ...terms, limitPrice: big('900'), side: 'sell' } as const;
  const sold = exchange.whatIf(anOrder(aapl, dear));
  expect(sold.after.equity.toString()).toBe(sold.before.equity.minus(sold.commission).toString());
});

test('a preview of what would be refused says why', () => {
  const exchange = anExchange();
  const preview = exchange.whatIf(anOrder(aapl, { quantity: 100_000 }));
  expect(preview.refusal).toMatch(/^YOUR ORDER IS NOT ACCEPTED/);
  expect(exchange.whatIf(anOrder(conidOf(12))).refusal).toBe(
    'No security definition has been found for 12.',
  );
});
