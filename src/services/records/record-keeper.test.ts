import { Big } from 'big.js';
import { expect, test, vi } from 'vitest';

import { executionIdOf } from '#domain/execution.ts';
import { brokerOrderIdOf } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { err, ok } from '#lib/result.ts';
import {
  aBrokerOrder,
  aDraft,
  anExecution,
  openMarketAt,
  paperAccountId,
} from '#tests/builders.ts';
import { memoryAudit } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { DeskState } from '../desk-state.ts';
import { NoticeBoard } from '../notice-board.ts';
import type { OrderRecord } from '../ports/records.ts';
import { RecordKeeper } from './record-keeper.ts';

interface Over {
  readonly isLeader?: boolean;
  readonly environment?: Environment | null;
  /** What the log says of the order already. */
  readonly noted?: string;
}

function aKeeper(over: Over = {}) {
  const clock = manualClock();
  const state = new DeskState();
  state.environment.set(over.environment === undefined ? 'practice' : over.environment);
  const audit = memoryAudit();
  const notices = new NoticeBoard(clock);
  const orders: OrderRecord[] = [];
  const known = new Set<string>();
  const world = { isAway: false, fills: 0 };
  const keeper = new RecordKeeper({
    clock,
    state,
    notices,
    audit: {
      append: audit.append,
      load: async ({ text }) => {
        if (world.isAway) throw new Error('the database is away');
        const entry = { summary: over.noted ?? '' };
        return entry.summary.includes(text ?? '') ? [entry as never] : [];
      },
    },
    records: {
      saveOrder: async (record) => {
        orders.push(record);
        return ok(undefined);
      },
      saveExecutions: async (executions) => {
        if (world.isAway) return err({ kind: 'away', detail: '' });
        const fresh = executions.filter(({ executionId }) => !known.has(executionId));
        for (const { executionId } of fresh) known.add(executionId);
        return ok(fresh.length);
      },
    },
    isLeader: () => over.isLeader ?? true,
    onFill: () => void (world.fills += 1),
  });
  const codes = () => notices.notices.get().map(({ severity, code }) => `${severity} ${code}`);
  const summaries = () => audit.entries.map(({ summary }) => summary);
  return { keeper, state, audit, notices, orders, world, codes, summaries };
}

const submitted = aBrokerOrder();
const half = aBrokerOrder({ totalQuantity: 2, filledQuantity: 1, brokerStatus: 'Submitted' });
const filled = aBrokerOrder({
  status: 'filled',
  brokerStatus: 'Filled',
  filledQuantity: 1,
  averagePrice: new Big('2.50'),
});

test('each status of an order is stored and noted, in the order in which it came', async () => {
  const { keeper, orders, audit, summaries } = aKeeper();
  keeper.status(submitted, null);
  keeper.status(filled, submitted);
  await vi.waitFor(() => expect(audit.entries).toHaveLength(2));
  expect(summaries()).toEqual([
    'Order 1370093239 is Submitted, 0 of 1 filled.',
    'Order 1370093239 is Filled, 1 of 1 filled.',
  ]);
  expect(audit.entries[1]).toMatchObject({
    kind: 'order.status',
    at: openMarketAt,
    environment: 'practice',
    accountId: paperAccountId,
    clientOrderId: 'sd-0001',
    detail: { before: 'Submitted', order: { averagePrice: '2.5' } },
  });
  expect(orders.map(({ order }) => order?.status)).toEqual(['submitted', 'filled']);
});

test('an order that is listed no more is noted with what the broker called it last', async () => {
  const { keeper, summaries, orders } = aKeeper();
  keeper.status({ ...submitted, status: 'unlisted' }, submitted);
  await vi.waitFor(() => expect(orders).toHaveLength(1));
  await vi.waitFor(() =>
    expect(summaries()).toEqual([
      'Order 1370093239 is listed no more by the broker, which last called it Submitted, 0 of 1 filled.',
    ]),
  );
});

test('what was noted before a reload is not noted again, a newer status is', async () => {
  const noted = 'Order 1370093239 is Submitted, 0 of 1 filled.';
  const same = aKeeper({ noted });
  same.keeper.status(submitted, null);
  await vi.waitFor(() => expect(same.orders).toHaveLength(1));
  expect(same.audit.entries).toEqual([]);

  const newer = aKeeper({ noted });
  newer.keeper.status(filled, null);
  await vi.waitFor(() => expect(newer.audit.entries).toHaveLength(1));
});

test('a log that cannot be read loses nothing', async () => {
  const { keeper, audit, world } = aKeeper();
  world.isAway = true;
  keeper.status(submitted, null);
  keeper.executions([anExecution()]);
  await vi.waitFor(() => expect(audit.kinds()).toEqual(['order.status', 'execution.seen']));
});

test('a fill is noted once, however often the broker tells it', async () => {
  const { keeper, audit, world } = aKeeper();
  const second = anExecution({ executionId: executionIdOf('0000e0d5.6744f00a.02.01') });
  keeper.executions([anExecution()]);
  keeper.executions([anExecution(), second]);
  await vi.waitFor(() => expect(audit.entries).toHaveLength(2));
  expect(audit.entries[0]).toMatchObject({
    kind: 'execution.seen',
    summary: "buy 1 AAPL JAN 15 '27 195 Call at 2.5.",
    clientOrderId: 'sd-0001',
  });
  expect(world.fills).toBe(2);
});

test('a tab that does not lead tells the trader and writes nothing', async () => {
  const { keeper, audit, orders, codes, world } = aKeeper({ isLeader: false });
  keeper.status(filled, submitted);
  keeper.executions([anExecution()]);
  await Promise.resolve();
  expect([audit.entries, orders, world.fills]).toEqual([[], [], 2]);
  expect(codes()).toEqual(['info ORDER_FILLED']);
});

test('without a connection nothing is written', async () => {
  const { keeper, audit, orders } = aKeeper({ environment: null });
  keeper.status(submitted, null);
  keeper.executions([anExecution()]);
  await Promise.resolve();
  expect([audit.entries, orders]).toEqual([[], []]);
});

test.each([
  ['filled', filled, 'info ORDER_FILLED'],
  ['partly filled', half, 'info ORDER_PARTLY_FILLED'],
  ['rejected', aBrokerOrder({ status: 'rejected', reason: 'No margin.' }), 'block ORDER_REJECTED'],
  ['canceled', aBrokerOrder({ status: 'canceled' }), 'info ORDER_CANCELED'],
  [
    'canceled after a part of it filled, told at once',
    aBrokerOrder({ status: 'canceled', totalQuantity: 2, filledQuantity: 1 }),
    'info ORDER_CANCELED',
  ],
  ['listed no more', aBrokerOrder({ status: 'unlisted' }), 'warn ORDER_UNLISTED'],
])('the trader is told that an order was %s', (_name, order, notice) => {
  const { keeper, codes } = aKeeper();
  keeper.status(order, submitted);
  expect(codes()).toEqual([notice]);
});

test('what an order was before the desk looked is no news', () => {
  const { keeper, codes, world } = aKeeper();
  keeper.status(filled, null);
  keeper.status(submitted, aBrokerOrder({ brokerStatus: 'PreSubmitted' }));
  expect([codes(), world.fills]).toEqual([[], 0]);
});

test('an order that was lost and found is told and stored with how it ended', () => {
  const { keeper, codes, orders } = aKeeper();
  const draft = aDraft();
  const outcome = { kind: 'accepted', brokerOrderId: brokerOrderIdOf('1') } as const;
  keeper.settled({ draft, environment: 'paper', storedAt: openMarketAt, outcome: null }, outcome);
  expect(codes()).toEqual(['info ORDER_FOUND']);
  expect(orders).toEqual([{ draft, order: null, outcome, environment: 'paper', at: openMarketAt }]);
});

test('an order whose question nobody answered is told to be none, and stays told', () => {
  const { keeper, codes, orders } = aKeeper();
  const draft = aDraft();
  const outcome = { kind: 'discarded' } as const;
  keeper.settled({ draft, environment: 'paper', storedAt: openMarketAt, outcome: null }, outcome);
  expect(codes()).toEqual(['warn QUESTION_LAPSED']);
  expect(orders).toMatchObject([{ draft, outcome }]);
});

test('a step that fails does not stop the ones after it', async () => {
  const { keeper, audit, orders } = aKeeper();
  vi.spyOn(orders, 'push').mockImplementationOnce(() => {
    throw new Error('no room');
  });
  keeper.status(submitted, null);
  keeper.status(filled, submitted);
  await vi.waitFor(() => expect(audit.entries).toHaveLength(1));
  expect(orders.map(({ order }) => order?.status)).toEqual(['filled']);
});
