import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { calendarDate } from '#domain/time.ts';
import { ok } from '#lib/result.ts';
import { aMatch, countedMarket, memoryAtlas, type Listed } from '#tests/market-kit.ts';

import { MarketWatch } from './market-watch.ts';

const january = (): Record<string, Listed> => ({
  JAN27: { strikes: ['190', '195', '200'], expiries: [{ date: '2027-01-15' }] },
});

function aWatch(listed = january()) {
  const { market, calls, world } = countedMarket(listed);
  const atlas = memoryAtlas();
  const day = { today: '2026-11-19' };
  const make = () => new MarketWatch({ market, atlas, today: () => calendarDate(day.today) });
  return { watch: make(), make, calls, world, day, atlas };
}

const dates = (answer: Awaited<ReturnType<MarketWatch['monthExpiries']>>) =>
  answer.ok ? answer.value.map(({ expiry, tradingClass }) => `${expiry} ${tradingClass}`) : answer;

test('a new month costs two calls, a known one none, also for the next visit', async () => {
  const { watch, make, calls } = aWatch();
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
  expect(calls).toEqual(['strikes JAN27', 'info JAN27 195 call']);
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
  expect(dates(await make().monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
  expect(calls).toHaveLength(2);
});

test('the weeklies of a month and its trading classes are separate expiries, in order', async () => {
  const { watch } = aWatch({
    JAN27: {
      strikes: ['6000'],
      expiries: [
        { date: '2027-01-15', tradingClass: 'SPXW' },
        { date: '2027-01-15', tradingClass: 'SPX' },
        { date: '2027-01-08', tradingClass: 'SPXW' },
      ],
    },
  });
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual([
    '2027-01-08 SPXW',
    '2027-01-15 SPX',
    '2027-01-15 SPXW',
  ]);
});

test('an expiry is listed on its last day and gone on the next', async () => {
  const { watch, day } = aWatch();
  day.today = '2027-01-15';
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
  day.today = '2027-01-16';
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual([]);
});

test('on a new trading day the strikes are read again, the contracts are not', async () => {
  const { watch, calls, day } = aWatch();
  await watch.monthExpiries(aMatch(), 'JAN27');
  day.today = '2026-11-20';
  await watch.monthExpiries(aMatch(), 'JAN27');
  expect(calls).toEqual(['strikes JAN27', 'info JAN27 195 call', 'strikes JAN27']);
});

test('a weekly that was listed with new strikes is found on the next trading day', async () => {
  const { watch, calls, day, world } = aWatch();
  await watch.monthExpiries(aMatch(), 'JAN27');
  world.listed['JAN27'] = {
    strikes: ['190', '192.5', '195', '200'],
    expiries: [{ date: '2027-01-15' }, { date: '2027-01-08' }],
  };
  day.today = '2026-11-20';
  const answer = await watch.monthExpiries(aMatch(), 'JAN27');
  expect(dates(answer)).toEqual(['2027-01-08 AAPL', '2027-01-15 AAPL']);
  expect(calls.slice(2)).toEqual(['strikes JAN27', 'info JAN27 195 call']);
});

test('a weekly that was listed at strikes the month had is found within a week', async () => {
  const { watch, day, world } = aWatch();
  await watch.monthExpiries(aMatch(), 'JAN27');
  world.listed['JAN27']?.expiries.push({ date: '2027-01-08' });
  day.today = '2026-11-25';
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
  day.today = '2026-11-26';
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual([
    '2027-01-08 AAPL',
    '2027-01-15 AAPL',
  ]);
});

test("yesterday's strikes serve while today's cannot be read", async () => {
  const { watch, day, world } = aWatch();
  await watch.monthExpiries(aMatch(), 'JAN27');
  day.today = '2026-11-20';
  world.failure = { kind: 'no-answer', detail: 'slow' };
  expect(dates(await watch.monthExpiries(aMatch(), 'JAN27'))).toEqual(['2027-01-15 AAPL']);
});

test('a month nobody knows yet and the broker does not tell is an error', async () => {
  const { watch, world } = aWatch();
  world.failure = { kind: 'rate-limited', retryAfterMs: 1_000 };
  expect(await watch.monthExpiries(aMatch(), 'JAN27')).toEqual({
    ok: false,
    error: { kind: 'rate-limited', retryAfterMs: 1_000 },
  });
});

test('reading all months keeps what came before a failure', async () => {
  const { watch, world, calls } = aWatch();
  const match = aMatch({ months: ['JAN27', 'FEB27'] });
  await watch.monthExpiries(match, 'JAN27');
  world.failure = { kind: 'no-answer', detail: 'slow' };
  expect(dates(await watch.expiries(match))).toEqual(['2027-01-15 AAPL']);
  expect(calls.at(-1)).toBe('strikes FEB27');
});

test('a symbol is searched once per login, whatever its case, and again after a new one', async () => {
  const { watch, calls } = aWatch();
  await Promise.all([watch.search('aapl '), watch.search('AAPL')]);
  expect(calls).toEqual(['search AAPL']);
  watch.forgetSession();
  await watch.search('AAPL');
  expect(calls).toEqual(['search AAPL', 'search AAPL']);
});

test('a search that failed may be tried again', async () => {
  const { watch, calls, world } = aWatch();
  world.failure = { kind: 'unreachable', detail: 'gone' };
  await watch.search('AAPL');
  world.failure = null;
  expect(await watch.search('AAPL')).toEqual(ok([aMatch()]));
  expect(calls).toHaveLength(2);
});

test('contracts and increments are asked for once, also over a new login, but not over another gateway', async () => {
  const { watch, calls } = aWatch();
  const read = async () => {
    await watch.contract(conidOf(265598));
    await watch.increments(conidOf(265598));
  };
  await read();
  watch.forgetSession();
  await read();
  expect(calls).toEqual(['contract 265598', 'increments 265598']);
  watch.forgetGateway();
  await read();
  expect(calls).toHaveLength(4);
});

test('a chain whose strikes could not be read shows why, and reads them when asked for more', async () => {
  const { watch, world, calls } = aWatch();
  world.failure = { kind: 'no-answer', detail: 'slow' };
  const expiry = { expiry: calendarDate('2027-01-15'), tradingClass: 'AAPL', month: 'JAN27' };
  const chain = watch.openChain(aMatch().contract, expiry, new Big(195));
  await expect
    .poll(() => chain.view.get())
    .toMatchObject({ rows: [], error: { kind: 'no-answer' } });
  world.failure = null;
  chain.extend();
  await expect.poll(() => chain.view.get()).toMatchObject({ pending: 0, error: null });
  expect(chain.view.get().rows).toHaveLength(3);
  expect(calls.slice(0, 2)).toEqual(['strikes JAN27', 'strikes JAN27']);
});
