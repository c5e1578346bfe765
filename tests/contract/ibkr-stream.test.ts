import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { clientOrderIdOf } from '#domain/order.ts';
import type { StreamEvent } from '#services/ports/gateway-stream.ts';
import { aDraft } from '#tests/builders.ts';

import { startIbkrOnPractice, type IbkrOnPractice } from './ibkr-on-practice.ts';

/** A stream that hears everything, on a session that is ready. */
async function aListener() {
  const world = await startIbkrOnPractice();
  await world.ibkr.broker.fetchAccounts();
  await world.ibkr.broker.fetchOrders();
  const events: StreamEvent[] = [];
  world.ibkr.stream.subscribe((event) => events.push(event));
  const of = <K extends StreamEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<StreamEvent, { kind: K }> => event.kind === kind);
  return { world, of };
}

async function findAapl({ ibkr }: IbkrOnPractice) {
  const found = await ibkr.market.searchUnderlying('AAPL');
  if (!found.ok || found.value[0] === undefined) throw new Error('no AAPL');
  return found.value[0].contract;
}

const untilTold = { timeout: 15_000 } as const;

test('the socket comes up, the session’s state arrives, and a watched quote moves', async () => {
  const { world, of } = await aListener();
  const stock = await findAapl(world);
  world.ibkr.stream.watchQuotes([stock.conid]);
  await expect.poll(() => of('socket').at(-1)?.state, untilTold).toBe('open');
  await expect.poll(() => of('session').length, untilTold).toBeGreaterThan(0);
  const bids = () =>
    of('quote').filter((event) => event.conid === stock.conid && event.changed.bid !== undefined);
  await expect.poll(() => bids().length, untilTold).toBeGreaterThan(1);
  expect(bids()[0]?.changed.bid?.gt(0)).toBe(true);
  await world.close();
});

test('an order, its fill and the P&L are heard without asking', async () => {
  const { world, of } = await aListener();
  const stock = await findAapl(world);
  world.ibkr.stream.watchAccount();
  await expect.poll(() => of('socket').at(-1)?.state, untilTold).toBe('open');
  const clientOrderId = clientOrderIdOf('stream-1');
  const { broker } = world.ibkr;
  let answer = await broker.placeOrder(
    aDraft({
      clientOrderId,
      legs: [{ contract: stock, side: 'buy', ratio: 1 }],
      terms: { type: 'limit', limitPrice: new Big('1000') },
    }),
  );
  while (answer.ok && answer.value.kind === 'question') {
    const asked = await broker.answerQuestion(answer.value.question.replyId, true);
    if (!asked.ok || asked.value.kind === 'discarded') throw new Error('the question went wrong');
    answer = { ok: true, value: asked.value };
  }
  expect(answer).toMatchObject({ value: { kind: 'accepted' } });
  const updates = () => of('orders').flatMap((event) => event.updates);
  await expect
    .poll(() => updates().findLast((row) => row.clientOrderId === clientOrderId)?.status, untilTold)
    .toBe('filled');
  const fills = () => of('executions').flatMap((event) => event.executions);
  await expect
    .poll(() => fills().find((fill) => fill.clientOrderId === clientOrderId)?.quantity, untilTold)
    .toBe(1);
  await expect.poll(() => of('pnl').at(-1)?.netLiquidation?.gt(0), untilTold).toBe(true);
  await world.close();
});

test('a line the broker drops comes back, and the watched quotes with it', async () => {
  const { world, of } = await aListener();
  const stock = await findAapl(world);
  world.ibkr.stream.watchQuotes([stock.conid]);
  await expect.poll(() => of('quote').length, untilTold).toBeGreaterThan(0);
  await world.harness.post('/practice/faults', { kind: 'drop-socket' });
  await expect
    .poll(() => of('socket').some((event) => event.state === 'closed'), untilTold)
    .toBe(true);
  const heard = of('quote').length;
  await expect.poll(() => of('quote').length, untilTold).toBeGreaterThan(heard);
  expect(of('socket').at(-1)?.state).toBe('open');
  await world.close();
});
