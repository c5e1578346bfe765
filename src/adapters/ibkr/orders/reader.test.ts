import { expect, test } from 'vitest';

import { brokerOrderIdOf } from '#domain/order.ts';
import { aDraft, openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';
import { failed, scriptedTransport } from '#tests/scripted-transport.ts';
import liveOrders from '#tests/fixtures/ibkr/live-orders.json' with { type: 'json' };
import orderStatus from '#tests/fixtures/ibkr/order-status.json' with { type: 'json' };
import trades from '#tests/fixtures/ibkr/trades.json' with { type: 'json' };
import whatif from '#tests/fixtures/ibkr/whatif.json' with { type: 'json' };

import { createSessionMemory } from '../session-memory.ts';
import { createOrderReader } from './reader.ts';

function aReader(script: Parameters<typeof scriptedTransport>[0]) {
  const gateway = scriptedTransport(script);
  const memory = createSessionMemory();
  const deps = { transport: gateway.transport, memory, clock: manualClock() };
  return { gateway, memory, reader: createOrderReader(deps) };
}

const text = (value: { toFixed: () => string } | null | undefined) => value?.toFixed() ?? null;
const orders = 'GET /iserver/account/orders';

test('the first reading only primes; the one after it is the truth', async () => {
  const { reader, gateway } = aReader({ [orders]: [{ orders: [], snapshot: false }, liveOrders] });
  expect(await reader.fetchOrders()).toMatchObject({
    value: { isComplete: true, orders: [{}, {}, {}] },
  });
  expect(gateway.calls.map((call) => call.query)).toEqual([{ force: 'true' }, undefined]);
  await reader.fetchOrders();
  expect(gateway.calls).toHaveLength(3);
});

test('an empty list is believed the second time it is read after priming', async () => {
  const { reader } = aReader({ [orders]: [[], { orders: [], snapshot: false }] });
  const complete: boolean[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const read = await reader.fetchOrders();
    complete.push(read.ok && read.value.isComplete);
  }
  expect(complete).toEqual([false, true]);
});

test('read too soon after priming, the list is not complete; that is no failure', async () => {
  const limited = failed({ kind: 'rate-limited', retryAfterMs: null });
  const { reader } = aReader({ [orders]: [[], limited] });
  expect(await reader.fetchOrders()).toEqual({
    ok: true,
    value: { orders: [], isComplete: false },
  });
  expect(await reader.fetchOrders()).toMatchObject({ error: { kind: 'rate-limited' } });
});

test('a working limit order is read with its fills', async () => {
  const { reader } = aReader({ [orders]: [liveOrders] });
  const read = await reader.fetchOrders();
  const order = read.ok ? read.value.orders[0] : undefined;
  expect(order).toMatchObject({
    brokerOrderId: '1370093239',
    clientOrderId: 'sd-0001',
    accountId: 'DU7418203',
    conid: 700001,
    description: "AAPL JAN 15 '27 195 Call",
    underlying: 'AAPL',
    side: 'buy',
    type: 'limit',
    stopPrice: null,
    timeInForce: 'day',
    totalQuantity: 3,
    filledQuantity: 1,
    remainingQuantity: 2,
    status: 'submitted',
    brokerStatus: 'Submitted',
    reason: null,
    updatedAt: 1795100592000,
  });
  expect(text(order?.limitPrice)).toBe('2.5');
  expect(text(order?.averagePrice)).toBe('2.48');
});

test('an order from elsewhere has no id of ours, and a stop-limit has both prices', async () => {
  const { reader } = aReader({ [orders]: [liveOrders] });
  const read = await reader.fetchOrders();
  const order = read.ok ? read.value.orders[1] : undefined;
  expect(order).toMatchObject({
    clientOrderId: null,
    side: 'sell',
    type: 'stop-limit',
    timeInForce: 'gtc',
    status: 'pre-submitted',
    averagePrice: null,
    updatedAt: null,
  });
  expect([text(order?.limitPrice), text(order?.stopPrice)]).toEqual(['1219.5', '1220']);
});

test('a combination has no single conid, and a refusal hidden as "Cancelled" is a refusal with its reason', async () => {
  const { reader } = aReader({ [orders]: [liveOrders] });
  const read = await reader.fetchOrders();
  const order = read.ok ? read.value.orders[2] : undefined;
  expect(order).toMatchObject({
    conid: null,
    status: 'rejected',
    brokerStatus: 'Cancelled',
    reason: '201: Order rejected - Reason: margin',
  });
  expect(text(order?.limitPrice)).toBe('-1.25');
});

test('a list with one row that cannot be read is a fault, not a shorter list', async () => {
  const [first] = liveOrders.orders;
  const { reader } = aReader({ [orders]: [{ orders: [first, { ...first, side: 'SHORT' }] }] });
  expect(await reader.fetchOrders()).toMatchObject({
    error: { kind: 'invalid-reply', path: 'orders.1.side' },
  });
});

test('the status of one order keeps our id although the answer lacks it', async () => {
  const { reader } = aReader({
    [orders]: [liveOrders],
    'GET /iserver/account/order/status/1370093239': [orderStatus],
  });
  const id = brokerOrderIdOf('1370093239');
  expect(await reader.fetchOrder(id)).toMatchObject({ value: { clientOrderId: null } });
  await reader.fetchOrders();
  const order = await reader.fetchOrder(id);
  expect(order).toMatchObject({
    value: {
      clientOrderId: 'sd-0001',
      totalQuantity: 3,
      filledQuantity: 1,
      remainingQuantity: 2,
      type: 'limit',
      status: 'submitted',
    },
  });
  expect(order.ok && text(order.value.limitPrice)).toBe('2.5');
});

test('fills are read from every spelling, and a commission not yet told is null', async () => {
  const { reader, gateway } = aReader({ 'GET /iserver/account/trades': [trades] });
  const read = await reader.fetchExecutions(30);
  if (!read.ok) throw new Error(read.error.kind);
  const [option, stock] = read.value;
  expect(option).toMatchObject({
    executionId: '0000e0d5.6744f00a.01.01',
    brokerOrderId: '1370093239',
    clientOrderId: 'sd-0001',
    conid: 700001,
    description: "AAPL JAN 15 '27 195 Call",
    side: 'buy',
    quantity: 1,
    exchange: 'CBOE',
    executedAt: 1795100592000,
  });
  expect([text(option?.price), text(option?.commission)]).toEqual(['2.48', '1.05']);
  expect(stock).toMatchObject({
    brokerOrderId: null,
    clientOrderId: null,
    side: 'sell',
    quantity: 100,
    commission: null,
    executedAt: 1795100640000,
  });
  expect(gateway.calls[0]?.query).toEqual({ days: '7' });
});

test('no fills are believed after the second look of a session', async () => {
  const { reader, gateway } = aReader({ 'GET /iserver/account/trades': [[], trades, []] });
  expect(await reader.fetchExecutions(1)).toMatchObject({ value: [{}, {}] });
  expect(await reader.fetchExecutions(1)).toEqual({ ok: true, value: [] });
  expect(gateway.calls).toHaveLength(3);
});

test('a fill without a price is a fault', async () => {
  const { reader } = aReader({ 'GET /iserver/account/trades': [[{ ...trades[0], price: '' }]] });
  expect(await reader.fetchExecutions(1)).toMatchObject({
    error: { kind: 'invalid-reply', path: '0.price' },
  });
});

const snapshot = 'GET /iserver/marketdata/snapshot';
const preview = 'POST /iserver/account/DU7418203/orders/whatif';

test('the what-if is asked after a market data reading, without our id, and is no order write', async () => {
  const { reader, gateway } = aReader({ [snapshot]: [[]], [preview]: [whatif] });
  const read = await reader.previewOrder(aDraft());
  if (!read.ok) throw new Error(read.error.kind);
  expect(gateway.keys()).toEqual([snapshot, preview]);
  expect(gateway.calls[1]).toMatchObject({ lane: 'orders' });
  expect(gateway.calls[1]?.isWrite).toBeUndefined();
  expect(JSON.stringify(gateway.calls[1]?.body)).not.toContain('cOID');
  expect(text(read.value.cost)).toBe('1250');
  expect([text(read.value.commission), text(read.value.commissionAtMost)]).toEqual(['3.5', '4.1']);
  expect(text(read.value.initialMargin.after)).toBe('19188.2');
  expect(text(read.value.equity.change)).toBe('-4');
  expect(read.value).toMatchObject({
    warning: '21/You are trying to submit an order without having market data for this instrument.',
    refusal: null,
    readAt: openMarketAt,
  });
});

test.each([
  [{ error: 'Minimum of 2000 USD required' }],
  [failed({ kind: 'rejected', reason: 'Minimum of 2000 USD required' })],
])('the broker’s refusal is part of the preview', async (answer) => {
  const { reader } = aReader({ [snapshot]: [[]], [preview]: [answer] });
  expect(await reader.previewOrder(aDraft())).toMatchObject({
    value: { refusal: 'Minimum of 2000 USD required', cost: null, initialMargin: { change: null } },
  });
});

test('a question in place of figures is shown as a warning', async () => {
  const { reader } = aReader({
    [snapshot]: [failed({ kind: 'no-answer', detail: '' })],
    [preview]: [[{ id: 'a', message: ['Are you sure?'], messageIds: ['o163'] }]],
  });
  expect(await reader.previewOrder(aDraft())).toMatchObject({
    value: { warning: 'Are you sure?', refusal: null, cost: null },
  });
});

test('a preview with nonsense for money is a fault', async () => {
  const { reader } = aReader({
    [snapshot]: [[]],
    [preview]: [{ ...whatif, amount: { ...whatif.amount, amount: 'much' } }],
  });
  expect(await reader.previewOrder(aDraft())).toMatchObject({
    error: { kind: 'invalid-reply', path: 'amount.amount' },
  });
});

test('a missing session is not a refusal of the order', async () => {
  const { reader } = aReader({ [snapshot]: [[]], [preview]: [{ error: 'no bridge' }] });
  expect(await reader.previewOrder(aDraft())).toMatchObject({
    error: { kind: 'no-brokerage-session' },
  });
});
