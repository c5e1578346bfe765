import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { findOption, startHarness, type Harness } from '#tests/contract/practice-harness.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

const orders = '/v1/api/iserver/account/DU7418203/orders';
const one = '/v1/api/iserver/account/DU7418203/order';

const questionShape = z.tuple([
  z.object({ id: z.string(), messageIds: z.array(z.string()), message: z.array(z.string()) }),
]);
const acceptedShape = z.array(z.object({ order_id: z.string(), order_status: z.string() })).min(1);

async function start() {
  running = await startHarness();
  const harness = running;
  await harness.get('/v1/api/iserver/accounts');
  await harness.get('/v1/api/iserver/account/orders');
  await harness.get('/v1/api/iserver/account/trades');
  const confirm = async (body: unknown, confirmed: unknown = true) => {
    const [question] = questionShape.parse(body);
    return harness.post(`/v1/api/iserver/reply/${question.id}`, { confirmed });
  };
  const place = async (...tickets: readonly object[]) =>
    (await harness.post(orders, { orders: tickets })).body;
  return { ...harness, confirm, place };
}

/** A limit far below the market: it rests. */
const resting = {
  conid: 265598,
  orderType: 'LMT',
  side: 'BUY',
  tif: 'DAY',
  quantity: 1,
  price: 100,
};

test('a limit order inside all precautions is accepted without a question and listed with its own id', async () => {
  const { place, get } = await start();
  const accepted = acceptedShape.parse(await place({ ...resting, cOID: 'a-1' }));
  const list = await get('/v1/api/iserver/account/orders');
  expect(list.body).toMatchObject({
    snapshot: true,
    orders: [
      {
        orderId: Number(accepted[0]?.order_id),
        order_ref: 'a-1',
        price: '100.00',
        side: 'BUY',
        orderType: 'Limit',
        timeInForce: 'DAY',
        sizeAndFills: '0/1',
        ticker: 'AAPL',
      },
    ],
  });
});

test('a large market order asks twice, then fills and shows as trade and position', async () => {
  const { place, confirm, get } = await start();
  const first = await place({
    ...resting,
    orderType: 'MKT',
    price: undefined,
    quantity: 501,
    side: 'SELL',
  });
  expect(first).toMatchObject([{ messageIds: ['o383'] }]);
  const second = await confirm(first);
  expect(second.body).toMatchObject([{ messageIds: ['o10151'] }]);
  const done = await confirm(second.body);
  const [{ order_id: orderId } = { order_id: '' }] = acceptedShape.parse(done.body);
  await vi.waitFor(
    async () => {
      const status = await get(`/v1/api/iserver/account/order/status/${orderId}`);
      expect(status.body).toMatchObject({
        order_status: 'Filled',
        size: '0.0',
        total_size: '501.0',
      });
    },
    { timeout: 10_000 },
  );
  const trades = z
    .array(z.object({ execution_id: z.string(), size: z.number(), order_id: z.number() }))
    .parse((await get('/v1/api/iserver/account/trades')).body);
  expect(trades.reduce((sum, { size }) => sum + size, 0)).toBe(501);
  const held = await get('/v1/api/portfolio2/DU7418203/positions');
  expect(held.body).toMatchObject([{ conid: '265598', position: -501, assetClass: 'STK' }]);
});

test('anything ordered in between kills the question', async () => {
  const { place, confirm } = await start();
  const asked = await place({ ...resting, orderType: 'MKT', price: undefined });
  await place({ ...resting, cOID: 'b-1' });
  expect(await confirm(asked)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining('reply id not found') },
  });
});

test('only the boolean true confirms', async () => {
  const { place, confirm } = await start();
  const asked = await place({ ...resting, orderType: 'MKT', price: undefined });
  expect((await confirm(asked, 'true')).status).toBe(400);
  expect((await confirm(asked, false)).body).toEqual({ error: 'Order not confirmed ' });
  expect((await confirm(asked, true)).status).toBe(400);
});

test('the same client order id is taken once', async () => {
  const { place } = await start();
  await place({ ...resting, cOID: 'c-1' });
  expect(await place({ ...resting, cOID: 'c-1' })).toEqual({
    error: "Order couldn't be submitted: Local order ID=c-1 is already registered.",
  });
});

test('a working order is changed by its whole ticket and then canceled', async () => {
  const { place, post, get, remove } = await start();
  const [accepted] = acceptedShape.parse(await place({ ...resting, cOID: 'd-1' }));
  const id = accepted?.order_id ?? '';
  expect((await post(`${one}/${id}`, [resting])).status).toBe(400);
  acceptedShape.parse((await post(`${one}/${id}`, { ...resting, price: 101.5, quantity: 2 })).body);
  expect((await get(`/v1/api/iserver/account/order/status/${id}`)).body).toMatchObject({
    limit_price: '101.50',
    total_size: '2.0',
  });
  expect((await remove(`${one}/${id}`)).body).toEqual({
    msg: 'Request was submitted',
    order_id: Number(id),
    conid: 265598,
    account: 'DU7418203',
  });
  await vi.waitFor(async () =>
    expect((await get(`/v1/api/iserver/account/order/status/${id}`)).body).toMatchObject({
      order_status: 'Cancelled',
    }),
  );
  expect((await remove(`${one}/1`)).body).toEqual({ error: "OrderID 1 doesn't exist" });
});

test('a combination is one order at a net price, and its credit may be negative', async () => {
  const harness = await start();
  const long = await findOption(harness, 'AAPL', 'C');
  const short = await findOption(harness, 'AAPL', 'C', 1);
  const ticket = {
    conidex: `28812380;;;${long.conid}/1,${short.conid}/-1`,
    orderType: 'LMT',
    side: 'BUY',
    tif: 'DAY',
    quantity: 2,
    price: 0.05,
    cOID: 'spread-1',
  };
  acceptedShape.parse(await harness.place(ticket));
  expect((await harness.get('/v1/api/iserver/account/orders')).body).toMatchObject({
    orders: [{ conid: 28812380, conidex: ticket.conidex, secType: 'BAG', price: '0.05' }],
  });
});

test('a bracket is one call: the children wait for the parent and go with it', async () => {
  const { place, confirm, get, remove } = await start();
  const child = { ...resting, side: 'SELL', parentId: 'br-1' };
  const asked = await place(
    { ...resting, cOID: 'br-1' },
    { ...child, price: 400 },
    { ...child, orderType: 'STP', price: 90 },
  );
  const rows = acceptedShape.parse((await confirm(asked)).body);
  expect(rows).toHaveLength(3);
  const list = z.object({ orders: z.array(z.object({ orderId: z.number(), status: z.string() })) });
  const listed = async () => list.parse((await get('/v1/api/iserver/account/orders')).body).orders;
  expect(await listed()).toHaveLength(3);
  await remove(`${one}/${rows[0]?.order_id}`);
  await vi.waitFor(async () =>
    expect((await listed()).map(({ status }) => status)).toEqual(Array(3).fill('Cancelled')),
  );
});

test('a canceled child of a bracket takes the other along, and the parent stays', async () => {
  const { place, confirm, get, remove } = await start();
  const child = { ...resting, side: 'SELL', parentId: 'br-2' };
  const asked = await place(
    { ...resting, cOID: 'br-2' },
    { ...child, price: 400 },
    { ...child, orderType: 'STP', price: 90 },
  );
  const [parent, profit, loss] = acceptedShape
    .parse((await confirm(asked)).body)
    .map((row) => row.order_id);
  await remove(`${one}/${profit}`);
  const statusOf = async (id: string | undefined) =>
    (await get(`/v1/api/iserver/account/order/status/${id}`)).body;
  await vi.waitFor(async () => {
    expect(await statusOf(profit)).toMatchObject({ order_status: 'Cancelled' });
    expect(await statusOf(loss)).toMatchObject({ order_status: 'Cancelled' });
  });
  expect(await statusOf(parent)).toMatchObject({ order_status: 'Submitted' });
});

test('two unrelated orders in one call are refused', async () => {
  const { place, get } = await start();
  expect(await place({ ...resting, cOID: 'x' }, { ...resting, cOID: 'y' })).toHaveProperty('error');
  expect((await get('/v1/api/iserver/account/orders')).body).toMatchObject({ orders: [] });
});

test('the preview speaks in texts with separators and sends nothing', async () => {
  const harness = await start();
  const { conid } = await findOption(harness, 'AAPL', 'C');
  const ticket = { ...resting, conid, price: 10, quantity: 20 };
  const preview = await harness.post(`${orders}/whatif`, { orders: [ticket] });
  expect(preview.body).toMatchObject({
    amount: { amount: '20,000.00 USD (20 Contracts)', commission: expect.stringMatching(/ USD$/) },
    position: { current: '0', change: '20', after: '20' },
    warn: expect.stringMatching(/^21\//),
  });
  expect((await harness.get('/v1/api/iserver/account/orders')).body).toMatchObject({ orders: [] });
});

test('an order whose answer was lost is found by its client order id', async () => {
  const { post, get, base } = await start();
  await post('/practice/faults', {
    kind: 'unknown-outcome',
    method: 'POST',
    path: '/iserver/account/',
  });
  const sent = fetch(base + orders, {
    method: 'POST',
    body: JSON.stringify({ orders: [{ ...resting, cOID: 'lost-1' }] }),
    signal: AbortSignal.timeout(300),
  });
  await expect(sent).rejects.toThrow('timeout');
  expect((await get('/v1/api/iserver/account/orders')).body).toMatchObject({
    orders: [{ order_ref: 'lost-1' }],
  });
});

test('an extra question can be put before the next order', async () => {
  const { post, place, confirm } = await start();
  await post('/practice/faults', { kind: 'question' });
  const asked = await place(resting);
  expect(asked).toMatchObject([{ messageIds: ['o354'] }]);
  acceptedShape.parse((await confirm(asked)).body);
});
