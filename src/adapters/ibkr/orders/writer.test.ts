import { expect, test } from 'vitest';

import { brokerOrderIdOf } from '#domain/order.ts';
import { aDraft, paperAccountId } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';
import { failed, scriptedTransport } from '#tests/scripted-transport.ts';

import { createSessionMemory } from '../session-memory.ts';
import { createOrderWriter } from './writer.ts';

function aWriter(script: Parameters<typeof scriptedTransport>[0]) {
  const gateway = scriptedTransport(script);
  const memory = createSessionMemory();
  const deps = { transport: gateway.transport, memory, clock: manualClock() };
  return { gateway, memory, writer: createOrderWriter(deps) };
}

const place = 'POST /iserver/account/DU7418203/orders';
const reply = 'POST /iserver/reply/07a13a5a';
const one = 'POST /iserver/account/DU7418203/order/1370093239';
const cancel = 'DELETE /iserver/account/DU7418203/order/1370093239';
const id = brokerOrderIdOf('1370093239');
const accepted = [{ order_id: '1370093239', order_status: 'Submitted' }];
const question = [{ id: '07a13a5a', message: ['Sure?'], messageIds: ['o163'] }];
const silence = failed({ kind: 'no-answer', detail: 'No answer within 25 s.' });

test('an order is placed as one write and its id is remembered', async () => {
  const { writer, gateway, memory } = aWriter({ [place]: [accepted] });
  expect(await writer.placeOrder(aDraft())).toMatchObject({
    value: { kind: 'accepted', brokerOrderId: '1370093239' },
  });
  expect(gateway.calls).toEqual([
    expect.objectContaining({
      lane: 'orders',
      isWrite: true,
      body: { orders: [expect.objectContaining({ cOID: 'sd-0001', conid: 700001, price: 2.5 })] },
    }),
  ]);
  expect(memory.orderRefs.get(id)).toBe('sd-0001');
});

test('an order nobody answers stays unknown, is sent once, and the order list is primed again', async () => {
  const { writer, gateway, memory } = aWriter({ [place]: [silence] });
  memory.orderReads = 5;
  expect(await writer.placeOrder(aDraft())).toMatchObject({ error: { kind: 'no-answer' } });
  expect(gateway.calls).toHaveLength(1);
  expect(memory.orderReads).toBeNull();
});

test('a duplicate under an error status is looked up as well', async () => {
  const { writer } = aWriter({
    [place]: [failed({ kind: 'rejected', reason: 'Local order ID=sd-0001 is already registered' })],
  });
  expect(await writer.placeOrder(aDraft())).toEqual({
    ok: false,
    error: { kind: 'no-answer', detail: 'already registered' },
  });
});

test('a refusal under an error status is a refusal', async () => {
  const { writer } = aWriter({ [place]: [failed({ kind: 'rejected', reason: 'Missing price' })] });
  expect(await writer.placeOrder(aDraft())).toEqual({
    ok: true,
    value: { kind: 'rejected', reason: 'Missing price' },
  });
});

test('a bad draft sends nothing', async () => {
  const { writer, gateway } = aWriter({});
  expect(await writer.placeOrder(aDraft({ quantity: 0 }))).toMatchObject({
    error: { kind: 'refused' },
  });
  expect(gateway.calls).toHaveLength(0);
});

test('a yes may bring the next question, then the acceptance', async () => {
  const { writer, gateway } = aWriter({ [reply]: [question, accepted] });
  expect(await writer.answerQuestion('07a13a5a', true)).toMatchObject({
    value: { kind: 'question' },
  });
  expect(await writer.answerQuestion('07a13a5a', true)).toMatchObject({
    value: { kind: 'accepted' },
  });
  expect(gateway.calls.map((call) => call.body)).toEqual([
    { confirmed: true },
    { confirmed: true },
  ]);
});

test.each([
  [{ error: 'Order not confirmed ' }],
  [failed({ kind: 'rejected', reason: "reply id not found: '07a13a5a'" })],
  [''],
  [{}],
])('a no discards the order, whatever the broker says to it', async (answer) => {
  const { writer, gateway } = aWriter({ [reply]: [answer] });
  expect(await writer.answerQuestion('07a13a5a', false)).toEqual({
    ok: true,
    value: { kind: 'discarded' },
  });
  expect(gateway.calls[0]?.body).toEqual({ confirmed: false });
});

test('a no that nobody answers is not known to be heard', async () => {
  const { writer } = aWriter({ [reply]: [silence] });
  expect(await writer.answerQuestion('07a13a5a', false)).toMatchObject({
    error: { kind: 'no-answer' },
  });
});

test.each([
  [{ error: "reply id not found: '07a13a5a'" }],
  [failed({ kind: 'rejected', reason: "reply id not found: '07a13a5a'" })],
])('a yes to a question the broker no longer knows is looked up', async (answer) => {
  const { writer } = aWriter({ [reply]: [answer] });
  expect(await writer.answerQuestion('07a13a5a', true)).toMatchObject({
    error: { kind: 'no-answer' },
  });
});

test('a change sends the whole order again, unwrapped and without our id', async () => {
  const { writer, gateway } = aWriter({ [one]: [accepted] });
  expect(await writer.modifyOrder(id, aDraft({ quantity: 2 }))).toMatchObject({
    value: { kind: 'accepted' },
  });
  expect(gateway.calls[0]?.body).toEqual({
    acctId: 'DU7418203',
    conid: 700001,
    orderType: 'LMT',
    price: 2.5,
    side: 'BUY',
    tif: 'DAY',
    quantity: 2,
    outsideRTH: false,
  });
});

test.each([
  [{ msg: 'Request was submitted', order_id: 1370093239, conid: 700001, account: 'DU7418203' }],
  [[{ msg: 'Request was submitted', order_id: 1370093239, conid: -1, account: null }]],
])('a cancel request is heard as %j', async (answer) => {
  const { writer } = aWriter({ [cancel]: [answer] });
  expect(await writer.cancelOrder(paperAccountId, id)).toEqual({ ok: true, value: undefined });
});

test('a cancel the broker refuses tells why', async () => {
  const { writer } = aWriter({ [cancel]: [{ error: "OrderID 1370093239 doesn't exist" }] });
  expect(await writer.cancelOrder(paperAccountId, id)).toEqual({
    ok: false,
    error: { kind: 'rejected', reason: "OrderID 1370093239 doesn't exist" },
  });
});

test.each(['-1', '0', 'abc', '1/../2'])(
  'an order id of %s is never sent: it could mean every order',
  async (text) => {
    const { writer, gateway } = aWriter({});
    const target = brokerOrderIdOf(text);
    expect(await writer.cancelOrder(paperAccountId, target)).toMatchObject({
      error: { kind: 'refused' },
    });
    expect(await writer.modifyOrder(target, aDraft())).toMatchObject({
      error: { kind: 'refused' },
    });
    expect(gateway.calls).toHaveLength(0);
  },
);
