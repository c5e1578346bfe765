import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { clientOrderIdOf } from '#domain/order.ts';
import { instantOf } from '#domain/time.ts';
import {
  aBrokerOrder,
  aDraft,
  anExecution,
  openMarketAt,
  paperAccountId,
} from '#tests/builders.ts';
import { memoryAudit, memoryIntents, otherAccount } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { Intent } from '../ports/intent-log.ts';
import { OrderReconciler } from './reconcile-orders.ts';

const lost: Intent = {
  draft: aDraft(),
  environment: 'paper',
  storedAt: openMarketAt,
  outcome: { kind: 'unknown', detail: 'timeout' },
};
const nothing = {
  accountId: paperAccountId,
  startedAt: instantOf(openMarketAt + 60_000),
  orders: [],
  executions: [],
};
const id = clientOrderIdOf('sd-0001');

async function aSearch() {
  const clock = manualClock();
  const intents = memoryIntents();
  const audit = memoryAudit();
  await intents.recordIntent(lost);
  const found: string[] = [];
  const reconciler = new OrderReconciler({
    intentLog: intents,
    audit,
    clock,
    onSettled: (_intent, outcome) => found.push(outcome.kind),
  });
  await reconciler.resume();
  return { clock, intents, audit, reconciler, found };
}

test('what an earlier visit left open is searched for, and locks its account, contract and side only', async () => {
  const { reconciler } = await aSearch();
  const conid = conidOf(700001);
  expect(reconciler.unknown.get()).toHaveLength(1);
  expect(reconciler.isLocked(paperAccountId, conid, 'buy')).toBe(true);
  expect(reconciler.isLocked(paperAccountId, conid, 'sell')).toBe(false);
  expect(reconciler.isLocked(otherAccount, conid, 'buy')).toBe(false);
  expect(reconciler.isLocked(paperAccountId, conidOf(700002), 'buy')).toBe(false);
});

test('an order that the log told of first is searched for once, and shown once', async () => {
  const { reconciler } = await aSearch();
  const before = reconciler.unknown.get();
  reconciler.add(lost, 'no answer');
  expect(reconciler.unknown.get()).toEqual(before);
  expect(before).toHaveLength(1);
});

test('an order found in the list by our id settles the search', async () => {
  const { reconciler, intents, found, audit } = await aSearch();
  await reconciler.compare({ ...nothing, orders: [aBrokerOrder()] });
  expect(reconciler.unknown.get()).toEqual([]);
  expect(found).toEqual(['accepted']);
  expect(intents.all.get(id)?.outcome).toEqual({ kind: 'accepted', brokerOrderId: '1370093239' });
  expect(audit.kinds()).toEqual(['order.reconciled']);
});

test('two reads at once that both show the order settle it once', async () => {
  const { reconciler, found, audit } = await aSearch();
  const book = { ...nothing, orders: [aBrokerOrder()] };
  await Promise.all([reconciler.compare(book), reconciler.compare(book)]);
  await reconciler.compare(book);
  expect(found).toEqual(['accepted']);
  expect(audit.kinds()).toEqual(['order.reconciled']);
});

test('a fill alone is proof too', async () => {
  const { reconciler, found } = await aSearch();
  await reconciler.compare({ ...nothing, executions: [anExecution()] });
  expect(found).toEqual(['accepted']);
});

test('an order the broker refused is found as refused', async () => {
  const { reconciler, found } = await aSearch();
  const refused = aBrokerOrder({ status: 'rejected', reason: 'No margin.' });
  await reconciler.compare({ ...nothing, orders: [refused] });
  expect(found).toEqual(['rejected']);
});

test('the lock opens only after a minute, two agreeing reads and the right word typed', async () => {
  const { reconciler, clock, intents } = await aSearch();
  const release = (typed: string) => reconciler.release(id, typed);

  await reconciler.compare(nothing);
  await clock.advance(60_000);
  expect(await release('AAPL')).toEqual({ ok: false, error: 'too-early' });

  await reconciler.compare(nothing);
  expect(reconciler.unknown.get()[0]?.mayRelease).toBe(true);
  expect(await release('SPY')).toEqual({ ok: false, error: 'wrong-text' });
  expect(await release(' aapl ')).toEqual({ ok: true, value: undefined });
  expect(reconciler.unknown.get()).toEqual([]);
  expect(intents.all.get(id)?.outcome).toEqual({ kind: 'released' });
});

test('two reads within the minute do not open the lock', async () => {
  const { reconciler, clock } = await aSearch();
  await reconciler.compare(nothing);
  await clock.advance(59_999);
  await reconciler.compare(nothing);
  expect(await reconciler.release(id, 'AAPL')).toEqual({ ok: false, error: 'too-early' });
});

test("reads of another account's orders prove nothing about this one's", async () => {
  const { reconciler, clock } = await aSearch();
  const otherBook = { ...nothing, accountId: otherAccount };
  await clock.advance(60_000);
  await reconciler.compare(otherBook);
  await reconciler.compare(otherBook);
  expect(reconciler.unknown.get()[0]).toMatchObject({ agreeingReads: 0, mayRelease: false });
  expect(await reconciler.release(id, 'AAPL')).toEqual({ ok: false, error: 'too-early' });
});

test('a reading that began before the order was lost proves nothing, one that shows it does', async () => {
  const { reconciler } = await aSearch();
  const earlier = { ...nothing, startedAt: instantOf(openMarketAt - 1) };
  await reconciler.compare(earlier);
  expect(reconciler.unknown.get()[0]?.agreeingReads).toBe(0);
  await reconciler.compare({ ...earlier, orders: [aBrokerOrder()] });
  expect(reconciler.unknown.get()).toEqual([]);
});

const askedAbout: Intent = { ...lost, outcome: null };
const unanswered = { messages: ['Sure?'], askedAt: openMarketAt, isAnswered: false };

test('an order that a living tab is sending or asked about is not unknown; when that tab dies it is', async () => {
  const { intents, reconciler } = await aSearch();
  await intents.recordOutcome(id, { kind: 'discarded' });
  const other = { ...askedAbout, draft: aDraft({ clientOrderId: clientOrderIdOf('sd-0002') }) };
  intents.underway.add(other.draft.clientOrderId);
  await intents.recordIntent(other);
  await reconciler.resume();
  expect(reconciler.unknown.get()).toEqual([]);
  expect(reconciler.underway.get()).toEqual([other]);
  intents.underway.clear();
  intents.tell();
  await reconciler.resume();
  expect(reconciler.unknown.get().map(({ intent }) => intent)).toEqual([other]);
  expect(reconciler.underway.get()).toEqual([]);
});

test('what another tab settled is not searched for any more, and what it lost is', async () => {
  const { intents, reconciler } = await aSearch();
  await intents.recordOutcome(id, { kind: 'discarded' });
  await reconciler.resume();
  expect(reconciler.unknown.get()).toEqual([]);
  await intents.recordOutcome(id, { kind: 'unknown', detail: 'timeout' });
  await reconciler.resume();
  expect(reconciler.unknown.get()[0]?.trail.map(({ text }) => text)).toEqual([
    'Sent once. What came back does not settle it: timeout',
  ]);
});

test('a question nobody answered ends with the first read that does not list the order', async () => {
  const { intents, reconciler, found, audit } = await aSearch();
  intents.all.set(id, { ...askedAbout, asked: unanswered });
  reconciler.unknown.set([]);
  await reconciler.resume();
  expect(reconciler.isLocked(paperAccountId, conidOf(700001), 'buy')).toBe(true);
  await reconciler.compare(nothing);
  expect(found).toEqual(['discarded']);
  expect(intents.all.get(id)?.outcome).toEqual({ kind: 'discarded' });
  expect(audit.entries.at(-1)).toMatchObject({
    kind: 'order.reconciled',
    summary: 'The broker’s question was never answered, and the broker lists no such order.',
  });
});

test('an answered question says nothing: the order stays unknown until the trader decides', async () => {
  const { intents, reconciler, found } = await aSearch();
  intents.all.set(id, { ...askedAbout, asked: { ...unanswered, isAnswered: true } });
  reconciler.unknown.set([]);
  await reconciler.resume();
  await reconciler.compare(nothing);
  expect(found).toEqual([]);
  expect(reconciler.unknown.get()[0]?.agreeingReads).toBe(1);
});

test('an order that this tab lost and the store told first is searched for once', async () => {
  const { reconciler } = await aSearch();
  reconciler.add(lost, 'No answer within 15 s.');
  expect(reconciler.unknown.get()).toHaveLength(1);
});
