import { Big } from 'big.js';

import {
  conidOf,
  type Conid,
  type OptionContract,
  type UnderlyingContract,
} from '#domain/contract.ts';
import { blankQuote, type Quote } from '#domain/quote.ts';
import { calendarDate, instantOf, type Instant } from '#domain/time.ts';
import type { ExpirySummary } from '#services/market-service.ts';

/** Friday 20 November 2026, 10:42:07 in New York. */
export const fakeNow: Instant = instantOf(Date.UTC(2026, 10, 20, 15, 42, 7));

export const fakeAapl: UnderlyingContract = {
  kind: 'stock',
  conid: conidOf(265598),
  symbol: 'AAPL',
  name: 'Apple Inc',
  exchange: 'NASDAQ',
  currency: 'USD',
};
export const fakeSpy: UnderlyingContract = {
  kind: 'stock',
  conid: conidOf(756733),
  symbol: 'SPY',
  name: 'SPDR S&P 500 ETF Trust',
  exchange: 'ARCA',
  currency: 'USD',
};

/** Weeklies carry the month they stand in; monthlies are the third Friday. */
export const fakeExpiries: readonly ExpirySummary[] = (
  [
    ['2026-11-20', 'NOV26'],
    ['2026-11-23', 'NOV26'],
    ['2026-11-25', 'NOV26'],
    ['2026-11-27', 'NOV26'],
    ['2026-12-04', 'DEC26'],
    ['2026-12-11', 'DEC26'],
    ['2026-12-18', 'DEC26'],
    ['2026-12-24', 'DEC26'],
    ['2027-01-15', 'JAN27'],
    ['2027-02-19', 'FEB27'],
    ['2027-03-19', 'MAR27'],
    ['2027-06-17', 'JUN27'],
  ] as const
).map(([expiry, month]) => ({ expiry: calendarDate(expiry), month, tradingClass: 'AAPL' }));

/** strike, then per side: bid, ask, delta, IV in percent, volume (null is none today), open interest. */
type Side = readonly [string, string, number, number, number | null, number];
const chainTable: readonly (readonly [string, Side, Side])[] = [
  ['250', ['20.85', '21.20', 0.84, 28.4, 466, 1772], ['1.88', '1.93', -0.16, 28.4, 6728, 31958]],
  ['252.5', ['18.80', '19.10', 0.81, 28.0, 143, 504], ['2.30', '2.35', -0.19, 27.8, 1536, 8065]],
  ['255', ['16.85', '17.10', 0.77, 27.4, 427, 2455], ['2.79', '2.85', -0.23, 27.5, 4444, 16930]],
  ['257.5', ['14.95', '15.20', 0.73, 27.3, 197, 833], ['3.35', '3.45', -0.27, 27.2, 2488, 6712]],
  ['260', ['13.15', '13.35', 0.69, 26.7, 1926, 3793], ['4.05', '4.15', -0.31, 26.7, 8788, 47076]],
  ['262.5', ['11.45', '11.65', 0.65, 26.4, 459, 1066], ['4.85', '4.95', -0.35, 26.4, 1143, 7750]],
  ['265', ['9.90', '10.10', 0.6, 26.3, 1172, 4139], ['5.75', '5.90', -0.4, 26.1, 6361, 15922]],
  ['267.5', ['8.50', '8.65', 0.55, 25.8, 640, 2190], ['6.80', '6.95', -0.45, 25.9, 1093, 5959]],
  ['270', ['7.20', '7.35', 0.5, 25.7, 10459, 26753], ['8.00', '8.15', -0.5, 25.8, 3453, 10426]],
  ['272.5', ['6.00', '6.15', 0.45, 25.6, 2108, 5875], ['9.30', '9.50', -0.55, 25.4, 386, 1323]],
  ['275', ['5.00', '5.10', 0.39, 25.2, 9074, 27857], ['10.75', '10.95', -0.61, 25.1, 1124, 1756]],
  ['277.5', ['4.10', '4.20', 0.34, 25.1, 1625, 7883], ['12.35', '12.55', -0.66, 25.2, null, 913]],
  ['280', ['3.30', '3.40', 0.3, 24.8, 12126, 24131], ['14.05', '14.25', -0.7, 24.9, 674, 1795]],
  ['285', ['2.11', '2.17', 0.21, 24.7, 2692, 11131], ['17.80', '18.05', -0.79, 24.5, 198, 603]],
];

export const fakeStrikes: readonly Big[] = chainTable.map(([strike]) => new Big(strike));

/** The same contract has the same conid, whoever asks. */
export function fakeOption(
  right: 'call' | 'put',
  strike: string,
  expiry = '2026-12-18',
): OptionContract {
  const day = fakeExpiries.findIndex((row) => row.expiry === expiry);
  const row = chainTable.findIndex(([listed]) => listed === strike);
  if (day < 0 || row < 0) throw new Error(`No such fake option: ${strike} ${right} ${expiry}`);
  return {
    kind: 'option',
    conid: conidOf(700_000_000 + day * 1000 + row * 2 + (right === 'call' ? 0 : 1)),
    underlyingConid: fakeAapl.conid,
    underlying: 'AAPL',
    tradingClass: 'AAPL',
    right,
    strike: new Big(strike),
    expiry: calendarDate(expiry),
    multiplier: 100,
    currency: 'USD',
  };
}

/** A quote with what is given, and nothing known beyond it. */
export function aQuote(conid: Conid, known: Partial<Quote> = {}): Quote {
  const blank = blankQuote(conid, fakeNow);
  return { ...blank, availability: 'live', updatedAt: fakeNow, ...known };
}

function optionQuote(option: OptionContract, side: Side): Quote {
  const [bid, ask, delta, iv, volume, openInterest] = side;
  const mark = new Big(bid).plus(ask).div(2);
  return aQuote(option.conid, {
    bid: new Big(bid),
    ask: new Big(ask),
    bidSize: 41,
    askSize: 63,
    last: volume === null ? null : mark,
    mark,
    change: new Big('-0.12'),
    changePercent: -2.9,
    volume,
    openInterest,
    impliedVol: iv / 100,
    delta,
    gamma: 0.021,
    theta: -0.11,
    vega: 0.29,
  });
}

/** All quotes the desk knows: both underlyings, and the AAPL chain of every expiry. */
export function fakeQuotes(): readonly Quote[] {
  const aapl = aQuote(fakeAapl.conid, {
    bid: new Big('268.41'),
    ask: new Big('268.43'),
    bidSize: 300,
    askSize: 200,
    last: new Big('268.42'),
    mark: new Big('268.42'),
    change: new Big('1.51'),
    changePercent: 0.57,
    volume: 18_204_551,
    underlyingVol: 0.259,
  });
  const spy = aQuote(fakeSpy.conid, {
    bid: new Big('681.89'),
    ask: new Big('681.91'),
    last: new Big('681.90'),
    mark: new Big('681.90'),
    change: new Big('-2.14'),
    changePercent: -0.31,
    volume: 31_880_102,
    underlyingVol: 0.141,
  });
  const options = fakeExpiries.flatMap(({ expiry }) =>
    chainTable.flatMap(([strike, call, put]) => [
      optionQuote(fakeOption('call', strike, expiry), call),
      optionQuote(fakeOption('put', strike, expiry), put),
    ]),
  );
  return [aapl, spy, ...options];
}
