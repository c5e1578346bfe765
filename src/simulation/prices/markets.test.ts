import { expect, test } from 'vitest';

import type { Conid } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import {
  aapl,
  anExchange,
  anOptionOf,
  day,
  hour,
  markOf,
  minute,
  pass,
  spx,
  spy,
  thursdayMorning,
} from '#tests/simulation/an-exchange.ts';

import type { Exchange } from '../exchange.ts';
import { incrementsOf, isOnTick } from '../listing/increments.ts';

function chain(exchange: Exchange, right: 'call' | 'put', daysOut = 20): Conid[] {
  const { expiry } = anOptionOf(exchange, { daysOut });
  return exchange.strikes(aapl, expiry, 'AAPL').flatMap((strike) => {
    const option = exchange.option(aapl, expiry, 'AAPL', strike, right);
    return option === null ? [] : [option.conid];
  });
}

test('a price is the same whatever was asked before', () => {
  const asked = anExchange();
  for (const conid of chain(asked, 'call')) asked.market(conid);
  for (let steps = 0; steps < 50; steps++) {
    pass(asked, 977);
    asked.market(aapl);
  }
  const jumped = anExchange();
  jumped.advanceTo(asked.now());
  for (const conid of chain(jumped, 'call')) {
    expect(jumped.market(conid)).toEqual(asked.market(conid));
  }
});

test('prices move a little with every step, and not at all between steps', () => {
  const exchange = anExchange({ startAt: instantOf(thursdayMorning + 30) });
  let changes = 0;
  let last = Number(markOf(exchange, aapl));
  for (let steps = 0; steps < 40; steps++) {
    pass(exchange, 250);
    const price = Number(markOf(exchange, aapl));
    expect(Math.abs(price - last)).toBeLessThan(0.2);
    if (price !== last) changes++;
    last = price;
  }
  expect(changes).toBeGreaterThan(20);
  const before = markOf(exchange, aapl);
  pass(exchange, 100);
  expect(markOf(exchange, aapl)).toEqual(before);
});

test('prices stand still at night and jump a little at the opening', () => {
  const exchange = anExchange();
  pass(exchange, 7 * hour);
  const evening = exchange.market(aapl);
  pass(exchange, 10 * hour);
  expect(exchange.market(aapl)).toEqual(evening);
  pass(exchange, 7 * hour);
  expect(exchange.market(aapl)?.open).not.toEqual(evening?.last);
  expect(exchange.market(aapl)?.previousClose).toEqual(evening?.last);
});

test('an exchange that never closes moves at night too', () => {
  const exchange = anExchange({ alwaysOpen: true, startAt: instantOf(1_795_273_200_000) });
  const before = markOf(exchange, aapl);
  pass(exchange, minute);
  expect(markOf(exchange, aapl)).not.toEqual(before);
});

test.each([1, 2, 3])('with seed %i a year of AAPL is as lively as its volatility says', (seed) => {
  const closes = anExchange({ seed })
    .bars(aapl, 86_400, 253)
    .map(({ close }) => close);
  const moves = closes.slice(1).map((close, index) => Math.log(close / (closes[index] ?? close)));
  const vol = Math.sqrt((moves.reduce((sum, move) => sum + move * move, 0) / 252) * 252);
  expect(vol).toBeGreaterThan(0.2);
  expect(vol).toBeLessThan(0.3);
  expect(Math.min(...closes)).toBeGreaterThan(268 * 0.6);
  expect(Math.max(...closes)).toBeLessThan(268 * 1.6);
});

test('AAPL closes at 268 on 2026-11-20 whatever the seed', () => {
  for (const seed of [1, 99, 12_345]) {
    const exchange = anExchange({ seed, startAt: instantOf(1_795_210_000_000) });
    expect(exchange.market(aapl)?.last?.toNumber()).toBeCloseTo(268, 1);
  }
});

test('SPY is a tenth of SPX, near enough', () => {
  const exchange = anExchange();
  for (let days = 0; days < 5; days++) {
    pass(exchange, day);
    const ratio = markOf(exchange, spx).div(markOf(exchange, spy)).toNumber();
    expect(ratio).toBeCloseTo(10.02, 2);
  }
});

test('every quote lies on its steps, bid below ask, model price between', () => {
  const exchange = anExchange();
  const steps = incrementsOf('cent-nickel');
  for (const conid of [...chain(exchange, 'call'), ...chain(exchange, 'put', 300)]) {
    const market = exchange.market(conid);
    expect(market?.ask).not.toBeNull();
    if (market?.ask === null || market === null) continue;
    expect(isOnTick(steps, market.ask)).toBe(true);
    expect(market.ask.gte(market.mark)).toBe(true);
    if (market.bid === null) continue;
    expect(isOnTick(steps, market.bid)).toBe(true);
    expect(market.bid.lt(market.ask)).toBe(true);
    expect(market.bid.lte(market.mark)).toBe(true);
    expect(market.bidSize).toBeGreaterThan(0);
  }
});

test('a worthless option has an ask but no bid', () => {
  const exchange = anExchange();
  const farthest = chain(exchange, 'call', 1).at(-1);
  expect(farthest === undefined ? null : exchange.market(farthest)).toMatchObject({
    bid: null,
    bidSize: 0,
  });
});

test('an index has a level but nobody to trade with', () => {
  const market = anExchange().market(spx);
  expect(market).toMatchObject({ bid: null, ask: null, bidSize: 0, askSize: 0 });
  expect(market?.last).not.toBeNull();
});

test('low strikes are dearer in volatility than high ones, more so for the index', () => {
  const exchange = anExchange();
  const skew = (underlying: Conid, tradingClass: string) => {
    const vol = (strikesAway: number) => {
      const option = anOptionOf(exchange, { underlying, tradingClass, strikesAway });
      return exchange.market(option.conid)?.impliedVol ?? 0;
    };
    return vol(-8) / vol(0);
  };
  expect(skew(aapl, 'AAPL')).toBeGreaterThan(1.01);
  expect(skew(spx, 'SPXW')).toBeGreaterThan(1.01);
  const near = exchange.market(anOptionOf(exchange, { daysOut: 30 }).conid)?.impliedVol;
  expect(near).toBeGreaterThan(0.2);
  expect(near).toBeLessThan(0.32);
});

test('the greeks of an option near the money are what they should be', () => {
  const exchange = anExchange();
  const call = exchange.market(anOptionOf(exchange, { daysOut: 30 }).conid);
  const put = exchange.market(anOptionOf(exchange, { daysOut: 30, right: 'put' }).conid);
  expect(call?.delta).toBeGreaterThan(0.4);
  expect(call?.delta).toBeLessThan(0.6);
  expect(put?.delta).toBeLessThan(-0.4);
  expect(call?.theta).toBeLessThan(0);
  expect(call?.vega).toBeGreaterThan(0.2);
  expect(call?.gamma).toBeGreaterThan(0.01);
});

test('volume grows through the day and open interest stands', () => {
  const exchange = anExchange();
  const { conid } = anOptionOf(exchange);
  const interest = exchange.market(conid)?.openInterest;
  let last = 0;
  for (let hours = 0; hours < 6; hours++) {
    const volume = exchange.market(conid)?.volume ?? 0;
    expect(volume).toBeGreaterThanOrEqual(last);
    last = volume;
    pass(exchange, hour);
  }
  expect(last).toBeGreaterThan(0);
  expect(exchange.market(conid)?.openInterest).toBe(interest);
});

test('the range of the day holds the last price', () => {
  const exchange = anExchange();
  for (let hours = 0; hours < 6; hours++) {
    for (const conid of [aapl, anOptionOf(exchange).conid]) {
      const { high, low, last } = exchange.market(conid) ?? {};
      expect(last && high?.gte(last) && low?.lte(last)).toBe(true);
    }
    pass(exchange, hour);
  }
});

test('bars follow on each other and end now', () => {
  const exchange = anExchange();
  const bars = exchange.bars(aapl, 300, 200);
  expect(bars).toHaveLength(200);
  expect(bars.at(-1)?.close).toBe(Number(exchange.market(aapl)?.last));
  for (const [index, bar] of bars.entries()) {
    expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
    expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
    expect(bar.startAt).toBeGreaterThan(bars[index - 1]?.startAt ?? 0);
  }
  const weeks = exchange.bars(aapl, 7 * 86_400, 10);
  expect(weeks).toHaveLength(10);
  expect(weeks.at(-1)?.close).toBe(bars.at(-1)?.close);
});

test('the day on which the clocks are set back is one bar of an exchange that never closes', () => {
  const exchange = anExchange({ alwaysOpen: true, startAt: instantOf(1_793_718_000_000) });
  const days = exchange.bars(aapl, 86_400, 4).map(({ startAt }) => startAt);
  // Saturday 2026-10-31 begins at 04:00 UTC, each of the next days 24 hours before the one after it.
  expect(days).toEqual([
    1_793_419_200_000, 1_793_509_200_000, 1_793_595_600_000, 1_793_682_000_000,
  ]);
});

test('a hundred contracts are quoted in a few milliseconds', () => {
  const exchange = anExchange();
  const conids = [...chain(exchange, 'call'), ...chain(exchange, 'put')].slice(0, 100);
  for (const conid of conids) exchange.market(conid);
  const times: number[] = [];
  for (let steps = 0; steps < 20; steps++) {
    pass(exchange, 250);
    const before = performance.now();
    for (const conid of conids) exchange.market(conid);
    times.push(performance.now() - before);
  }
  const [, , , , , , , , , median] = times.toSorted((a, b) => a - b);
  expect(median).toBeLessThan(10);
});
