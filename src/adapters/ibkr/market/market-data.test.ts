import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { anIndex, aStock, openMarketAt } from '#tests/builders.ts';
import contractInfo from '#tests/fixtures/ibkr/contract-info.json' with { type: 'json' };
import history from '#tests/fixtures/ibkr/history.json' with { type: 'json' };
import info from '#tests/fixtures/ibkr/info.json' with { type: 'json' };
import rules from '#tests/fixtures/ibkr/rules.json' with { type: 'json' };
import schedule from '#tests/fixtures/ibkr/schedule.json' with { type: 'json' };
import searchAapl from '#tests/fixtures/ibkr/search-aapl.json' with { type: 'json' };
import searchSpx from '#tests/fixtures/ibkr/search-spx.json' with { type: 'json' };
import snapshot from '#tests/fixtures/ibkr/snapshot.json' with { type: 'json' };
import { manualClock } from '#tests/manual-clock.ts';
import { failed, scriptedTransport } from '#tests/scripted-transport.ts';

import { createSessionMemory } from '../session-memory.ts';
import { createIbkrMarketData } from './market-data.ts';

function aMarket(script: Parameters<typeof scriptedTransport>[0]) {
  const gateway = scriptedTransport(script);
  const memory = createSessionMemory();
  const clock = manualClock();
  const market = createIbkrMarketData({ transport: gateway.transport, memory, clock });
  return { gateway, memory, clock, market };
}

const search = 'GET /iserver/secdef/search';
const secdef = 'GET /trsrv/secdef';
const snap = 'GET /iserver/marketdata/snapshot';
const text = (value: { toFixed: () => string } | null | undefined) => value?.toFixed() ?? null;

test('a symbol is found with its months; bonds are none, and what has options comes first', async () => {
  const { market, gateway } = aMarket({
    [search]: [searchAapl],
    [secdef]: [{ secdef: [{ conid: 38708077, currency: 'CAD' }] }],
  });
  expect(await market.searchUnderlying(' aapl ')).toEqual({
    ok: true,
    value: [
      {
        contract: {
          kind: 'stock',
          conid: 265598,
          symbol: 'AAPL',
          name: 'APPLE INC',
          exchange: 'NASDAQ',
          currency: 'USD',
        },
        months: ['DEC26', 'JAN27', 'JUN27'],
      },
      {
        contract: {
          kind: 'stock',
          conid: 38708077,
          symbol: 'AAPL',
          name: 'APPLE INC-CDR',
          exchange: 'AEQLIT',
          currency: 'CAD',
        },
        months: [],
      },
    ],
  });
  expect(gateway.calls.map((call) => call.query)).toEqual([
    { symbol: 'AAPL' },
    { conids: '38708077' },
  ]);
});

test('an index is told from a share, in one call', async () => {
  const { market, gateway } = aMarket({ [search]: [searchSpx] });
  expect(await market.searchUnderlying('SPX')).toMatchObject({
    value: [{ contract: { kind: 'index', exchange: 'CBOE' }, months: ['NOV26', 'DEC26'] }],
  });
  expect(gateway.calls).toHaveLength(1);
});

test('what is listed nobody knows where is not offered without its currency', async () => {
  const { market } = aMarket({
    [search]: [searchAapl],
    [secdef]: [failed({ kind: 'no-answer', detail: '' })],
  });
  const found = await market.searchUnderlying('AAPL');
  expect(found.ok && found.value.map((match) => match.contract.conid)).toEqual([265598]);
});

test('an unknown symbol finds nothing, and none asks nothing', async () => {
  const { market, gateway } = aMarket({ [search]: [{ error: 'No symbol found' }] });
  expect(await market.searchUnderlying('ZZZZ')).toEqual({ ok: true, value: [] });
  expect(await market.searchUnderlying('  ')).toEqual({ ok: true, value: [] });
  expect(gateway.calls).toHaveLength(1);
});

test('a strike whose last expiry of the month is over has no contracts, which is no failure', async () => {
  const nothing = failed({ kind: 'rejected', reason: 'no contract found' });
  const { market } = aMarket({ [search]: [searchAapl], 'GET /iserver/secdef/info': [nothing] });
  expect(await market.fetchContracts(aStock(), 'NOV26', new Big(110), 'call')).toEqual({
    ok: true,
    value: [],
  });
});

const strikes = { call: [200, 195, 192.5], put: [195] };

test('strikes come ascending, after a search of this session', async () => {
  const { market, gateway, memory } = aMarket({
    [search]: [searchAapl],
    'GET /iserver/secdef/strikes': [strikes],
  });
  const found = await market.fetchStrikes(aStock(), 'JAN27');
  expect(found.ok && found.value.call.map(text)).toEqual(['192.5', '195', '200']);
  expect(gateway.keys()).toEqual([search, 'GET /iserver/secdef/strikes']);
  expect(gateway.calls[1]?.query).toEqual({ conid: '265598', sectype: 'OPT', month: 'JAN27' });

  await market.fetchStrikes(aStock(), 'JAN27');
  expect(gateway.calls).toHaveLength(3);
  memory.endBrokerage();
  await market.fetchStrikes(aStock(), 'JAN27');
  expect(gateway.keys().filter((key) => key === search)).toHaveLength(2);
});

test('a failed search is told, instead of an empty chain', async () => {
  const { market } = aMarket({ [search]: [failed({ kind: 'unauthenticated' })] });
  expect(await market.fetchStrikes(aStock(), 'JAN27')).toMatchObject({
    error: { kind: 'unauthenticated' },
  });
});

test('one strike of a month gives one contract for each expiry and class', async () => {
  const { market, gateway } = aMarket({
    [search]: [searchAapl],
    'GET /iserver/secdef/info': [info],
  });
  const found = await market.fetchContracts(aStock(), 'JAN27', new Big('195.0'), 'call');
  expect(found).toMatchObject({
    value: [
      {
        kind: 'option',
        conid: 700001,
        underlyingConid: 265598,
        underlying: 'AAPL',
        tradingClass: 'AAPL',
        right: 'call',
        expiry: '2027-01-15',
        multiplier: 100,
        currency: 'USD',
      },
      { conid: 700011, tradingClass: '2AAPL', expiry: '2027-01-22' },
    ],
  });
  expect(found.ok && found.value.map((each) => text(each.strike))).toEqual(['195', '195']);
  expect(gateway.calls[1]?.query).toMatchObject({ strike: '195', right: 'C' });
});

test('a contract without an expiry is a fault, not a shorter list', async () => {
  const { market } = aMarket({
    [search]: [searchAapl],
    'GET /iserver/secdef/info': [[{ ...info[0], maturityDate: 'JAN27' }]],
  });
  expect(await market.fetchContracts(aStock(), 'JAN27', new Big(195), 'call')).toMatchObject({
    error: { kind: 'invalid-reply', path: '700001.maturityDate' },
  });
});

test('a contract is read by its conid: the option’s terms stand in its OCC symbol', async () => {
  const { market } = aMarket({ 'GET /iserver/contract/700001/info': [contractInfo] });
  const found = await market.fetchContract(conidOf(700001));
  expect(found).toMatchObject({
    value: {
      kind: 'option',
      conid: 700001,
      underlyingConid: 265598,
      tradingClass: 'AAPL',
      right: 'call',
      expiry: '2027-01-15',
      multiplier: 100,
    },
  });
  expect(found.ok && found.value.kind === 'option' && text(found.value.strike)).toBe('195');
});

test('a share is read by its conid, and a bond is a fault', async () => {
  const share = {
    con_id: 265598,
    symbol: 'AAPL',
    company_name: 'APPLE INC',
    instrument_type: 'STK',
    exchange: 'NASDAQ',
    currency: 'USD',
  };
  const { market } = aMarket({
    'GET /iserver/contract/265598/info': [share, { ...share, instrument_type: 'BOND' }],
  });
  expect(await market.fetchContract(conidOf(265598))).toEqual({ ok: true, value: aStock() });
  expect(await market.fetchContract(conidOf(265598))).toMatchObject({
    error: { kind: 'invalid-reply' },
  });
});

test('price steps are told ascending, as one step, or not at all', async () => {
  const { market } = aMarket({
    'POST /iserver/contract/rules': [rules, { increment: 0.01 }, { increment: null }],
  });
  const steps = async () => {
    const found = await market.fetchIncrements(conidOf(700001), true);
    return found.ok && found.value.map((each) => [text(each.lowerEdge), text(each.increment)]);
  };
  expect(await steps()).toEqual([
    ['0', '0.01'],
    ['3', '0.05'],
  ]);
  expect(await steps()).toEqual([['0', '0.01']]);
  expect(await steps()).toEqual([]);
});

const both = [conidOf(700001), conidOf(700002)];
const opening = both.map((conid) => ({ conid, conidEx: String(conid) }));

test('quotes are polled until each has a price; the first call only opens the stream', async () => {
  const { market, gateway, clock } = aMarket({ [snap]: [opening, [snapshot[0]], snapshot] });
  const reading = market.fetchQuotes(both);
  await clock.advance(1_000);
  const quotes = await reading;
  expect(quotes).toMatchObject({
    value: [
      { conid: 700001, availability: 'live' },
      { conid: 700002, bid: null, delta: null, availability: 'delayed' },
    ],
  });
  expect(gateway.calls).toHaveLength(3);
  expect(gateway.calls[0]?.query?.['fields']?.split(',').slice(0, 3)).toEqual(['31', '84', '86']);
  expect(gateway.calls[0]?.query?.['conids']).toBe('700001,700002');
});

test('a contract nobody trades does not hold up the others for long', async () => {
  const { market, gateway, clock } = aMarket({ [snap]: [opening, [snapshot[0], opening[1]]] });
  const reading = market.fetchQuotes(both);
  await clock.advance(3_000);
  expect(await reading).toMatchObject({
    value: [{ conid: 700001 }, { conid: 700002, bid: null, ask: null, availability: 'unknown' }],
  });
  expect(gateway.calls.length).toBeLessThanOrEqual(7);
});

test('without any value the patience ends after ten seconds, with everything absent', async () => {
  const { market, clock } = aMarket({ [snap]: [opening] });
  const reading = market.fetchQuotes(both);
  await clock.advance(10_000);
  expect(await reading).toMatchObject({ value: [{ bid: null }, { bid: null }] });
});

test('before the first trade the previous close stands for the last price', async () => {
  const { market, clock } = aMarket({
    [snap]: [[{ conid: 700001, '84': '2.40', '7741': '2.48' }]],
  });
  const reading = market.fetchQuotes([conidOf(700001)]);
  await clock.advance(500);
  const quotes = await reading;
  const [quote] = quotes.ok ? quotes.value : [];
  expect(text(quote?.last)).toBe('2.48');
  expect(quote?.isLastClose).toBe(true);
});

test('a failure is told when nothing has come, and forgiven when something has', async () => {
  const limited = failed({ kind: 'rate-limited', retryAfterMs: 1000 });
  const nothing = aMarket({ [snap]: [limited] });
  expect(await nothing.market.fetchQuotes(both)).toMatchObject({ error: { kind: 'rate-limited' } });
  const some = aMarket({ [snap]: [[snapshot[0]], limited] });
  const reading = some.market.fetchQuotes(both);
  await some.clock.advance(500);
  expect(await reading).toMatchObject({ value: [{ availability: 'live' }, { bid: null }] });
});

test('lines that snapshots opened are given back, oldest first, unless the stream uses them', async () => {
  const unsubscribe = 'POST /iserver/marketdata/unsubscribe';
  const many = Array.from({ length: 42 }, (_, index) => conidOf(index + 1));
  const { market, gateway, memory } = aMarket({
    [snap]: [many.map((conid) => ({ conid, '84': '1.00' }))],
    [unsubscribe]: [{ success: true }],
  });
  memory.watched.add(conidOf(1));
  await market.fetchQuotes(many);
  await expect.poll(() => gateway.keys().filter((key) => key === unsubscribe).length).toBe(1);
  expect(gateway.calls.at(-1)).toMatchObject({ body: { conid: 2 }, lane: 'background' });
});

test('more than 100 contracts at once are refused before anything is sent', async () => {
  const { market, gateway } = aMarket({});
  const many = Array.from({ length: 101 }, (_, index) => conidOf(index + 1));
  expect(await market.fetchQuotes(many)).toMatchObject({ error: { kind: 'refused' } });
  expect(await market.fetchQuotes([])).toEqual({ ok: true, value: [] });
  expect(gateway.calls).toHaveLength(0);
});

test('trading hours are asked by kind of contract', async () => {
  const { market, gateway } = aMarket({ 'GET /trsrv/secdef/schedule': [schedule, []] });
  expect(await market.fetchTradingHours(aStock(), openMarketAt)).toMatchObject({
    value: { isOpen: true },
  });
  expect(await market.fetchTradingHours(anIndex(), openMarketAt)).toEqual({
    ok: true,
    value: null,
  });
  expect(gateway.calls.map((call) => call.query)).toEqual([
    { assetClass: 'STK', symbol: 'AAPL', conid: '265598' },
    { assetClass: 'IND', symbol: 'SPX', conid: '416904' },
  ]);
});

test('what an order being written waits for does not queue behind the chain', async () => {
  const { market, gateway } = aMarket({
    'POST /iserver/contract/rules': [rules],
    'GET /trsrv/secdef/schedule': [schedule],
    'GET /iserver/contract/265598/info': [{}],
  });
  await market.fetchIncrements(conidOf(700001), true);
  await market.fetchTradingHours(aStock(), openMarketAt);
  await market.fetchContract(conidOf(265598));
  expect(gateway.calls.map(({ lane }) => lane)).toEqual(['ticket', 'ticket', 'ticket']);
});

test('bars keep exact prices and count volume in shares', async () => {
  const { market } = aMarket({ 'GET /iserver/marketdata/history': [history] });
  const bars = await market.fetchHistory(conidOf(265598), '2d', '1d');
  expect(bars).toMatchObject({
    value: [{ startAt: 1795012200000, volume: 41234500 }, { volume: 5500050 }],
  });
  expect(bars.ok && text(bars.value[1]?.high)).toBe('232');
});

test('a contract without history has no bars; that is no failure', async () => {
  const { market } = aMarket({
    'GET /iserver/marketdata/history': [
      failed({ kind: 'rejected', reason: 'Chart data unavailable' }),
      failed({ kind: 'no-answer', detail: '' }),
    ],
  });
  expect(await market.fetchHistory(conidOf(1), '1d', '1h')).toEqual({ ok: true, value: [] });
  expect(await market.fetchHistory(conidOf(1), '1d', '1h')).toMatchObject({
    error: { kind: 'no-answer' },
  });
});
