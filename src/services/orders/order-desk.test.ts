import { expect, test, vi } from 'vitest';

import { clientOrderIdOf } from '#domain/order.ts';
import { ok } from '#lib/result.ts';
import { aDraft, aStock, openMarketAt, paperAccountId } from '#tests/builders.ts';
import { memoryAudit, memoryIntents } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { DeskState } from '../desk-state.ts';
import { OrderBook } from './order-book.ts';
import { OrderDesk } from './order-desk.ts';
import type { Broker } from '../ports/broker.ts';
import type { Intent } from '../ports/intent-log.ts';
import { OrderReconciler } from './reconcile-orders.ts';

const lost: Intent = {
  draft: aDraft(),
  environment: 'paper',
  storedAt: openMarketAt,
  outcome: { kind: 'unknown', detail: 'timeout' },
};

/** Only what the order list is made of; nothing here may reach a broker. */
function aDesk(over: object = {}) {
  const clock = manualClock();
  const intents = memoryIntents();
  const book = new OrderBook({ clock, onStatus: () => undefined, onExecutions: () => undefined });
  const reconciler = new OrderReconciler({
    intentLog: intents,
    audit: memoryAudit(),
    clock,
    onSettled: () => undefined,
  });
  const deps = { clock, intentLog: intents, audit: memoryAudit(), book, reconciler, ...over };
  const desk = new OrderDesk(deps as unknown as ConstructorParameters<typeof OrderDesk>[0]);
  const rows = () => desk.orders.get().rows.map((row) => `${row.clientOrderId} ${row.status}`);
  return { clock, intents, reconciler, desk, rows };
}

test('an order that a crash left without answer stands in the list as unknown', async () => {
  const { intents, reconciler, rows } = aDesk();
  await intents.recordIntent(lost);
  await reconciler.resume();
  expect(rows()).toEqual(['sd-0001 unknown']);
});

test('an order released by hand leaves the list', async () => {
  const { clock, intents, reconciler, desk, rows } = aDesk();
  await intents.recordIntent(lost);
  await reconciler.resume();
  const nothing = {
    accountId: paperAccountId,
    startedAt: openMarketAt,
    orders: [],
    executions: [],
  };
  await reconciler.compare(nothing);
  await clock.advance(60_000);
  await reconciler.compare(nothing);
  expect(await desk.release(clientOrderIdOf('sd-0001'), 'AAPL')).toMatchObject({ ok: true });
  expect(rows()).toEqual([]);
});

test('an order the desk itself stops is not shown to the broker, and no answer of it is missed', async () => {
  const previewOrder = vi.fn<Broker['previewOrder']>();
  const unread = { get: () => ({ rows: [], value: null }) };
  const { desk } = aDesk({
    state: new DeskState(),
    broker: { previewOrder },
    records: { saveCompliance: async () => ok(undefined) },
    sync: { positions: unread, figures: unread },
    market: {
      increments: async () => ok([]),
      contract: async () => ok(aStock()),
      tradingHours: async () => ok(null),
    },
    quotes: { quote: () => ({ get: () => null }) },
    marketClock: { now: () => openMarketAt },
    optionsLevel: () => 3,
    isSessionReady: () => true,
  });
  const review = await desk.review(aDraft({ quantity: 999_999 }));
  expect(previewOrder).not.toHaveBeenCalled();
  expect(review).toMatchObject({ isAllowed: false, preview: null, previewError: null });
  const codes = review.checks.map(({ code }) => code);
  expect(codes).toContain('QUANTITY_ENORMOUS');
  expect(codes).not.toContain('PREVIEW_MISSING');
});
