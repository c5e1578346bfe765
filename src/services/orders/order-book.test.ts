import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { brokerOrderIdOf, clientOrderIdOf, type BrokerOrder } from '#domain/order.ts';
import { executionIdOf } from '#domain/execution.ts';
import { aBrokerOrder, aDraft, anExecution, openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { OrderBook } from './order-book.ts';

function aBook() {
  const told: string[] = [];
  const fresh: number[] = [];
  const book = new OrderBook({
    clock: manualClock(),
    onStatus: (order) => told.push(`${order.status} ${order.filledQuantity}`),
    onExecutions: (executions) => fresh.push(executions.length),
  });
  return { book, told, fresh };
}

const step = (filledQuantity: number, status: BrokerOrder['status']) =>
  aBrokerOrder({ totalQuantity: 3, filledQuantity, remainingQuantity: 3 - filledQuantity, status });

const story = [
  step(0, 'pending-submit'),
  step(0, 'submitted'),
  step(1, 'submitted'),
  step(2, 'submitted'),
  step(3, 'filled'),
];

test('the same rows in any order and number end in the same place', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(story, { minLength: 1 }),
      fc.array(fc.nat(4)),
      (rows, again) => {
        const { book } = aBook();
        const repeats = again.flatMap((index) => story[index] ?? []);
        const last = story.at(-1);
        if (last === undefined) throw new Error('no story');
        book.takeOrders([...rows, ...repeats, last, ...rows, ...repeats]);
        expect(book.brokerOrders()).toEqual([last]);
      },
    ),
  );
});

const listed = aBrokerOrder({ status: 'submitted' });
const other = aBrokerOrder({ brokerOrderId: brokerOrderIdOf('88'), status: 'filled' });
const statuses = (book: OrderBook) => book.orders.get().rows.map(({ status }) => status);

test('a working order that two complete lists lack is not called working; listed again, it is', () => {
  const { book, told } = aBook();
  book.takeOrders([listed, other]);
  book.takeOrders([other]);
  expect(statuses(book)).toEqual(['submitted', 'filled']);
  book.takeOrders([other]);
  expect(statuses(book)).toEqual(['unlisted', 'filled']);
  expect(book.brokerOrders()[0]?.status).toBe('unlisted');
  book.takeUpdates([listed]);
  expect(statuses(book)).toEqual(['submitted', 'filled']);
  expect(told).toEqual(['submitted 0', 'filled 0', 'unlisted 0', 'submitted 0']);
});

test('an order that ended stays as it ended, however long the broker lists it', () => {
  const { book } = aBook();
  book.takeOrders([other]);
  for (let read = 0; read < 3; read += 1) book.takeOrders([]);
  expect(statuses(book)).toEqual(['filled']);
});

test('each status is told once', () => {
  const { book, told } = aBook();
  book.takeOrders(story);
  book.takeOrders(story);
  expect(told).toEqual([
    'pending-submit 0',
    'submitted 0',
    'submitted 1',
    'submitted 2',
    'filled 3',
  ]);
});

test('an update of an order never seen whole waits for the next read', () => {
  const { book } = aBook();
  book.takeUpdates([{ brokerOrderId: brokerOrderIdOf('9'), status: 'filled' }]);
  expect(book.orders.get().rows).toEqual([]);
});

test('an update changes only what it names', () => {
  const { book } = aBook();
  book.takeOrders([aBrokerOrder()]);
  book.takeUpdates([
    { brokerOrderId: aBrokerOrder().brokerOrderId, averagePrice: new Big('2.49') },
  ]);
  expect(book.brokerOrders()[0]).toMatchObject({ status: 'submitted', totalQuantity: 1 });
  expect(book.brokerOrders()[0]?.averagePrice?.toFixed()).toBe('2.49');
});

test('a fill told twice is one fill', () => {
  const { book, fresh } = aBook();
  book.takeExecutions([anExecution()], true);
  book.takeExecutions([anExecution(), anExecution({ executionId: executionIdOf('x.02') })], false);
  expect(fresh).toEqual([1, 1]);
  expect(book.executions.get().rows).toHaveLength(2);
});

test('a commission that comes after its fill is news, and is not forgotten again', () => {
  const { book, fresh } = aBook();
  book.takeExecutions([anExecution({ commission: null })], false);
  book.takeExecutions([anExecution({ commission: new Big('1.05') })], true);
  book.takeExecutions([anExecution({ commission: null })], false);
  expect(fresh).toEqual([1, 1]);
  expect(book.executions.get().rows.map((row) => row.commission?.toFixed())).toEqual(['1.05']);
});

test('an order being searched for is shown until the broker lists it', () => {
  const { book } = aBook();
  const draft = aDraft({ clientOrderId: clientOrderIdOf('sd-0001') });
  const outcome = { kind: 'unknown', detail: 'timeout' } as const;
  book.setIntents([], [{ draft, environment: 'paper', storedAt: openMarketAt, outcome }]);
  expect(book.orders.get().rows.map((row) => row.status)).toEqual(['unknown']);
  book.takeOrders([aBrokerOrder()]);
  expect(book.orders.get().rows.map((row) => row.status)).toEqual(['submitted']);
});

test('a failed read keeps the rows and says so', () => {
  const { book } = aBook();
  book.takeOrders([aBrokerOrder()]);
  book.takeError({ kind: 'no-answer', detail: 'slow' });
  expect(book.orders.get()).toMatchObject({ error: { kind: 'no-answer' }, readAt: openMarketAt });
  expect(book.orders.get().rows).toHaveLength(1);
});

test('a read held back while the broker asks is no failure', () => {
  const { book } = aBook();
  book.takeError({ kind: 'refused', code: 'CONVERSATION_OPEN', detail: 'the reply comes first' });
  expect(book.orders.get().error).toBeNull();
});

test('an order under way is told from one that a crash lost, and a question without a yes from both', () => {
  const { book } = aBook();
  const intent = (id: string, isAnswered: boolean | null) => ({
    draft: aDraft({ clientOrderId: clientOrderIdOf(id) }),
    environment: 'paper' as const,
    storedAt: openMarketAt,
    outcome: null,
    ...(isAnswered === null
      ? {}
      : { asked: { messages: ['Sure?'], askedAt: openMarketAt, isAnswered } }),
  });
  book.setIntents([intent('a', null), intent('b', false)], [intent('c', true), intent('d', false)]);
  expect(book.orders.get().rows.map((row) => row.status)).toEqual([
    'sending',
    'question',
    'unknown',
    'question',
  ]);
});
