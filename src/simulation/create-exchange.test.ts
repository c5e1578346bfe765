import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf, type Conid } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';

import { createExchange } from './create-exchange.ts';
import type { Exchange } from './exchange.ts';
import type { SimulatedOrderRequest } from './exchange-shapes.ts';

const aapl = conidOf(265598);
/** Thursday 2026-11-19, 10:00 in New York. */
const openAt = instantOf(1_795_100_400_000);

function anExchange(over: { saved?: unknown; type?: 'margin' | 'cash' } = {}): Exchange {
  const { type = 'margin', ...rest } = over;
  const accounts = [{ accountId: 'DU1', type, cash: new Big('1000000') }];
  return createExchange({ seed: 7, startAt: openAt, alwaysOpen: false, accounts, ...rest });
}

/** The call of the expiry after next whose strike is next above the share price. */
function nearCall(exchange: Exchange): Conid {
  const listed = exchange.expiries(aapl)[3];
  const price = exchange.market(aapl)?.mark;
  if (listed === undefined || price === undefined) throw new Error('AAPL is not listed');
  const { expiry, tradingClass } = listed;
  const strike = exchange.strikes(aapl, expiry, tradingClass).find((each) => each.gt(price));
  if (strike === undefined) throw new Error('no strike above the price');
  const option = exchange.option(aapl, expiry, tradingClass, strike, 'call');
  if (option === null) throw new Error('no such option');
  return option.conid;
}

function anOrder(conid: Conid, over: Partial<SimulatedOrderRequest> = {}): SimulatedOrderRequest {
  return {
    accountId: 'DU1',
    legs: [{ conid, side: 'buy', ratio: 1 }],
    side: 'buy',
    quantity: 1,
    type: 'market',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'day',
    outsideRegularHours: false,
    clientOrderId: null,
    parentOrderId: null,
    groupId: null,
    ...over,
  };
}

function pass(exchange: Exchange, milliseconds: number): void {
  exchange.advanceTo(instantOf(exchange.now() + milliseconds));
}

test('a market order fills at the ask, pays its commission and becomes a position', () => {
  const exchange = anExchange();
  const call = nearCall(exchange);
  expect(exchange.place(anOrder(call)).kind).toBe('accepted');
  pass(exchange, 250);
  const [execution] = exchange.executions('DU1');
  expect(execution?.price.toString()).toBe(exchange.market(call)?.ask?.toString());
  expect(execution?.commission.toString()).toBe('1.04');
  expect(exchange.positions('DU1')).toMatchObject([{ conid: call, quantity: 1 }]);
  const paid = (execution?.price ?? new Big(0)).times(100).plus('1.04');
  expect(exchange.account('DU1').cash.toString()).toBe(new Big(1_000_000).minus(paid).toString());
});

test('a saved exchange goes on exactly as the one that was never stopped', () => {
  const exchange = anExchange();
  const call = nearCall(exchange);
  exchange.place(anOrder(call, { quantity: 500 }));
  pass(exchange, 700);
  const again = anExchange({ saved: JSON.parse(JSON.stringify(exchange.save())) });
  pass(exchange, 60_000);
  pass(again, 60_000);
  expect(again.save()).toEqual(exchange.save());
  expect(again.market(call)).toEqual(exchange.market(call));
});

test('an account that cannot pay is refused in the words of a broker', () => {
  const exchange = anExchange();
  const result = exchange.place(anOrder(aapl, { quantity: 100_000 }));
  expect(result).toMatchObject({ kind: 'rejected', reason: 'insufficient-funds' });
  expect(exchange.orders('DU1')).toEqual([]);
});

test('an order waits for the opening', () => {
  const exchange = anExchange();
  pass(exchange, 8 * 3_600_000);
  expect(exchange.isOpen(aapl)).toBe(false);
  const placed = exchange.place(anOrder(nearCall(exchange)));
  pass(exchange, 60_000);
  const orderId = placed.kind === 'accepted' ? placed.orderId : 0;
  expect(exchange.order(orderId)?.status).toBe('PreSubmitted');
  pass(exchange, 16 * 3_600_000);
  expect(exchange.order(orderId)?.status).toBe('Filled');
});
