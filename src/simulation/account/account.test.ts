import { Big } from 'big.js';
import { expect, test } from 'vitest';

import {
  aapl,
  account,
  anExchange,
  anOptionOf,
  anOrder,
  hour,
  markOf,
  minute,
  pass,
  placed,
  traded,
} from '#tests/simulation/an-exchange.ts';

import { createExchange } from '../create-exchange.ts';

const money = (sum: Big) => sum.toFixed(2);

test('a fresh account is all cash', () => {
  const figures = anExchange().account(account);
  expect(money(figures.netLiquidation)).toBe('1000000.00');
  expect(money(figures.availableFunds)).toBe('1000000.00');
  expect(money(figures.buyingPower)).toBe('2000000.00');
  expect(money(figures.dailyPnl)).toBe('0.00');
  expect(figures.type).toBe('margin');
  expect(money(anExchange({ type: 'cash' }).account(account).buyingPower)).toBe('1000000.00');
});

test('a position costs its price and its commission', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  traded(exchange, conid, 1);
  const [execution] = exchange.executions(account);
  const [position] = exchange.positions(account);
  const perShare = execution?.price.plus(execution.commission.div(100));
  expect(position?.averagePrice).toEqual(perShare);
  const value = markOf(exchange, conid).times(100);
  expect(position?.marketValue).toEqual(value);
  expect(position?.unrealizedPnl).toEqual(value.minus(perShare?.times(100) ?? 0));
});

test('the figures of an account add up', () => {
  const exchange = anExchange();
  traded(exchange, aapl, 200);
  traded(exchange, anOptionOf(exchange).conid, 3);
  traded(exchange, anOptionOf(exchange, { right: 'put', strikesAway: -3 }).conid, 2, 'sell');
  pass(exchange, hour);
  const figures = exchange.account(account);
  const { cash, stockMarketValue, optionMarketValue, initialMargin, maintenanceMargin } = figures;
  expect(figures.equityWithLoan).toEqual(cash.plus(stockMarketValue));
  expect(figures.netLiquidation).toEqual(figures.equityWithLoan.plus(optionMarketValue));
  expect(figures.availableFunds).toEqual(figures.equityWithLoan.minus(initialMargin));
  expect(figures.excessLiquidity).toEqual(figures.equityWithLoan.minus(maintenanceMargin));
  expect(figures.buyingPower).toEqual(figures.availableFunds.times(2));
  expect(figures.dailyPnl).toEqual(figures.netLiquidation.minus(1_000_000));
  const positions = exchange.positions(account);
  const total = (pick: (each: (typeof positions)[number]) => Big) =>
    positions.reduce((sum, each) => sum.plus(pick(each)), new Big(0));
  expect(figures.unrealizedPnl).toEqual(total(({ unrealizedPnl }) => unrealizedPnl));
  expect(total(({ marketValue }) => marketValue)).toEqual(stockMarketValue.plus(optionMarketValue));
});

test('a closed position keeps its result until the day is over', () => {
  const exchange = anExchange();
  traded(exchange, aapl, 100);
  pass(exchange, minute);
  traded(exchange, aapl, 100, 'sell');
  const [closed] = exchange.positions(account);
  expect(closed?.quantity).toBe(0);
  const figures = exchange.account(account);
  expect(figures.realizedPnl).toEqual(closed?.realizedPnl);
  expect(money(figures.cash.minus(1_000_000))).toBe(money(closed?.realizedPnl ?? new Big(0)));
  pass(exchange, 14 * hour);
  expect(exchange.positions(account)).toEqual([]);
  expect(money(exchange.account(account).realizedPnl)).toBe('0.00');
});

test('the result of the day begins anew at midnight in New York', () => {
  const exchange = anExchange({ alwaysOpen: true });
  traded(exchange, aapl, 1000);
  pass(exchange, 14 * hour);
  const start = exchange.account(account).startOfDayNetLiquidation;
  expect(money(start)).not.toBe('1000000.00');
  const { dailyPnl, netLiquidation } = exchange.account(account);
  expect(dailyPnl).toEqual(netLiquidation.minus(start));
});

test('a restart opens accounts the saved story does not know', () => {
  const saved = anExchange().save();
  const exchange = createExchange({
    seed: 7,
    startAt: anExchange().now(),
    alwaysOpen: false,
    accounts: [
      { accountId: account, type: 'margin', cash: new Big('5') },
      { accountId: 'DU2', type: 'cash', cash: new Big('25000') },
    ],
    saved,
  });
  expect(exchange.accountIds()).toEqual([account, 'DU2']);
  expect(money(exchange.account(account).cash)).toBe('1000000.00');
  expect(money(exchange.account('DU2').cash)).toBe('25000.00');
});

test('events tell every step of an order once', () => {
  const exchange = anExchange();
  placed(exchange, anOrder(aapl, { quantity: 10 }));
  pass(exchange, 1000);
  const kinds = exchange
    .takeEvents()
    .map((event) => (event.kind === 'order' ? event.order.status : event.kind));
  expect(kinds).toEqual(['PreSubmitted', 'Submitted', 'execution', 'Filled']);
  expect(exchange.takeEvents()).toEqual([]);
});

test('an exit of a bracket needs no funds, another order in its place does', () => {
  const exchange = anExchange({ cash: '30000' });
  const parentOrderId = placed(
    exchange,
    anOrder(aapl, { type: 'limit', limitPrice: new Big('200'), quantity: 200 }),
  );
  const child = { parentOrderId, type: 'limit', limitPrice: new Big('900') } as const;
  const exit = anOrder(aapl, { ...child, side: 'sell', quantity: 200 });
  expect(exchange.place(exit).kind).toBe('accepted');
  expect(exchange.place({ ...exit, quantity: 2000 })).toMatchObject({
    reason: 'insufficient-funds',
  });
});
