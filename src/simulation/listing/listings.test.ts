import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { calendarDate, instantOf } from '#domain/time.ts';
import {
  aapl,
  anExchange,
  anOptionOf,
  day,
  hour,
  ko,
  pass,
  spx,
  spy,
} from '#tests/simulation/an-exchange.ts';

import { expiryDays } from './expiries.ts';
import { listings } from './listings.ts';
import { conidOfOption, optionKeyOf } from './option-conids.ts';
import { classesOf, tradingClasses } from './trading-classes.ts';

const symbolsFor = (text: string) =>
  anExchange()
    .searchUnderlyings(text)
    .map(({ contract }) => contract.symbol);

test('the well-known underlyings have the conids of real life', () => {
  const conids = Object.fromEntries(listings.map(({ symbol, conid }) => [symbol, conid]));
  expect(conids).toMatchObject({ AAPL: 265598, SPY: 756733, SPX: 416904, TSLA: 76792991 });
  expect(new Set(Object.values(conids)).size).toBe(listings.length);
  expect(listings.length).toBeGreaterThanOrEqual(30);
});

test('search finds symbols, names and other names, the exact symbol first', () => {
  expect(symbolsFor('aapl')).toEqual(['AAPL']);
  expect(symbolsFor('Apple')).toEqual(['AAPL']);
  expect(symbolsFor('sp')[0]).toBe('SPY');
  expect(symbolsFor('V')[0]).toBe('V');
  expect(symbolsFor('BRK.B')).toEqual(['BRK B']);
  expect(symbolsFor('BRK B')).toEqual(['BRK B']);
  expect(symbolsFor('no such thing')).toEqual([]);
  expect(symbolsFor(' ')).toEqual([]);
});

test('an index pays out in cash and is exercised at the end, shares are delivered at any time', () => {
  const exchange = anExchange();
  expect(exchange.underlying(spx)).toMatchObject({
    optionStyle: 'european',
    settlement: 'cash',
    contract: { kind: 'index', exchange: 'CBOE', name: 'S&P 500 Stock Index' },
  });
  expect(exchange.underlying(aapl)).toMatchObject({
    optionStyle: 'american',
    settlement: 'physical',
    contract: { kind: 'stock', exchange: 'NASDAQ', name: 'APPLE INC' },
  });
  expect(exchange.underlying(conidOf(5))).toBeNull();
});

test('AAPL lists three weekdays, weeks, months and years ahead', () => {
  const listed = anExchange().expiries(aapl);
  expect(listed.map(({ expiry }) => expiry)).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-25',
    '2026-11-27',
    '2026-11-30',
    '2026-12-02',
    '2026-12-04',
    '2026-12-11',
    '2026-12-18',
    '2026-12-24',
    '2026-12-31',
    '2027-01-08',
    '2027-01-15',
    '2027-02-19',
    '2027-03-19',
    '2027-06-17',
    '2027-09-17',
    '2027-12-17',
    '2028-01-21',
    '2028-06-16',
    '2028-12-15',
    '2029-01-19',
  ]);
  expect(new Set(listed.map(({ tradingClass }) => tradingClass))).toEqual(new Set(['AAPL']));
});

test('SPY lists every trading day of two weeks, not Thanksgiving', () => {
  const listed = anExchange().expiries(spy).slice(0, 9);
  expect(listed.map(({ expiry }) => expiry)).toEqual([
    '2026-11-19',
    '2026-11-20',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-27',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
  ]);
});

test('SPX has a morning class that ends the day before, beside the weekly one', () => {
  const listed = anExchange().expiries(spx);
  const december = listed.filter(({ expiry }) => /^2026-12-1[78]$/.test(expiry));
  expect(december).toEqual([
    { expiry: '2026-12-17', tradingClass: 'SPX' },
    { expiry: '2026-12-18', tradingClass: 'SPXW' },
  ]);
});

test('today is listed until its last trade, and never after', () => {
  const exchange = anExchange();
  expect(exchange.expiries(spy)[0]?.expiry).toBe('2026-11-19');
  pass(exchange, 6 * hour);
  expect(exchange.expiries(spy)[0]?.expiry).toBe('2026-11-20');
  const gone = exchange.strikes(spy, calendarDate('2026-11-19'), 'SPY');
  expect(gone).toEqual([]);
});

test('a listed expiry stays listed until it has passed', () => {
  expect.hasAssertions();
  const classes = fc.constantFrom(...tradingClasses);
  fc.assert(
    fc.property(classes, fc.integer({ min: 20_500, max: 21_100 }), (tradingClass, today) => {
      const tomorrow = expiryDays(tradingClass, today + 1);
      const left = expiryDays(tradingClass, today).filter((each) => each > today);
      expect(tomorrow).toEqual(expect.arrayContaining(left));
    }),
  );
});

test('a listed strike stays listed while the price moves away', () => {
  const exchange = anExchange();
  const { expiry } = anOptionOf(exchange, { daysOut: 50 });
  const before = exchange.strikes(aapl, expiry, 'AAPL').map(String);
  pass(exchange, 40 * day);
  const after = new Set(exchange.strikes(aapl, expiry, 'AAPL').map(String));
  expect(before.every((strike) => after.has(strike))).toBe(true);
});

test('strikes are close near the price and wide far from it', () => {
  const exchange = anExchange();
  const { expiry } = anOptionOf(exchange, { daysOut: 57 });
  const strikes = exchange.strikes(aapl, expiry, 'AAPL').map(Number);
  const gaps = strikes.slice(1).map((strike, index) => strike - (strikes[index] ?? 0));
  expect(Math.min(...gaps)).toBe(2.5);
  expect(gaps.at(-1)).toBe(10);
  expect(strikes.length).toBeGreaterThan(40);
  expect(strikes.length).toBeLessThan(130);
});

test('every listed option has its own conid, which says everything about it', () => {
  const key = fc.record({
    tradingClass: fc.constantFrom(...tradingClasses),
    expiryDay: fc.integer({ min: 20_500, max: 21_900 }),
    right: fc.constantFrom('call' as const, 'put' as const),
    steps: fc.integer({ min: 1, max: 9999 }),
  });
  fc.assert(
    fc.property(key, (wanted) => {
      const conid = conidOfOption(wanted);
      expect(conid).toBeGreaterThan(500_000_000);
      expect(conid).toBeLessThan(2_147_483_648);
      expect(optionKeyOf(conid)).toEqual(wanted);
    }),
  );
});

test('an option is found by its words and by its conid, from any start', () => {
  const exchange = anExchange();
  const option = anOptionOf(exchange, { underlying: spx, tradingClass: 'SPXW', right: 'put' });
  expect(option).toMatchObject({ underlying: 'SPX', tradingClass: 'SPXW', multiplier: 100 });
  expect(anExchange({ alwaysOpen: true }).contract(option.conid)).toEqual(option);
  expect(exchange.contract(option.conid)).toEqual(option);
});

test('what is not listed is not found', () => {
  const exchange = anExchange();
  const { expiry } = anOptionOf(exchange);
  const find = (strike: string) => exchange.option(aapl, expiry, 'AAPL', new Big(strike), 'call');
  expect(find('251')).toBeNull();
  expect(find('0')).toBeNull();
  expect(find('99999')).toBeNull();
  expect(exchange.option(aapl, expiry, 'SPXW', new Big('250'), 'call')).toBeNull();
  expect(exchange.contract(conidOf(500_000_002))).toBeNull();
  expect(exchange.contract(conidOf(499_999_999))).toBeNull();
  expect(exchange.market(conidOf(77))).toBeNull();
});

test('price steps depend on the class', () => {
  const exchange = anExchange();
  const steps = (conid: Parameters<typeof exchange.increments>[0]) =>
    exchange
      .increments(conid)
      .map(({ lowerEdge, increment }) => `${lowerEdge.toString()}:${increment.toString()}`);
  expect(steps(anOptionOf(exchange).conid)).toEqual(['0:0.01', '3:0.05']);
  expect(steps(anOptionOf(exchange, { underlying: spy, tradingClass: 'SPY' }).conid)).toEqual([
    '0:0.01',
  ]);
  expect(steps(anOptionOf(exchange, { underlying: spx, tradingClass: 'SPXW' }).conid)).toEqual([
    '0:0.05',
    '3:0.1',
  ]);
  expect(steps(ko)).toEqual(['0:0.01']);
  expect(steps(conidOf(77))).toEqual([]);
});

test('SPX has two classes, everything else one', () => {
  expect(classesOf(spx).map(({ name }) => name)).toEqual(['SPX', 'SPXW']);
  expect(classesOf(aapl).map(({ name }) => name)).toEqual(['AAPL']);
});

test('the exchange keeps hours unless it is told never to close', () => {
  const saturday = instantOf(1_795_273_200_000);
  expect(anExchange({ startAt: saturday }).isOpen(aapl)).toBe(false);
  expect(anExchange({ startAt: saturday, alwaysOpen: true }).isOpen(aapl)).toBe(true);
});

test('where the calendar of holidays ends, the exchange goes on with weekdays and months', () => {
  const exchange = anExchange({ startAt: instantOf(1_836_054_000_000) });
  expect(exchange.isOpen(aapl)).toBe(true);
  const listed = exchange.expiries(aapl).map(({ expiry }) => expiry);
  expect(listed.slice(0, 3)).toEqual(['2028-06-16', '2028-12-15', '2029-01-19']);
});
