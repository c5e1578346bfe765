import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { err, ok } from '#lib/result.ts';
import {
  aBrokerOrder,
  aDraft,
  anAccount,
  anExecution,
  aPosition,
  openMarketAt,
  paperAccountId,
  someFigures,
} from '#tests/builders.ts';
import { memoryAudit, memoryIntents, onlyBroker, otherAccount } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { AccountSync } from './account-sync.ts';
import { DeskState } from '../desk-state.ts';
import { OrderBook } from '../orders/order-book.ts';
import type { BrokerError, BrokerReader, Reply } from '../ports/broker.ts';
import type { StreamEvent } from '../ports/gateway-stream.ts';
import type { Intent } from '../ports/intent-log.ts';
import { OrderReconciler } from '../orders/reconcile-orders.ts';

const everyMs = 30_000;
const slow: BrokerError = { kind: 'no-answer', detail: 'slow' };
const lost: Intent = {
  draft: aDraft(),
  environment: 'paper',
  storedAt: openMarketAt,
  outcome: { kind: 'unknown', detail: 'timeout' },
};

const never = new Promise<never>(() => undefined);

type Read<K extends 'fetchOrders' | 'fetchExecutions' | 'fetchPositions' | 'fetchFigures'> =
  Awaited<ReturnType<BrokerReader[K]>>;

/** A promise stands for an answer that is still to come. */
interface Books {
  orders: Read<'fetchOrders'> | Promise<never>;
  executions: Read<'fetchExecutions'> | Promise<never>;
  positions: Read<'fetchPositions'> | Promise<never>;
  figures: Read<'fetchFigures'> | Promise<never>;
}

/** An account service on a broker whose books a test rewrites. */
function aSync(over: { readonly open?: readonly Intent[]; readonly isLeader?: boolean } = {}) {
  const clock = manualClock();
  const calls: string[] = [];
  const stored: string[] = [];
  const world: Books = {
    orders: ok({ orders: [], isComplete: true }),
    executions: ok([]),
    positions: ok([aPosition()]),
    figures: ok(someFigures()),
  };
  const state = new DeskState();
  state.environment.set('paper');
  state.accountId.set(paperAccountId);
  state.accounts.set({
    accounts: [anAccount()],
    witnesses: { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' },
    proof: 'paper',
  });
  const intents = memoryIntents();
  for (const intent of over.open ?? []) intents.all.set(intent.draft.clientOrderId, intent);
  const reconciler = new OrderReconciler({
    intentLog: intents,
    audit: memoryAudit(),
    clock,
    onSettled: () => undefined,
  });
  const onFill = { run: (): void => undefined };
  const book = new OrderBook({
    clock,
    onStatus: () => undefined,
    onExecutions: () => onFill.run(),
  });
  let tell: (event: StreamEvent) => void = () => undefined;
  const note = <T>(call: string, answer: () => T | Promise<never>): Promise<T> => {
    calls.push(call);
    return Promise.resolve().then(answer);
  };
  const sync = new AccountSync({
    broker: onlyBroker({
      fetchOrders: () => note('orders', () => world.orders),
      fetchExecutions: (days) => note(`executions ${days}`, () => world.executions),
      fetchPositions: () => note('positions', () => world.positions),
      fetchFigures: () => note('figures', () => world.figures),
    }),
    stream: {
      subscribe: (listener) => {
        tell = listener;
        return () => (tell = () => undefined);
      },
      watchQuotes: () => () => undefined,
      watchAccount: () => {
        calls.push('watch');
        return () => void calls.push('unwatch');
      },
      close: () => undefined,
    },
    records: {
      saveAccount: async (identity) => {
        stored.push(`account ${identity.accountId}`);
        return ok(undefined);
      },
      savePositions: async (accountId, rows) => {
        stored.push(`positions ${accountId} ${rows.length}`);
        return ok(undefined);
      },
      markPositionsStale: async (accountId) => {
        stored.push(`late positions ${accountId}`);
        return ok(undefined);
      },
    },
    clock,
    state,
    book,
    reconciler,
    everyMs,
    isLeader: () => over.isLeader ?? true,
    optionsLevel: () => 3,
  });
  onFill.run = () => sync.refreshSoon();
  return {
    sync,
    clock,
    calls,
    stored,
    world,
    state,
    book,
    reconciler,
    intents,
    tell: (event: StreamEvent) => tell(event),
  };
}

const count = (calls: readonly string[], name: string) =>
  calls.filter((call) => call === name).length;

test('listens, then reads account, positions, orders and fills', async () => {
  const { sync, calls, clock } = aSync();
  await sync.start();
  expect(calls.toSorted()).toEqual(['executions 1', 'figures', 'orders', 'positions', 'watch']);
  expect(calls[0]).toBe('watch');
  expect(sync.positions.get()).toMatchObject({ readAt: openMarketAt, error: null });
  expect(sync.positions.get().rows).toHaveLength(1);
  await clock.advance(3 * everyMs);
  expect(count(calls, 'positions')).toBe(4);
});

test('without a picked account nothing is asked', async () => {
  const { sync, calls, state } = aSync();
  state.accountId.set(null);
  await sync.start();
  await sync.readOrders();
  expect(calls).toEqual(['watch']);
});

test('a failed read keeps the rows before it and says so, until one works again', async () => {
  const { sync, clock, world } = aSync();
  await sync.start();
  Object.assign(world, { positions: err(slow), figures: err(slow), orders: err(slow) });
  await clock.advance(everyMs);
  expect(sync.positions.get()).toMatchObject({ readAt: openMarketAt, error: slow });
  expect(sync.positions.get().rows).toHaveLength(1);
  expect(sync.figures.get()).toMatchObject({ value: { accountId: paperAccountId }, error: slow });
  Object.assign(world, { positions: ok([]), figures: ok(someFigures()) });
  await clock.advance(everyMs);
  expect(sync.positions.get()).toEqual({
    rows: [],
    readAt: openMarketAt + 2 * everyMs,
    error: null,
  });
  expect(sync.figures.get().error).toBeNull();
});

test('a failed order list keeps the orders before it', async () => {
  const { sync, clock, world, book } = aSync();
  world.orders = ok({ orders: [aBrokerOrder()], isComplete: true });
  await sync.start();
  world.orders = err(slow);
  await clock.advance(everyMs);
  expect(book.orders.get()).toMatchObject({ error: slow, readAt: openMarketAt });
  expect(book.orders.get().rows).toHaveLength(1);
});

test("the broker's priming answer is no order list", async () => {
  const { sync, world, book } = aSync();
  world.orders = ok({ orders: [], isComplete: false });
  await sync.start();
  expect(book.orders.get().readAt).toBeNull();
});

test('only a complete pair of orders and fills is held against an unknown order', async () => {
  const { sync, clock, world, reconciler } = aSync({ open: [lost] });
  const agreeing = () => reconciler.unknown.get()[0]?.agreeingReads;
  world.orders = ok({ orders: [], isComplete: false });
  await sync.start();
  expect(agreeing()).toBe(0);
  world.orders = ok({ orders: [], isComplete: true });
  world.executions = err(slow);
  await clock.advance(5_200);
  expect(agreeing()).toBe(0);
  world.executions = ok([]);
  await clock.advance(5_200);
  expect(agreeing()).toBe(1);
});

test('while an order is unknown the books are read every 5.2 s, and no longer once it is found', async () => {
  const { sync, clock, calls, world, reconciler } = aSync({ open: [lost] });
  await sync.start();
  await clock.advance(5_200 * 3);
  expect(count(calls, 'orders')).toBe(4);
  world.executions = ok([anExecution()]);
  await clock.advance(5_200);
  expect(reconciler.unknown.get()).toEqual([]);
  const before = count(calls, 'orders');
  await clock.advance(10_400);
  expect(count(calls, 'orders') - before).toBeLessThanOrEqual(2);
});

test('fills are read as far back as the oldest unknown order, a week at most', async () => {
  const daysAgo = (days: number): Intent => ({
    ...lost,
    storedAt: instantOf(openMarketAt - days * 86_400_000),
  });
  const since = async (intent: Intent) => {
    const { sync, calls } = aSync({ open: [intent] });
    await sync.start();
    return calls.find((call) => call.startsWith('executions'));
  };
  expect(await since(daysAgo(0.5))).toBe('executions 2');
  expect(await since(daysAgo(2))).toBe('executions 3');
  expect(await since(daysAgo(30))).toBe('executions 7');
});

test('what changed while the stream was down is read when it is back', async () => {
  const { sync, clock, calls, tell } = aSync();
  await sync.start();
  tell({ kind: 'socket', state: 'open' });
  await clock.advance(1);
  expect(count(calls, 'orders')).toBe(1);
  tell({ kind: 'socket', state: 'closed' });
  tell({ kind: 'socket', state: 'open' });
  await clock.advance(1);
  expect(count(calls, 'orders')).toBe(2);
});

test('after a fill the account is read once more, 0.7 s after the last of a burst', async () => {
  const { sync, clock, calls, tell } = aSync();
  await sync.start();
  for (const fill of ['01', '02', '03']) {
    const executionId = `0000e0d5.6744f00a.${fill}.01` as never;
    tell({ kind: 'executions', executions: [anExecution({ executionId })] });
    await clock.advance(500);
  }
  expect(count(calls, 'positions')).toBe(1);
  await clock.advance(200);
  expect(count(calls, 'positions')).toBe(2);
  await clock.advance(everyMs - 1);
  expect(count(calls, 'positions')).toBe(2);
});

test('fills that never pause do not put the reading off for ever, and the last is followed by one', async () => {
  const { sync, clock, calls } = aSync();
  await sync.start();
  for (let fill = 0; fill < 20; fill += 1) {
    sync.refreshSoon();
    await clock.advance(500);
  }
  expect(count(calls, 'positions')).toBeGreaterThanOrEqual(3);
  const before = count(calls, 'positions');
  await clock.advance(1_400);
  expect(count(calls, 'positions')).toBeGreaterThan(before);
});

test('profit and loss follow the stream without a read; what it does not tell stays', async () => {
  const { sync, calls, tell } = aSync();
  const pnl = {
    dailyPnl: new Big('12.50'),
    unrealizedPnl: null,
    netLiquidation: new Big('100012.5'),
  };
  await sync.start();
  const before = calls.length;
  tell({ kind: 'pnl', ...pnl });
  const { value } = sync.figures.get();
  expect([
    value?.dailyPnl?.toFixed(2),
    value?.unrealizedPnl?.toFixed(2),
    value?.netLiquidation?.toFixed(2),
    value?.buyingPower?.toFixed(2),
  ]).toEqual(['12.50', '0.00', '100012.50', '400000.00']);
  expect(calls).toHaveLength(before);
});

test('a profit frame before the first reading is not enough for figures', async () => {
  const { sync, tell, world } = aSync();
  world.figures = err(slow);
  await sync.start();
  tell({ kind: 'pnl', dailyPnl: new Big(1), unrealizedPnl: null, netLiquidation: null });
  expect(sync.figures.get().value).toBeNull();
});

test('an answer for the account before is not shown for the one after', async () => {
  const { sync, state, world, book, stored } = aSync();
  let answer: (rows: Read<'fetchPositions'>) => void = () => undefined;
  await sync.start();
  Object.assign(world, {
    positions: new Promise((resolve: typeof answer) => (answer = resolve)) as Reply<never>,
    orders: ok({ orders: [aBrokerOrder()], isComplete: true }),
  });
  stored.length = 0;
  const reading = sync.syncNow();
  state.accountId.set(otherAccount);
  answer(ok([]));
  await reading;
  expect(sync.positions.get().rows).toHaveLength(1);
  expect(book.orders.get().rows).toEqual([]);
  expect(stored).toEqual([]);
});

test('only the leading tab stores what it read', async () => {
  const leader = aSync();
  await leader.sync.start();
  expect(leader.stored).toEqual(['account DU7418203', 'positions DU7418203 1']);
  const other = aSync({ isLeader: false });
  await other.sync.start();
  expect(other.stored).toEqual([]);
});

test('positions that could not be read are not stored as none', async () => {
  const { sync, world, stored } = aSync();
  world.positions = err(slow);
  await sync.start();
  expect(stored).toEqual(['account DU7418203', 'late positions DU7418203']);
});

test('once stopped it shows nothing, asks nothing and hears nothing', async () => {
  const { sync, clock, calls, tell } = aSync({ open: [lost] });
  await sync.start();
  sync.stop();
  const before = [...calls];
  tell({ kind: 'executions', executions: [anExecution()] });
  await clock.advance(10 * everyMs);
  expect(calls).toEqual(before);
  expect(calls.at(-1)).toBe('unwatch');
  expect(sync.positions.get()).toEqual({ rows: null, readAt: null, error: null });
});

test('stopping while it starts leaves nothing running', async () => {
  const { sync, clock, calls } = aSync();
  const started = sync.start();
  sync.stop();
  await started;
  await clock.advance(10 * everyMs);
  expect(calls).toEqual([]);
});

test('a second start takes the place of the first', async () => {
  const { sync, calls } = aSync();
  await Promise.all([sync.start(), sync.start()]);
  expect([count(calls, 'watch'), count(calls, 'positions')]).toEqual([1, 1]);
});

test('wishes for the order list during a reading are served by one reading after it', async () => {
  const { sync, calls } = aSync();
  await sync.start();
  calls.length = 0;
  await Promise.all([1, 2, 3, 4, 5].map(() => sync.readOrders()));
  expect(count(calls, 'orders')).toBe(2);
  await sync.readOrders();
  expect(count(calls, 'orders')).toBe(3);
});

test('a reading that was under way when the order got lost is no evidence about it', async () => {
  const { sync, clock, reconciler, world } = aSync();
  await sync.start();
  let answer: (orders: Read<'fetchOrders'>) => void = () => undefined;
  const slowly = new Promise<Read<'fetchOrders'>>((resolve) => (answer = resolve));
  Object.assign(world, { orders: slowly });
  const reading = sync.readOrders();
  await clock.advance(100);
  reconciler.add(lost, 'timeout');
  answer(ok({ orders: [], isComplete: true }));
  await reading;
  expect(reconciler.unknown.get()[0]?.agreeingReads).toBe(0);
});

test('a short wait for the budget that tabs share is no trouble: orders are read right after it', async () => {
  const { sync, clock, world, book, calls } = aSync();
  world.orders = err({ kind: 'rate-limited', retryAfterMs: 6_000 });
  await sync.start();
  expect(book.orders.get()).toMatchObject({ readAt: null, error: null });
  world.orders = ok({ orders: [aBrokerOrder()], isComplete: true });
  await clock.advance(6_000);
  expect(calls.filter((call) => call === 'orders')).toHaveLength(2);
  expect(book.orders.get().rows).toHaveLength(1);
});

test('a read that fails is told at once, also while the reads beside it hang', async () => {
  const { sync, world, book } = aSync();
  world.positions = err(slow);
  world.figures = never;
  world.orders = err(slow);
  world.executions = never;
  void sync.start();
  await expect.poll(() => sync.positions.get()).toMatchObject({ rows: null, error: slow });
  await expect.poll(() => book.orders.get()).toMatchObject({ readAt: null, error: slow });
  expect(sync.figures.get()).toEqual({ value: null, error: null });
});

test('what was never read is asked for again after 10 s, and on time once it is there', async () => {
  const { sync, world, calls, clock } = aSync();
  world.positions = err({ kind: 'rejected', reason: 'no' });
  await sync.start();
  await clock.advance(10_000);
  expect(count(calls, 'positions')).toBe(2);
  world.positions = ok([aPosition()]);
  await clock.advance(10_000);
  expect(sync.positions.get()).toMatchObject({ error: null });
  expect(count(calls, 'positions')).toBe(3);
  await clock.advance(20_000);
  expect(count(calls, 'positions')).toBe(3);
});

test('a missing login or a gateway that hangs is no reason to ask more often', async () => {
  const { sync, world, calls, clock } = aSync();
  world.positions = err({ kind: 'unauthenticated' });
  world.figures = err(slow);
  await sync.start();
  await clock.advance(20_000);
  expect(count(calls, 'positions')).toBe(1);
});
