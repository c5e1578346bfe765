import { Big } from 'big.js';

import { conidOf, type Conid, type OptionContract } from '#domain/contract.ts';
import { calendarDate, instantOf, type CalendarDate, type Instant } from '#domain/time.ts';
import type {
  ExchangeEvent,
  ExchangeOptions,
  ListedUnderlying,
  SimulatedMarket,
} from '#simulation/exchange-shapes.ts';
import type { Exchange } from '#simulation/exchange.ts';

const stock: ListedUnderlying = {
  contract: {
    kind: 'stock',
    conid: conidOf(265598),
    symbol: 'AAPL',
    name: 'APPLE INC',
    exchange: 'NASDAQ',
    currency: 'USD',
  },
  sector: 'Technology',
  hasOptions: true,
  optionStyle: 'american',
  settlement: 'physical',
  dividendYield: 0.005,
  aliases: [],
};

const expiry = calendarDate('2026-12-18');
const weekly = calendarDate('2026-12-11');
const strikes = ['190', '195', '200'].map((text) => new Big(text));

function market(mid: string, instant: Instant, isOption: boolean): SimulatedMarket {
  const price = new Big(mid);
  return {
    bid: price.minus('0.05'),
    ask: price.plus('0.05'),
    bidSize: 1300,
    askSize: 12,
    last: isOption ? null : price,
    lastSize: 100,
    mark: price,
    open: price,
    high: price.plus(1),
    low: price.minus(1),
    previousClose: price.minus('0.5'),
    volume: 1_234_567,
    openInterest: isOption ? 4321 : null,
    impliedVol: 0.254,
    delta: isOption ? 0.512 : null,
    gamma: isOption ? 0.021 : null,
    theta: isOption ? -0.084 : null,
    vega: isOption ? 0.213 : null,
    historicalVol: isOption ? null : 0.22,
    isHalted: false,
    updatedAt: instant,
  };
}

/** An exchange of one share and twelve options that stands still: for tests of the protocol alone. */
export function tinyExchange(options: ExchangeOptions): Exchange {
  let time = options.startAt;
  const book = new Map<Conid, OptionContract>();
  let next = 700_001;
  const ids = new Map<string, Conid>();
  const keyOf = (date: CalendarDate, strike: Big, right: string) =>
    `${date}${strike.toString()}${right}`;
  for (const date of [weekly, expiry]) {
    for (const strike of strikes) {
      for (const right of ['call', 'put'] as const) {
        const conid = conidOf(next++);
        ids.set(keyOf(date, strike, right), conid);
        book.set(conid, {
          kind: 'option',
          conid,
          underlyingConid: stock.contract.conid,
          underlying: 'AAPL',
          tradingClass: 'AAPL',
          right,
          strike,
          expiry: date,
          multiplier: 100,
          currency: 'USD',
        });
      }
    }
  }
  const nothing = () => {
    throw new Error('The tiny exchange does not trade');
  };
  const zero = new Big(0);
  const cash = new Big('100000');
  const events: ExchangeEvent[] = [];
  return {
    now: () => time,
    advanceTo: (instant) => (time = instantOf(Math.max(time, instant))),
    takeEvents: () => events.splice(0),
    searchUnderlyings: (text) => (/^(aapl|apple)/i.test(text) ? [stock] : []),
    underlying: (conid) => (conid === stock.contract.conid ? stock : null),
    contract: (conid) =>
      conid === stock.contract.conid ? stock.contract : (book.get(conid) ?? null),
    expiries: () => [
      { expiry: weekly, tradingClass: 'AAPL' },
      { expiry, tradingClass: 'AAPL' },
    ],
    strikes: () => strikes,
    option: (_underlying, date, _class, strike, right) =>
      book.get(ids.get(keyOf(date, strike, right)) ?? conidOf(1)) ?? null,
    increments: () => [{ lowerEdge: zero, increment: new Big('0.01') }],
    isOpen: () => true,
    market: (conid) => {
      if (conid === stock.contract.conid) return market('189.6', time, false);
      return book.has(conid) ? market('4.2', time, true) : null;
    },
    bars: () => [],
    place: nothing,
    modify: nothing,
    cancel: () => 'not-found',
    order: () => null,
    orders: () => [],
    executions: () => [],
    positions: () => [],
    account: (accountId) => ({
      accountId,
      type: 'margin',
      netLiquidation: cash,
      cash,
      settledCash: cash,
      equityWithLoan: cash,
      grossPositionValue: zero,
      stockMarketValue: zero,
      optionMarketValue: zero,
      initialMargin: zero,
      maintenanceMargin: zero,
      availableFunds: cash,
      excessLiquidity: cash,
      buyingPower: cash.times(4),
      dailyPnl: zero,
      unrealizedPnl: zero,
      realizedPnl: zero,
      startOfDayNetLiquidation: cash,
    }),
    accountIds: () => options.accounts.map(({ accountId }) => accountId),
    whatIf: nothing,
    save: () => null,
  };
}
