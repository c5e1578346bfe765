/** A market that counts what it is asked, and an atlas in memory, for tests of what the desk asks for. */
import { Big } from 'big.js';

import { conidOf, type Conid, type OptionContract, type OptionRight } from '#domain/contract.ts';
import { calendarDate } from '#domain/time.ts';
import { err, ok } from '#lib/result.ts';
import type { BrokerError, Reply } from '#services/ports/broker.ts';
import type { ContractAtlas, KnownMonth, KnownStrike } from '#services/ports/contract-atlas.ts';
import type { MarketData, UnderlyingMatch } from '#services/ports/market-data.ts';

import { anOption, aStock } from './builders.ts';

export interface MemoryAtlas extends ContractAtlas {
  readonly months: Map<string, KnownMonth>;
  readonly strikes: Map<string, KnownStrike>;
}

export function memoryAtlas(): MemoryAtlas {
  const months = new Map<string, KnownMonth>();
  const strikes = new Map<string, KnownStrike>();
  const monthKey = (underlying: Conid, month: string) => `${underlying} ${month}`;
  return {
    months,
    strikes,
    loadMonth: async (underlying, month) => months.get(monthKey(underlying, month)) ?? null,
    saveMonth: async (underlying, month, known) =>
      void months.set(monthKey(underlying, month), known),
    loadStrikes: async (underlying, month) => {
      const prefix = `${monthKey(underlying, month)} `;
      return [...strikes].filter(([key]) => key.startsWith(prefix)).map(([, known]) => known);
    },
    saveStrike: async (underlying, month, known) => {
      const key = `${monthKey(underlying, month)} ${known.strike.toFixed()} ${known.right}`;
      strikes.set(key, known);
    },
  };
}

/** What a month lists: its strikes, and which expiries each strike has. */
export interface Listed {
  strikes: string[];
  /** Trading class and date of each expiry; `only` names its strikes when it lacks some of the month's. */
  expiries: { date: string; tradingClass?: string; only?: readonly string[] }[];
}

/** AAPL with options in January 2027. */
export const aMatch = (over: Partial<UnderlyingMatch> = {}): UnderlyingMatch => ({
  contract: aStock(),
  months: ['JAN27'],
  ...over,
});

/** A market of one underlying that writes down each call, e.g. "info JAN27 195 call". */
export function countedMarket(listed: Record<string, Listed>) {
  const calls: string[] = [];
  const world = { listed, failure: null as BrokerError | null };
  const answer = <T>(call: string, value: () => T): Reply<T> => {
    calls.push(call);
    return Promise.resolve(world.failure === null ? ok(value()) : err(world.failure));
  };
  const strikesOf = (month: string) => (world.listed[month]?.strikes ?? []).map((k) => new Big(k));
  const market: MarketData = {
    searchUnderlying: (symbol) => answer(`search ${symbol}`, () => [aMatch()]),
    fetchStrikes: (_underlying, month) =>
      answer(`strikes ${month}`, () => ({ call: strikesOf(month), put: strikesOf(month) })),
    fetchContracts: (_underlying, month, strike, right) =>
      answer(`info ${month} ${strike.toFixed()} ${right}`, () =>
        optionsAt(world.listed[month], strike.toFixed(), right),
      ),
    fetchContract: (conid) => answer(`contract ${conid}`, () => aStock()),
    fetchIncrements: (conid) => answer(`increments ${conid}`, () => []),
    fetchQuotes: (conids) => answer(`quotes ${conids.join(' ')}`, () => []),
    fetchTradingHours: (contract) => answer(`hours ${contract.symbol}`, () => null),
    fetchHistory: (conid) => answer(`history ${conid}`, () => []),
  };
  return { market, calls, world };
}

function optionsAt(
  month: Listed | undefined,
  strike: string,
  right: OptionRight,
): readonly OptionContract[] {
  return (month?.expiries ?? [])
    .filter(({ only }) => only === undefined || only.includes(strike))
    .map(({ date, tradingClass = 'AAPL' }, index) =>
      anOption({
        conid: conidOf(1000 * (index + 1) + Number(strike) * 2 + (right === 'call' ? 0 : 1)),
        expiry: calendarDate(date),
        strike: new Big(strike),
        tradingClass,
        right,
      }),
    );
}
