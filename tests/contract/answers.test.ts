/** Every route of the gateway answers in the shape the broker publishes. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { findOption, startHarness, type Harness } from './practice-harness.ts';
import * as account from './shapes/account.ts';
import * as contracts from './shapes/contracts.ts';
import { invalidArgument, plainError, statusError } from './shapes/errors.ts';
import * as lists from './shapes/lists.ts';
import * as marketData from './shapes/market-data.ts';
import * as orders from './shapes/orders.ts';
import * as portfolio from './shapes/portfolio.ts';
import * as session from './shapes/session.ts';

let harness: Harness;
let option = { conid: 0, underlying: 0, strike: 0 };
let firstPositions: unknown;
const id = 'DU7418203';

beforeAll(async () => {
  harness = await startHarness();
  await harness.get('/v1/api/portfolio/accounts');
  option = await findOption(harness, 'AAPL', 'C');
  await harness.post('/v1/api/iserver/questions/suppress', { messageIds: ['o10151', 'o163'] });
  const market = { orderType: 'MKT', side: 'BUY', tif: 'DAY', quantity: 1 };
  for (const conid of [265598, option.conid]) {
    await harness.post(`/v1/api/iserver/account/${id}/orders`, { orders: [{ ...market, conid }] });
  }
  await harness.get('/v1/api/iserver/account/trades');
  await vi.waitFor(
    async () => {
      const filled = await harness.get('/v1/api/iserver/account/trades');
      if (z.array(z.unknown()).parse(filled.body).length < 2) throw new Error('not filled yet');
    },
    { timeout: 20_000 },
  );
  firstPositions = (await harness.get(`/v1/api/portfolio/${id}/positions/0`)).body;
});
afterAll(async () => harness.gateway.close());

/** Status and what does not fit, in words; nothing when all fits. */
async function misfit(path: string, shape: z.ZodType): Promise<readonly [number, string]> {
  const answer = await harness.get(`/v1/api${path.replace('{opt}', String(option.conid))}`);
  const parsed = shape.safeParse(answer.body);
  return [answer.status, parsed.success ? '' : z.prettifyError(parsed.error)];
}

const readings: readonly (readonly [path: string, shape: z.ZodType])[] = [
  ['/iserver/auth/status', session.fullStatus],
  ['/tickle', session.tickle],
  ['/sso/validate', session.validation],
  ['/iserver/accounts', session.accountList],
  ['/portfolio/accounts', portfolio.accountMetas],
  ['/portfolio/subaccounts', portfolio.accountMetas],
  [`/portfolio/${id}/meta`, portfolio.accountMeta],
  [`/portfolio/${id}/summary`, portfolio.portfolioSummary],
  [`/portfolio/${id}/ledger`, portfolio.ledger],
  [`/portfolio/${id}/allocation`, portfolio.allocation],
  [`/portfolio/${id}/positions/0`, portfolio.positions],
  [`/portfolio/${id}/positions/0?waitForSecDef=true`, portfolio.loadedPositions],
  [`/portfolio/${id}/position/265598`, portfolio.positions],
  ['/portfolio/positions/265598', portfolio.positionsByAccount],
  [`/portfolio2/${id}/positions`, portfolio.freshPositions],
  [`/portfolio/${id}/combo/positions`, z.array(z.unknown()).length(0)],
  [`/iserver/account/${id}/summary`, account.accountSummary],
  [`/iserver/account/${id}/summary/available_funds`, account.availableFunds],
  [`/iserver/account/${id}/summary/balances`, account.balances],
  [`/iserver/account/${id}/summary/margins`, account.margins],
  [`/iserver/account/${id}/summary/market_value`, account.marketValue],
  ['/iserver/account/pnl/partitioned', account.pnl],
  ['/iserver/secdef/search?symbol=SPY', contracts.search],
  ['/iserver/secdef/search?symbol=SPX&secType=IND', contracts.search],
  ['/iserver/secdef/strikes?conid=756733&sectype=OPT&month=DEC26', contracts.strikes],
  ['/iserver/secdef/info?conid=756733&sectype=OPT&month=DEC26&strike=670', contracts.optionInfo],
  ['/iserver/secdef/info?conid=756733&sectype=STK', contracts.stockInfo],
  ['/iserver/contract/265598/info', contracts.contractInfo],
  ['/iserver/contract/{opt}/info', contracts.optionContractInfo],
  ['/iserver/contract/265598/info-and-rules?isBuy=true', contracts.infoAndRules],
  ['/iserver/contract/{opt}/info-and-rules', contracts.infoAndRules],
  ['/iserver/contract/265598/algos', contracts.algos],
  ['/trsrv/secdef?conids=265598,{opt},416904', portfolio.secdefs],
  ['/trsrv/stocks?symbols=AAPL,SPY', contracts.stocks],
  ['/trsrv/futures?symbols=ES', contracts.futures],
  ['/trsrv/all-conids?exchange=NASDAQ', contracts.allConids],
  ['/trsrv/secdef/schedule?assetClass=STK&symbol=AAPL', contracts.secdefSchedule],
  ['/contract/trading-schedule?conid=265598', contracts.tradingSchedule],
  ['/iserver/marketdata/history?conid=265598&period=1w&bar=1d', marketData.history],
  ['/iserver/marketdata/history?conid=265598&period=1d&bar=5min', marketData.history],
  ['/iserver/marketdata/history?conid=265598&period=2y&bar=1w', marketData.history],
  ['/iserver/account/orders?force=true', orders.primedOrders],
  ['/iserver/account/orders', orders.liveOrders],
  ['/iserver/account/trades?days=7', orders.trades],
  ['/iserver/watchlists?SC=USER_WATCHLIST', lists.watchlists],
  ['/fyi/unreadnumber', lists.unread],
  ['/fyi/notifications?max=10', lists.notifications],
  ['/iserver/exchangerate?source=USD&target=USD', lists.rate],
  ['/iserver/currency/pairs?currency=USD', lists.pairs],
];

test.each(readings)('GET %s', async (path, shape) => {
  expect(await misfit(path, shape)).toEqual([200, '']);
});

const refusals: readonly (readonly [path: string, status: number, shape: z.ZodType])[] = [
  [`/iserver/account/U999/summary`, 400, statusError],
  ['/iserver/account/orders?filters=Filled', 500, plainError],
  ['/iserver/account/order/status/1', 503, statusError],
  ['/iserver/secdef/strikes?conid=265598', 400, invalidArgument],
  ['/iserver/secdef/info?conid=265598&sectype=OPT&month=DEC26&strike=1&right=C', 500, plainError],
  ['/iserver/marketdata/snapshot', 400, invalidArgument],
  ['/iserver/marketdata/history?conid=1&period=1d&bar=1d', 500, plainError],
  ['/portfolio/U999/summary', 400, statusError],
  ['/iserver/account/trades?days=8', 400, statusError],
  ['/iserver/contract/1/info', 500, plainError],
];

test.each(refusals)('GET %s is refused with %i', async (path, status, shape) => {
  expect(await misfit(path, shape)).toEqual([status, '']);
});

test('quotes: ids first, then every field in its form', async () => {
  const path = `/v1/api/iserver/marketdata/snapshot?conids=265598,${option.conid}&fields=${Object.keys(marketData.fields).join(',')}`;
  marketData.preflight.parse((await harness.get(path)).body);
  await expect
    .poll(async () => marketData.snapshot.parse((await harness.get(path)).body)[1]?.['7308'], {
      timeout: 5000,
    })
    .toMatch(/^\d\.\d+$/);
  const unsubscribe = '/v1/api/iserver/marketdata/unsubscribe';
  marketData.unsubscribed.parse((await harness.post(unsubscribe, { conid: 265598 })).body);
  expect(await harness.post(unsubscribe, { conid: 265598 })).toMatchObject({
    status: 500,
    body: { error: 'unknown' },
  });
  marketData.allUnsubscribed.parse(
    (await harness.get('/v1/api/iserver/marketdata/unsubscribeall')).body,
  );
});

test('the first list of positions lacks the terms of options', () => {
  const rows = z.array(portfolio.unloadedPosition).parse(firstPositions);
  expect(rows.map(({ conid }) => conid).toSorted((a, b) => a - b)).toContain(option.conid);
});

test('an unknown path is a page of HTML', async () => {
  const answer = await harness.get('/v1/api/iserver/no/such/path');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.body).toContain('Resource not found');
});

test('orders: preview, status and cancel in their forms, bad bodies refused', async () => {
  const { get, post, remove } = harness;
  const path = `/v1/api/iserver/account/${id}/orders`;
  const ticket = {
    conid: 265598,
    orderType: 'LMT',
    side: 'BUY',
    tif: 'DAY',
    quantity: 1,
    price: 99,
  };
  orders.whatIf.parse((await post(`${path}/whatif`, { orders: [ticket] })).body);
  const [row] = orders.accepted.parse((await post(path, [ticket])).body);
  orders.orderStatus.parse(
    (await get(`/v1/api/iserver/account/order/status/${row?.order_id}`)).body,
  );
  orders.canceled.parse(
    (await remove(`/v1/api/iserver/account/${id}/order/${row?.order_id}`)).body,
  );
  orders.canceled.parse((await remove(`/v1/api/iserver/account/${id}/order/-1`)).body);
  const bad = [
    {},
    { orders: [] },
    { orders: [{ ...ticket, quantity: '1' }] },
    { orders: [{ ...ticket, side: 'buy' }] },
  ];
  for (const body of bad) {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    statusError.parse(answer.body);
  }
  const broken = await get(path, { method: 'POST', body: '{"orders":[' });
  expect(broken.status).toBe(400);
  orders.submitted.parse((await post('/v1/api/iserver/questions/suppress/reset')).body);
  orders.question.parse((await post(path, [{ ...ticket, orderType: 'MKT' }])).body);
});

test('account and session changes in their forms', async () => {
  const { post } = harness;
  session.accountSwitch.parse((await post('/v1/api/iserver/account', { acctId: id })).body);
  const wrong = await post('/v1/api/iserver/account', { acctId: 'U1' });
  expect(wrong).toMatchObject({ status: 500, body: { error: 'Invalid account ID' } });
  session.brokerageStatus.parse(
    (await post('/v1/api/iserver/auth/ssodh/init', { publish: true, compete: false })).body,
  );
  contracts.rules.parse(
    (await post('/v1/api/iserver/contract/rules', { conid: 265598, isBuy: true })).body,
  );
  portfolio.allocation.parse((await post('/v1/api/portfolio/allocation', { acctIds: [id] })).body);
  portfolio.invalidated.parse((await post(`/v1/api/portfolio/${id}/positions/invalidate`)).body);
});

test('a watch list is made, read, overwritten and deleted', async () => {
  const { get, post, remove } = harness;
  const path = '/v1/api/iserver/watchlist';
  const rows = [{ C: 265598 }, { H: '' }, { C: option.conid }];
  lists.watchlist.parse((await post(path, { id: '77', name: 'Mine', rows })).body);
  lists.watchlist.parse((await post(path, { id: '77', name: 'Ours', rows })).body);
  expect(lists.watchlists.parse((await get(`${path}s`)).body).data.user_lists).toHaveLength(1);
  const read = lists.watchlist.parse((await get(`${path}?id=77`)).body);
  expect(read).toMatchObject({ name: 'Ours', instruments: [{ ticker: 'AAPL' }, { H: '' }, {}] });
  lists.watchlistDeleted.parse((await remove(`${path}?id=77`)).body);
});
