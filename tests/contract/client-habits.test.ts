/** What public client libraries of this API do beside its documents, and IBKR's gateway puts up with. */
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

import { findOption, startHarness, type Harness } from './practice-harness.ts';
import * as contracts from './shapes/contracts.ts';
import * as marketData from './shapes/market-data.ts';
import * as orders from './shapes/orders.ts';
import * as portfolio from './shapes/portfolio.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

const api = '/v1/api';
const account = 'DU7418203';
const place = `${api}/iserver/account/${account}/orders`;
const ticket = { conid: 265598, side: 'BUY', orderType: 'LMT', tif: 'GTC', quantity: 1, price: 99 };

async function enter() {
  running = await startHarness();
  await running.get(`${api}/iserver/accounts`);
  return running;
}

/** With the limits on, as a client meets it. */
async function startPaced() {
  running = await startHarness({ pacing: true });
  await running.get(`${api}/iserver/accounts`);
  return running;
}

test('a slash at the end of a path, or two in a row, change nothing', async () => {
  const { get } = await enter();
  expect((await get(`${api}/iserver/account/trades/?days=3`)).body).toEqual([]);
  expect((await get(`${api}//iserver/accounts/`)).status).toBe(200);
  expect((await get(`${api}/portfolio/accounts/`)).status).toBe(200);
  expect((await get(`${api}/portfolio/${account}/summary/`)).status).toBe(200);
});

test('an endpoint keeps its own limit whatever slashes stand in its path', async () => {
  const { get } = await startPaced();
  await get(`${api}/iserver/account/trades`);
  expect((await get(`${api}/iserver/account/trades`)).status).toBe(200);
  expect((await get(`${api}/iserver/account/trades/`)).status).toBe(429);
});

test('a client that asks one thing after the other is slowed down by the limit and not refused', async () => {
  const { get } = await startPaced();
  for (let call = 0; call < 13; call += 1) {
    expect((await get(`${api}/iserver/secdef/search?symbol=AAPL`)).status).toBe(200);
  }
});

test('a reading that only primes does not count: the one after it is answered at once, the next is refused', async () => {
  const { get } = await startPaced();
  const list = `${api}/iserver/account/orders`;
  const read = async (query = '') => (await get(list + query)).status;
  expect([await read(), await read(), await read()]).toEqual([200, 200, 429]);
  expect([await read('?force=true'), await read('?force=true')]).toEqual([200, 200]);
  const pnl = `${api}/iserver/account/pnl/partitioned`;
  expect((await get(pnl)).body).toEqual({ upnl: {} });
  expect((await get(pnl)).body).toMatchObject({ upnl: { [`${account}.Core`]: { rowType: 1 } } });
});

test('switches may be written True and False', async () => {
  const { get } = await enter();
  contracts.search.parse(
    (await get(`${api}/iserver/secdef/search?symbol=AAPL&name=False&secType=STK`)).body,
  );
  const strikes = `${api}/iserver/secdef/strikes?conid=265598&sectype=OPT&month=JAN27`;
  expect(contracts.strikes.parse((await get(strikes)).body).call.length).toBeGreaterThan(10);
  contracts.search.parse((await get(`${api}/iserver/secdef/search?symbol=apple&name=True`)).body);
  await get(`${api}/iserver/account/orders`);
  orders.liveOrders.parse((await get(`${api}/iserver/account/orders`)).body);
  orders.primedOrders.parse((await get(`${api}/iserver/account/orders?force=True`)).body);
});

test('a conid may be a text, a key that is not used null, and no client order id an empty one', async () => {
  const { get, post } = await enter();
  const loose = { ...ticket, conid: '265598', cOID: '', auxPrice: null, parentId: null };
  orders.accepted.parse((await post(place, { orders: [loose] })).body);
  orders.accepted.parse((await post(place, { orders: [loose] })).body);
  orders.whatIf.parse((await post(`${place}/whatif`, { orders: [loose] })).body);
  contracts.rules.parse((await post(`${api}/iserver/contract/rules`, { conid: '265598' })).body);
  await get(`${api}/iserver/marketdata/snapshot?conids=265598&fields=31`);
  const unsubscribe = await post(`${api}/iserver/marketdata/unsubscribe`, { conid: '265598' });
  expect(unsubscribe.body).toEqual({ success: true });
});

test('a wrong ticket is refused by the name of what is wrong, and a missing one as such', async () => {
  const { post, get } = await enter();
  const nothing = await get(place, { method: 'POST' });
  expect(nothing.body).toEqual({ error: "Bad Request: body can't be empty", statusCode: 400 });
  expect((await post(place, 'x')).body).toMatchObject({
    error: expect.stringMatching(/^Bad Request: body \w/) as string,
  });
  const refusal = await post(place, { orders: [{ ...ticket, quantity: '1' }] });
  expect(refusal).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('orders.0.quantity') as string, statusCode: 400 },
  });
});

test('words that every object knows are no types, lifetimes, bars, filters or parts', async () => {
  const { get, post } = await enter();
  const word = 'constructor';
  for (const wrong of [{ orderType: word }, { tif: word }]) {
    const refused = await post(place, { orders: [{ ...ticket, ...wrong }] });
    expect(refused.body).toEqual({ error: expect.stringContaining('Unsupported') as string });
  }
  expect(
    (await get(`${api}/iserver/marketdata/history?conid=265598&bar=${word}`)).body,
  ).toMatchObject({ invalidArguments: [{ field: 'bar' }] });
  expect((await get(`${api}/iserver/account/${account}/summary/${word}`)).status).toBe(404);
  expect((await get(`${api}/iserver/account/orders?filters=${word}`)).status).toBe(500);
});

test('filters of the order list come with commas or one by one', async () => {
  const { get, post } = await enter();
  await post(place, { orders: [ticket] });
  const list = `${api}/iserver/account/orders`;
  await get(list);
  const rowsOf = async (query: string) =>
    orders.liveOrders.parse((await get(`${list}?${query}`)).body).orders.length;
  expect(await rowsOf('filters=filled,pre_submitted,submitted')).toBe(1);
  expect(await rowsOf('filters=filled&filters=pre_submitted&filters=submitted')).toBe(1);
  expect(await rowsOf('filters=filled&filters=cancelled')).toBe(0);
});

test('orders and fills may be asked for by account, and nothing is sent to a strange one', async () => {
  const { get, post } = await enter();
  await post(place, { orders: [{ ...ticket, acctId: account }] });
  const list = `${api}/iserver/account/orders`;
  await get(list);
  const mine = orders.liveOrders.parse((await get(`${list}?accountId=${account}`)).body);
  expect(mine.orders).toHaveLength(1);
  expect((await get(`${api}/iserver/account/trades?accountId=${account}`)).body).toEqual([]);
  expect((await get(`${list}?accountId=U999`)).status).toBe(400);
  expect((await post(place, { orders: [{ ...ticket, acctId: 'U999' }] })).body).toEqual({
    error: 'accountId is not valid: U999',
  });
});

test('history without a period is a week, and without a bar has the usual one of its period', async () => {
  const { get } = await enter();
  const path = `${api}/iserver/marketdata/history?conid=265598`;
  const read = async (query: string) => marketData.history.parse((await get(path + query)).body);
  expect(await read('&bar=1d')).toMatchObject({ timePeriod: '1w', barLength: 86_400 });
  expect(await read('&period=1w')).toMatchObject({ barLength: 900 });
  expect(await read('&period=6m')).toMatchObject({ barLength: 86_400 });
  expect(await read('&period=1d&outsideRth=False')).toMatchObject({ barLength: 60 });
});

test('history goes backward from a time, or forward', async () => {
  const { get } = await enter();
  const path = `${api}/iserver/marketdata/history?conid=265598&period=3d&bar=1d&startTime=20261110-00:00:00`;
  const days = async (query: string) =>
    marketData.history
      .parse((await get(path + query)).body)
      .data.map(({ t }) => new Date(t).toISOString().slice(0, 10));
  expect(await days('')).toEqual(['2026-11-05', '2026-11-06', '2026-11-09']);
  expect(await days('&direction=-1')).toEqual(['2026-11-05', '2026-11-06', '2026-11-09']);
  expect(await days('&direction=1')).toEqual(['2026-11-10', '2026-11-11', '2026-11-12']);
});

test('a stop order is asked about in the words that clients look for', async () => {
  const { post } = await enter();
  const stop = { ...ticket, side: 'SELL', orderType: 'STP', price: 90 };
  const [question] = orders.question.parse((await post(place, { orders: [stop] })).body);
  expect(question?.messageIds).toEqual(['o10331']);
  expect(question?.message[0]?.replaceAll('\n', '')).toBe(
    'You are about to submit a stop order. Please be aware of the various stop order types available and the risks associated with each one.Are you sure you want to submit this order?',
  );
});

test('a client that never asks for the account list trades after a login: the gateway asked for it', async () => {
  running = await startHarness({ loggedIn: false });
  const { post } = running;
  await post('/practice/session', { action: 'login' });
  await expect
    .poll(async () => orders.accepted.safeParse((await post(place, { orders: [ticket] })).body))
    .toMatchObject({ success: true });
});

test('more than 51 questions at once cannot be suppressed', async () => {
  const { post } = await enter();
  const suppress = async (count: number) =>
    post(`${api}/iserver/questions/suppress`, { messageIds: Array(count).fill('o163') });
  expect((await suppress(51)).status).toBe(200);
  expect((await suppress(52)).status).toBe(500);
});

test('what only other accounts have is refused as the broker does, and many accounts come in pages', async () => {
  const { get, post } = await enter();
  expect((await post(`${api}/iserver/dynaccount`, { acctId: account })).status).toBe(503);
  const refused = await get(`${api}/iserver/account/search/DU`);
  expect(refused).toMatchObject({ status: 503, body: { statusCode: 503 } });
  const page = z
    .object({ metadata: z.object({ total: z.literal(1) }), subaccounts: portfolio.accountMetas })
    .parse((await get(`${api}/portfolio/subaccounts2?page=0`)).body);
  expect(page.subaccounts[0]?.accountId).toBe(account);
  expect((await get(`${api}/portfolio/subaccounts2?page=1`)).body).toEqual({
    metadata: { total: 1, pageSize: 20, pageNum: 1 },
    subaccounts: [],
  });
});

test('a connection is kept as long as its client likes', async () => {
  const { get } = await enter();
  expect((await get(`${api}/tickle`)).headers.get('keep-alive')).toBe(null);
});

test('a method nobody knows is refused and ends nothing', async () => {
  const { base, get } = await enter();
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    request(`${base}${api}/tickle`, { method: 'TRACE' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(405);
  expect((await get(`${api}/tickle`)).status).toBe(200);
});

test('positions come without a page, and sorted by any column in either direction', async () => {
  const { get, post } = await enter();
  const buy = { conid: 265598, side: 'BUY', orderType: 'MKT', tif: 'DAY', quantity: 3 };
  await post(`${api}/iserver/questions/suppress`, { messageIds: ['o10151'] });
  await post(place, { orders: [buy] });
  await post(place, { orders: [{ ...buy, conid: 756733, quantity: 2 }] });
  await get(`${api}/portfolio/accounts`);
  const rows = z.array(z.object({ position: z.number() }));
  const read = async (path: string) =>
    rows.parse((await get(api + path)).body).map(({ position }) => position);
  await expect
    .poll(async () => read(`/portfolio2/${account}/positions?sort=position`))
    .toEqual([2, 3]);
  expect(await read(`/portfolio2/${account}/positions?sort=position&direction=d`)).toEqual([3, 2]);
  const classic = `/portfolio/${account}/positions`;
  await post(`${api}${classic}/invalidate`);
  portfolio.positions.parse((await get(`${api}${classic}?waitForSecDef=true`)).body);
  expect(await read(`${classic}?waitForSecDef=true`)).toEqual([3, 2]);
  expect(await read(`${classic}/0?sort=name&direction=d&waitForSecDef=true`)).toEqual([2, 3]);
  expect(await read(`${classic}/1`)).toEqual([]);
});

test('a session is started by the form of a login page too', async () => {
  const { get, post, base } = await enter();
  await post('/practice/session', { action: 'compete' });
  const init = async (compete: boolean) =>
    fetch(`${base}${api}/iserver/auth/ssodh/init`, {
      method: 'POST',
      body: new URLSearchParams({ compete: String(compete), locale: 'en_US', username: '-' }),
    });
  await init(false);
  expect((await get(`${api}/iserver/auth/status`)).body).toMatchObject({ competing: true });
  expect((await init(true)).status).toBe(200);
  expect((await get(`${api}/iserver/auth/status`)).body).toMatchObject({ competing: false });
});

test('the number of an option stands for itself in info and for its underlying in strikes', async () => {
  const { get } = await enter();
  const { conid, underlying } = await findOption(running ?? (await enter()), 'AAPL', 'C');
  const own = contracts.optionInfo.parse(
    (await get(`${api}/iserver/secdef/info?conid=${conid}`)).body,
  );
  expect(own.map((row) => row.conid)).toEqual([conid]);
  const strikes = async (number: number) =>
    (await get(`${api}/iserver/secdef/strikes?conid=${number}&sectype=OPT&month=JAN27`)).body;
  expect(await strikes(conid)).toEqual(await strikes(underlying));
  expect((await get(`${api}/iserver/secdef/info?conid=${underlying}`)).body).toMatchObject([
    { conid: underlying, ticker: 'AAPL', secType: 'STK' },
  ]);
});

test('an order list sorted by time shows working orders before the others', async () => {
  const { get, post, remove } = await enter();
  const ids: string[] = [];
  for (const price of [99, 98, 97]) {
    const answer = await post(place, { orders: [{ ...ticket, price }] });
    ids.push(orders.accepted.parse(answer.body)[0]?.order_id ?? '');
  }
  const [first, second, third] = ids;
  await remove(`${api}/iserver/account/${account}/order/${third}`);
  await get(`${api}/iserver/account/orders`);
  const list = async (query: string) =>
    orders.liveOrders
      .parse((await get(`${api}/iserver/account/orders?${query}`)).body)
      .orders.map(({ orderId }) => String(orderId));
  await expect.poll(async () => list('filters=cancelled')).toEqual([third]);
  expect(await list('')).toEqual([third, second, first]);
  expect((await list('filters=sort_by_time')).at(-1)).toBe(third);
});

test('a canceled combination is named by the number of combinations', async () => {
  const { post, remove } = await enter();
  const { conid: long } = await findOption(running ?? (await enter()), 'AAPL', 'C');
  const { conid: short } = await findOption(running ?? (await enter()), 'AAPL', 'C', 1);
  const { conid: _, ...rest } = ticket;
  const combo = { ...rest, conidex: `28812380;;;${long}/1,${short}/-1`, price: -30 };
  const [accepted] = orders.accepted.parse((await post(place, { orders: [combo] })).body);
  const gone = await remove(`${api}/iserver/account/${account}/order/${accepted?.order_id}`);
  expect(gone.body).toMatchObject({ msg: 'Request was submitted', conid: 28812380 });
});

test('bars of a week and a month are as long as the calendar has them', async () => {
  const { get } = await enter();
  const path = `${api}/iserver/marketdata/history?conid=265598&period=1y&bar=`;
  const read = async (bar: string) => marketData.history.parse((await get(path + bar)).body);
  expect(await read('1w')).toMatchObject({ barLength: 604_800 });
  expect(await read('1m')).toMatchObject({ barLength: 2_592_000 });
});

test('a month of an exchange that never closes is a month of days, and a wrong start is refused', async () => {
  running = await startHarness({ alwaysOpen: true });
  await running.get(`${api}/iserver/accounts`);
  const { get } = running;
  const path = `${api}/iserver/marketdata/history?conid=265598`;
  const read = async (query: string) => marketData.history.parse((await get(path + query)).body);
  const month = await read('&period=1m&bar=1d');
  expect(month.data.map(({ t }) => new Date(t).toISOString().slice(0, 10)).at(0)).toBe(
    '2026-10-21',
  );
  expect(month.data).toHaveLength(30);
  expect((await read('&period=1d&bar=1h')).data).toHaveLength(24);
  expect((await read('&period=4w&bar=1w')).data).toHaveLength(4);
  expect((await get(`${path}&startTime=yesterday`)).body).toMatchObject({
    invalidArguments: [{ field: 'startTime' }],
  });
});

test('an account tells who owns it', async () => {
  const { get } = await enter();
  const owners = await get(`${api}/acesws/${account}/signatures-and-owners`);
  expect(owners.body).toMatchObject({
    accountId: account,
    users: [{ roleId: 'OWNER', entity: { entityType: 'INDIVIDUAL' } }],
    applicant: { signatures: ['Practice Trader'] },
  });
  expect((await get(`${api}/acesws/U999/signatures-and-owners`)).status).toBe(400);
});
