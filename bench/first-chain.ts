import type { Big } from 'big.js';

import type { OptionContract } from '#domain/contract.ts';
import { isMonthlyExpiry } from '#domain/exchange-date.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { CalendarDate } from '#domain/time.ts';
import { startPracticeGateway } from '#practice-gateway/practice-gateway.ts';
import type { DeskServices } from '#services/desk-services.ts';
import { memoryAtlas } from '#tests/market-kit.ts';

import { benchGateway } from './bench-gateway.ts';
import { openBenchDesk, openBenchHost, until, type BenchHost } from './bench-desk.ts';
import { minimalChain, type KnownConids } from './minimal-client.ts';
import { practiceControl, type PracticeControl } from './practice-control.ts';
import { milliseconds, type Report, type Row } from './table.ts';

const symbol = 'AAPL';
const strikesQuoted = 10;
/** As over a line to the broker. */
const answerAfterMs = 80;
/** Until the sliding windows of the run before are empty. */
const breathMs = 1_200;

interface Walk {
  readonly ms: number;
  readonly calls: number;
  readonly refused: number;
}

/** As the screen does it: search, price and expiries, then the chain from the money outward, quotes as contracts come. */
export async function deskChain(desk: DeskServices): Promise<CalendarDate> {
  const stops: (() => void)[] = [];
  const found = await desk.market.search(symbol);
  const match = found.ok ? found.value[0] : undefined;
  if (match === undefined) throw new Error(`The desk did not find ${symbol}.`);
  const { contract, months } = match;
  stops.push(desk.quotes.watch([contract.conid]));
  const spot = () => spotPrice(desk.quotes.quote(contract.conid).get());
  const expiries = await desk.market.monthExpiries(match, months[1] ?? '');
  const expiry = expiries.ok && expiries.value.find((each) => isMonthlyExpiry(each.expiry));
  if (expiry === undefined || expiry === false) throw new Error('The desk found no expiry.');
  await until('a price of the underlying', () => spot() !== null);
  const money = spot();
  const chain = desk.market.openChain(contract, expiry, money);
  const watched = new Set<number>();
  const near = (): readonly OptionContract[] => {
    const contracts = nearest(chain.view.get().rows, money);
    const fresh = contracts.filter(({ conid }) => !watched.has(conid));
    for (const { conid } of fresh) watched.add(conid);
    if (fresh.length > 0) stops.push(desk.quotes.watch(fresh.map(({ conid }) => conid)));
    return contracts;
  };
  const isQuoted = ({ conid }: OptionContract) => {
    const quote = desk.quotes.quote(conid).get();
    return quote !== null && (quote.bid !== null || quote.ask !== null);
  };
  await until('ten strikes with quotes', () => {
    const contracts = near();
    return contracts.length === 2 * strikesQuoted && contracts.every(isQuoted);
  });
  chain.close();
  for (const stop of stops) stop();
  return expiry.expiry;
}

type Rows = readonly {
  readonly strike: Big;
  readonly call: OptionContract | null;
  readonly put: OptionContract | null;
}[];

function nearest(rows: Rows, money: Big | null): readonly OptionContract[] {
  if (money === null) return [];
  return rows
    .toSorted((a, b) => a.strike.minus(money).abs().cmp(b.strike.minus(money).abs()))
    .slice(0, strikesQuoted)
    .flatMap(({ call, put }) => [call, put])
    .filter((contract) => contract !== null);
}

async function walk(control: PracticeControl, way: () => Promise<unknown>): Promise<Walk> {
  await new Promise((resolve) => setTimeout(resolve, breathMs));
  await control.clearLog();
  const start = performance.now();
  await way();
  const ms = performance.now() - start;
  const calls = await control.calls();
  return {
    ms,
    calls: calls.length,
    refused: calls.filter(({ status }) => status === 429).length,
  };
}

async function walkDesk(): Promise<{ cold: Walk; warm: Walk; expiry: CalendarDate }> {
  const host = await openBenchHost();
  try {
    return await walkTwice(host);
  } finally {
    await host.close();
  }
}

async function walkTwice(
  host: BenchHost,
): Promise<{ cold: Walk; warm: Walk; expiry: CalendarDate }> {
  const atlas = memoryAtlas();
  const first = await openBenchDesk(host, { atlas });
  await host.control.answerAfter(answerAfterMs);
  const expiries: CalendarDate[] = [];
  const cold = await walk(host.control, async () => {
    expiries.push(await deskChain(first.services));
  });
  first.leave();
  const next = await openBenchDesk(host, { atlas });
  const warm = await walk(host.control, () => deskChain(next.services));
  next.leave();
  const [expiry] = expiries;
  if (expiry === undefined) throw new Error('The desk drew no chain.');
  return { cold, warm, expiry };
}

async function walkMinimal(expiry: CalendarDate): Promise<{ cold: Walk; warm: Walk }> {
  const gateway = await startPracticeGateway(benchGateway);
  try {
    const base = `http://localhost:${gateway.port}`;
    const control = practiceControl(base);
    await fetch(`${base}/v1/api/iserver/accounts`);
    await control.answerAfter(answerAfterMs);
    const known: KnownConids = new Map();
    const cold = await walk(control, () => minimalChain(base, symbol, expiry, known));
    // A new visit subscribes anew, as the desk does.
    await fetch(`${base}/v1/api/iserver/marketdata/unsubscribeall`);
    const warm = await walk(control, () => minimalChain(base, symbol, expiry, known));
    return { cold, warm };
  } finally {
    await gateway.close();
  }
}

export async function benchFirstChain(): Promise<Report> {
  const desk = await walkDesk();
  const minimal = await walkMinimal(desk.expiry);
  const rows = (what: string, ours: Walk, theirs: Walk): Row[] => [
    { what: `${what}: calls, minimal client`, value: String(theirs.calls), ratio: null },
    { what: `${what}: calls, desk`, value: callsText(ours), ratio: ours.calls / theirs.calls },
    { what: `${what}: time, minimal client`, value: milliseconds(theirs.ms), ratio: null },
    { what: `${what}: time, desk`, value: milliseconds(ours.ms), ratio: ours.ms / theirs.ms },
  ];
  return {
    title: 'First chain: ten strikes around the money, calls and puts, quoted',
    rows: [
      ...rows('never seen', desk.cold, minimal.cold),
      ...rows('contracts known', desk.warm, minimal.warm),
    ],
    note:
      `Calls by the gateway's own log, answered after ${answerAfterMs} ms, ten a second at most. The minimal client ` +
      'goes straight to the gateway; the desk through its host, quotes by stream, two calls a second kept for orders.',
  };
}

const callsText = ({ calls, refused }: Walk): string =>
  refused === 0 ? String(calls) : `${calls} (${refused} refused)`;
