import { Big } from 'big.js';
import { expect, test } from 'vitest';

import type { OptionContract } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import {
  aapl,
  account,
  anExchange,
  anOptionOf,
  day,
  hour,
  markOf,
  pass,
  spx,
  traded,
} from '#tests/simulation/an-exchange.ts';

import type { Exchange } from '../exchange.ts';

/** Friday 2026-11-20, 16:00 in New York. */
const fridayClose = instantOf(1_795_208_400_000);

const heldOf = (exchange: Exchange) =>
  exchange.positions(account).map(({ conid, quantity }) => ({ conid, quantity }));

function textsOf(exchange: Exchange): string[] {
  return exchange.takeEvents().flatMap((event) => (event.kind === 'expired' ? [event.text] : []));
}

function deepCall(exchange: Exchange): OptionContract {
  return anOptionOf(exchange, { daysOut: 1, strikesAway: -6 });
}

test('a long call in the money becomes shares at the strike, its cost part of theirs', () => {
  const exchange = anExchange();
  const call = deepCall(exchange);
  traded(exchange, call.conid, 2);
  const paid = exchange.positions(account)[0]?.averagePrice ?? new Big(0);
  const cash = exchange.account(account).cash;
  exchange.advanceTo(fridayClose);
  expect(heldOf(exchange)).toEqual([
    { conid: call.conid, quantity: 0 },
    { conid: aapl, quantity: 200 },
  ]);
  expect(exchange.account(account).cash).toEqual(cash.minus(call.strike.times(200)));
  const shares = exchange.positions(account)[1];
  expect(shares?.averagePrice).toEqual(call.strike.plus(paid));
  expect(textsOf(exchange)).toEqual([
    `AAPL 2026-11-20 ${call.strike.toString()} C was exercised: 200 shares.`,
  ]);
});

test('a short put in the money is assigned: shares are bought at the strike', () => {
  const exchange = anExchange();
  const put = anOptionOf(exchange, { daysOut: 1, strikesAway: 8, right: 'put' });
  traded(exchange, put.conid, 1, 'sell');
  exchange.advanceTo(fridayClose);
  expect(heldOf(exchange)).toContainEqual({ conid: aapl, quantity: 100 });
  expect(textsOf(exchange)).toEqual([
    `AAPL 2026-11-20 ${put.strike.toString()} P was assigned: 100 shares.`,
  ]);
});

test('a covered call that is assigned takes the shares away and realizes its premium with them', () => {
  const exchange = anExchange();
  traded(exchange, aapl, 100);
  const call = deepCall(exchange);
  traded(exchange, call.conid, 1, 'sell');
  const [shares, short] = exchange.positions(account);
  exchange.advanceTo(fridayClose);
  expect(heldOf(exchange)).toEqual([
    { conid: aapl, quantity: 0 },
    { conid: call.conid, quantity: 0 },
  ]);
  const expected = call.strike
    .plus(short?.averagePrice ?? 0)
    .minus(shares?.averagePrice ?? 0)
    .times(100);
  expect(exchange.account(account).realizedPnl.toFixed(2)).toBe(expected.toFixed(2));
});

test('an option out of the money expires worthless and its cost is lost', () => {
  const exchange = anExchange();
  const call = anOptionOf(exchange, { daysOut: 1, strikesAway: 6 });
  traded(exchange, call.conid, 3);
  const [held] = exchange.positions(account);
  const cost = held?.averagePrice.times(300) ?? new Big(0);
  exchange.advanceTo(fridayClose);
  expect(exchange.account(account).realizedPnl.toFixed(2)).toBe(cost.times(-1).toFixed(2));
  expect(textsOf(exchange)).toEqual([
    `AAPL 2026-11-20 ${call.strike.toString()} C expired worthless.`,
  ]);
  pass(exchange, day);
  expect(exchange.positions(account)).toEqual([]);
  expect(exchange.market(call.conid)).toBeNull();
  expect(exchange.contract(call.conid)).toEqual(call);
});

test('an index option pays its value in cash and leaves nothing', () => {
  const exchange = anExchange();
  const call = anOptionOf(exchange, {
    underlying: spx,
    tradingClass: 'SPXW',
    daysOut: 1,
    strikesAway: -20,
  });
  traded(exchange, call.conid, 1);
  const cash = exchange.account(account).cash;
  exchange.advanceTo(fridayClose);
  const value = markOf(exchange, spx).minus(call.strike);
  expect(exchange.account(account).cash).toEqual(cash.plus(value.times(100)));
  expect(heldOf(exchange)).toEqual([{ conid: call.conid, quantity: 0 }]);
});

test('the morning-settled class stops on Thursday and pays on Friday at the opening', () => {
  const exchange = anExchange();
  const call = anOptionOf(exchange, {
    underlying: spx,
    tradingClass: 'SPX',
    daysOut: 0,
    strikesAway: -20,
  });
  expect(call.expiry).toBe('2026-11-19');
  traded(exchange, call.conid, 1);
  const cash = exchange.account(account).cash;
  pass(exchange, 7 * hour);
  expect(exchange.isOpen(call.conid)).toBe(false);
  expect(exchange.market(call.conid)?.bid).toBeNull();
  expect(heldOf(exchange)).toEqual([{ conid: call.conid, quantity: 1 }]);
  exchange.advanceTo(instantOf(fridayClose - 6.5 * hour));
  const value = (exchange.market(spx)?.open ?? new Big(0)).minus(call.strike);
  expect(exchange.account(account).cash).toEqual(cash.plus(value.times(100)));
});

test('an early close is the last moment of that day', () => {
  const exchange = anExchange({ startAt: instantOf(1_795_791_600_000) });
  const call = anOptionOf(exchange, { daysOut: 0 });
  expect(call.expiry).toBe('2026-11-27');
  expect(exchange.isOpen(call.conid)).toBe(true);
  exchange.advanceTo(instantOf(1_795_802_400_000));
  expect(exchange.isOpen(call.conid)).toBe(false);
  expect(exchange.isOpen(aapl)).toBe(false);
});
