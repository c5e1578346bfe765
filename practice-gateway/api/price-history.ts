import { Big } from 'big.js';

import { conidOf, type Contract } from '#domain/contract.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { SimulatedBar } from '#simulation/exchange-shapes.ts';

import { contractFacts } from '../wire/contract-facts.ts';
import { longStamp } from '../wire/exchange-time.ts';
import type { World } from '../world.ts';
import {
  barSecondsOf,
  barsIn,
  DAY_S,
  shownBarSeconds,
  timeOf,
  usualBar,
} from './history-periods.ts';
import { isTrue } from './loose-values.ts';
import { wholeNumber } from './replies.ts';

const MOST_POINTS = 1000;
function joined(bars: readonly SimulatedBar[]): SimulatedBar | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    startAt: first.startAt,
    open: first.open,
    close: last.close,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  };
}

/** The last `count` bars before `until`. Weeks and months are joined from days. */
function barsBefore(
  world: World,
  contract: Contract,
  bar: number,
  count: number,
  until: Instant | null,
): readonly SimulatedBar[] {
  const perBar = bar > DAY_S ? bar / DAY_S : 1;
  const single = Math.min(bar, DAY_S);
  const passed = until === null ? 0 : Math.max(0, (world.clock.market() - until) / 1000 / single);
  const wanted = Math.min((count + Math.ceil(passed)) * perBar, 10 * MOST_POINTS);
  const bars = world.exchange
    .bars(contract.conid, single, wanted)
    .filter(({ startAt }) => until === null || startAt < until);
  if (perBar === 1) return bars.slice(-count);
  const groups: SimulatedBar[] = [];
  for (let end = bars.length; end > 0 && groups.length < count; end -= perBar) {
    const group = joined(bars.slice(Math.max(0, end - perBar), end));
    if (group !== null) groups.unshift(group);
  }
  return groups;
}

/** The first `count` bars from `since` on. */
function barsSince(world: World, contract: Contract, bar: number, count: number, since: Instant) {
  const single = Math.min(bar, DAY_S);
  const passed = Math.ceil((world.clock.market() - since) / 1000 / single);
  const reach = Math.min(Math.max(passed, 0), 10 * MOST_POINTS);
  const bars = barsBefore(world, contract, bar, reach, null);
  return bars.filter(({ startAt }) => startAt >= since).slice(0, count);
}

/** `YYYYMMDD-HH:mm:ss`, UTC. */
function parseStamp(text: string | undefined): Instant | null {
  const match = /^(\d{4})(\d\d)(\d\d)-(\d\d):(\d\d):(\d\d)$/.exec(text ?? '');
  if (match === null) return null;
  const [year = 0, month = 1, ...rest] = match.slice(1).map(Number);
  return instantOf(Date.UTC(year, month - 1, ...rest));
}

/** Price in hundredths, volume and minutes since the first bar, as the broker's charts want it. */
function extreme(bars: readonly SimulatedBar[], pick: 'high' | 'low', factor: number): string {
  const sorted = bars.toSorted((a, b) => (pick === 'high' ? b.high - a.high : a.low - b.low));
  const [found, first] = [sorted[0], bars[0]];
  if (found === undefined || first === undefined) return '0/0/0';
  const minutes = Math.floor((found.startAt - first.startAt) / 60_000);
  const price = new Big(found[pick]).times(100).toFixed(0);
  return `${price}/${found.volume / factor}/${minutes}`;
}

/** What a client asks bars for, all as texts. */
export interface HistoryWish {
  readonly conid?: string | undefined;
  readonly period?: string | undefined;
  readonly bar?: string | undefined;
  readonly startTime?: string | undefined;
  /** "1" goes forward from `startTime`, anything else backward. */
  readonly direction?: string | undefined;
  readonly source?: string | undefined;
  readonly outsideRth?: string | boolean | undefined;
}

type KnownWish = HistoryWish & { readonly period: string; readonly bar: string };

function historyBody(
  world: World,
  contract: Contract,
  wish: KnownWish,
  bars: readonly SimulatedBar[],
) {
  const facts = contractFacts(world, contract.conid);
  const factor = contract.kind === 'stock' ? 100 : 1;
  const isTrades = !/^(bid_ask|midpoint)$/i.test(wish.source ?? '');
  const first = bars[0]?.startAt ?? world.clock.market();
  return {
    serverId: String(contract.conid % 100_000),
    symbol: facts.symbol,
    text: facts.company,
    priceFactor: 100,
    chartPanStartTime: longStamp(world.clock.market()),
    startTime: longStamp(first),
    high: extreme(bars, 'high', factor),
    low: extreme(bars, 'low', factor),
    timePeriod: wish.period,
    barLength: shownBarSeconds(wish.bar),
    mdAvailability: 'S',
    mktDataDelay: 0,
    outsideRth: isTrue(wish.outsideRth),
    tradingDayDuration: timeOf(world.settings.alwaysOpen).daySeconds,
    volumeFactor: factor,
    priceDisplayRule: 1,
    priceDisplayValue: '2',
    negativeCapable: false,
    messageVersion: 2,
    direction: wish.direction === '1' ? 1 : -1,
    data: bars.map((bar) => ({
      o: bar.open,
      c: bar.close,
      h: bar.high,
      l: bar.low,
      v: isTrades ? bar.volume / factor : 0,
      t: bar.startAt,
    })),
    points: Math.max(0, bars.length - 1),
    travelTime: 5,
  };
}

export type HistoryBody = ReturnType<typeof historyBody>;

type HistoryProblem = 'conid' | 'bar' | 'period' | 'startTime' | 'no-data';

interface Span {
  /** Seconds of market in a bar. */
  readonly bar: number;
  readonly most: number;
  readonly start: Instant | null;
}

function spanOf(world: World, wish: KnownWish): Result<Span, HistoryProblem> {
  const time = timeOf(world.settings.alwaysOpen);
  const bar = barSecondsOf(wish.bar, time);
  if (bar === null) return err('bar');
  const count = barsIn(wish.period, bar, time);
  if (count === null) return err('period');
  const start = parseStamp(wish.startTime);
  if (start === null && wish.startTime !== undefined) return err('startTime');
  return ok({ bar, most: Math.min(count, MOST_POINTS), start });
}

/** Bars of a contract. The error names the wrong argument, or is `no-data`. A week is asked when no period is named. */
export function readHistory(world: World, wish: HistoryWish): Result<HistoryBody, HistoryProblem> {
  const conid = wholeNumber(wish.conid);
  if (conid === null) return err('conid');
  const period = wish.period ?? '1w';
  const known = { ...wish, period, bar: wish.bar ?? usualBar(period) };
  const span = spanOf(world, known);
  if (!span.ok) return span;
  const contract = world.exchange.contract(conidOf(conid));
  if (contract === null) return err('no-data');
  const { bar, most, start } = span.value;
  const bars =
    start !== null && wish.direction === '1'
      ? barsSince(world, contract, bar, most, start)
      : barsBefore(world, contract, bar, most, start);
  return bars.length === 0 ? err('no-data') : ok(historyBody(world, contract, known, bars));
}
