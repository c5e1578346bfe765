import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { calendarDate } from '#domain/time.ts';
import { anOption, aStock } from '#tests/builders.ts';
import { countedMarket, memoryAtlas, type Listed } from '#tests/market-kit.ts';

import { OptionChain } from './option-chain.ts';
import type { MarketData } from '../ports/market-data.ts';

const today = calendarDate('2026-11-19');
const yesterday = calendarDate('2026-11-18');
const expiry = { expiry: calendarDate('2027-01-15'), tradingClass: 'AAPL', month: 'JAN27' };

const bigs = (strikes: readonly string[]) => strikes.map((strike) => new Big(strike));
const aMonth = (strikes: readonly string[], settledOn = today) => ({
  readOn: today,
  settledOn,
  call: bigs(strikes),
  put: bigs(strikes),
});

/** 100, 105 … as many as wanted. */
const manyStrikes = (count: number) =>
  Array.from({ length: count }, (_, index) => String(100 + 5 * index));

function aChain(listed: Listed, around: string | null = '195', market?: Partial<MarketData>) {
  const counted = countedMarket({ JAN27: listed });
  const atlas = memoryAtlas();
  const chain = new OptionChain(
    { market: { ...counted.market, ...market }, atlas, today: () => today },
    { underlying: aStock(), expiry, around: around === null ? null : new Big(around) },
  );
  const settled = async () => {
    await expect.poll(() => chain.view.get().pending).toBe(0);
  };
  const strikes = () => chain.view.get().rows.map((row) => row.strike.toFixed());
  return { chain, atlas, settled, strikes, ...counted };
}

test('the strikes nearest to the money are read first, twelve of them, calls and puts', async () => {
  const strikes = manyStrikes(40);
  const { chain, calls, settled, strikes: shown } = aChain({ strikes, expiries: [januaryExpiry] });
  await chain.fill(aMonth(strikes));
  await settled();
  expect(calls.slice(0, 4)).toEqual([
    'info JAN27 195 call',
    'info JAN27 195 put',
    'info JAN27 190 call',
    'info JAN27 190 put',
  ]);
  expect(calls).toHaveLength(24);
  expect(shown().join(' ')).toBe('165 170 175 180 185 190 195 200 205 210 215 220');
});

const januaryExpiry = { date: '2027-01-15' };

test('without a price the middle of the list counts as the money', async () => {
  const strikes = ['100', '195', '500'];
  const { chain, calls, settled } = aChain({ strikes, expiries: [januaryExpiry] }, null);
  await chain.fill(aMonth(strikes));
  await settled();
  expect(calls[0]).toBe('info JAN27 195 call');
});

test('a contract the atlas knows costs no call', async () => {
  const strikes = ['190', '195'];
  const { chain, calls, atlas, settled } = aChain({ strikes, expiries: [januaryExpiry] });
  const known = { strike: new Big(195), right: 'call' as const, contracts: [anOption()] };
  await atlas.saveStrike(aStock().conid, 'JAN27', { ...known, readOn: yesterday });
  await chain.fill(aMonth(strikes));
  expect(chain.view.get().rows[1]?.call?.conid).toBe(700001);
  await settled();
  expect(calls).not.toContain('info JAN27 195 call');
  expect(calls).toHaveLength(3);
});

test('what was read once is known to the next chain, for other expiries of the month too', async () => {
  const strikes = ['190', '195'];
  const listed = { strikes, expiries: [januaryExpiry, { date: '2027-01-08' }] };
  const { chain, calls, atlas, settled, market } = aChain(listed);
  await chain.fill(aMonth(strikes));
  await settled();
  const weekly = new OptionChain(
    { market, atlas, today: () => today },
    {
      underlying: aStock(),
      expiry: { ...expiry, expiry: calendarDate('2027-01-08') },
      around: new Big(195),
    },
  );
  await weekly.fill(aMonth(strikes));
  expect(weekly.view.get()).toMatchObject({ pending: 0, expiry: '2027-01-08' });
  expect(weekly.view.get().rows.map((row) => row.put?.expiry)).toEqual([
    '2027-01-08',
    '2027-01-08',
  ]);
  expect(calls).toHaveLength(4);
});

test('a strike of the month that this expiry does not have makes no row', async () => {
  const strikes = ['190', '192.5', '195'];
  const {
    chain,
    settled,
    strikes: shown,
  } = aChain({
    strikes,
    expiries: [{ ...januaryExpiry, only: ['190', '195'] }, { date: '2027-01-08' }],
  });
  await chain.fill(aMonth(strikes));
  await settled();
  expect(shown()).toEqual(['190', '195']);
});

test('a strike that lacked the expiry is asked for again once something new was listed', async () => {
  const strikes = ['195'];
  const lacking = { strike: new Big(195), contracts: [], readOn: yesterday };
  const openSettledOn = async (settledOn: typeof today) => {
    const { chain, calls, atlas, settled } = aChain({ strikes, expiries: [januaryExpiry] });
    await atlas.saveStrike(aStock().conid, 'JAN27', { ...lacking, right: 'call' });
    await atlas.saveStrike(aStock().conid, 'JAN27', { ...lacking, right: 'put' });
    await chain.fill(aMonth(strikes, settledOn));
    await settled();
    return { rows: chain.view.get().rows.length, calls: calls.length };
  };
  expect(await openSettledOn(yesterday)).toEqual({ rows: 0, calls: 0 });
  expect(await openSettledOn(today)).toEqual({ rows: 1, calls: 2 });
});

test('a failure stops the reading and shows why; asking for more tries again', async () => {
  const strikes = ['190', '195', '200'];
  const {
    chain,
    calls,
    settled,
    world,
    strikes: shown,
  } = aChain({
    strikes,
    expiries: [januaryExpiry],
  });
  world.failure = { kind: 'rate-limited', retryAfterMs: 1_000 };
  await chain.fill(aMonth(strikes));
  await settled();
  expect(chain.view.get().error).toEqual({ kind: 'rate-limited', retryAfterMs: 1_000 });
  expect(calls).toHaveLength(3);
  world.failure = null;
  chain.extend();
  await settled();
  expect(chain.view.get().error).toBeNull();
  expect(shown()).toEqual(['190', '195', '200']);
});

test('asking for more reads the next strikes, and nothing twice while calls are under way', async () => {
  const strikes = manyStrikes(40);
  const { chain, calls, settled, strikes: shown } = aChain({ strikes, expiries: [januaryExpiry] });
  await chain.fill(aMonth(strikes));
  chain.extend();
  await settled();
  expect(shown()).toHaveLength(24);
  expect(new Set(calls).size).toBe(calls.length);
});

test('at most three calls are under way together', async () => {
  let underWay = 0;
  let most = 0;
  const strikes = manyStrikes(12);
  const counted = countedMarket({ JAN27: { strikes, expiries: [januaryExpiry] } });
  const { chain, settled } = aChain({ strikes, expiries: [januaryExpiry] }, '130', {
    fetchContracts: async (...question) => {
      underWay += 1;
      most = Math.max(most, underWay);
      const answer = await counted.market.fetchContracts(...question);
      underWay -= 1;
      return answer;
    },
  });
  await chain.fill(aMonth(strikes));
  expect(chain.view.get().pending).toBe(24);
  await settled();
  expect(most).toBe(3);
});

test('a closed chain asks for nothing more', async () => {
  const strikes = manyStrikes(12);
  const { chain, calls } = aChain({ strikes, expiries: [januaryExpiry] });
  const filled = chain.fill(aMonth(strikes));
  chain.close();
  await filled;
  chain.extend();
  expect(calls).toEqual([]);
});
