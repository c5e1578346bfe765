import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { lanes, type Lane } from '#config/host-api.ts';
import { aFakeHostClock } from '#tests/fake-host-clock.ts';

import { refusal } from '../http/refusal.ts';

import { OrderConversation } from './order-conversation.ts';
import { RequestBudget } from './request-budget.ts';
import { RequestQueue, type Ticket, type Turn } from './request-queue.ts';
import { Slots } from './slots.ts';

/** A queue whose calls are answered by hand. `log` tells what happened, in order. */
function aQueue() {
  const clock = aFakeHostClock();
  const budget = new RequestBudget();
  const conversation = new OrderConversation();
  const slots = new Slots();
  const queue = new RequestQueue({ clock, budget, slots, conversation });
  const log: string[] = [];
  const turns = new Map<string, Turn>();
  const refusals = new Map<string, string>();
  const enter = (name: string, ticket: Partial<Ticket> = {}) => {
    void queue
      .enter({
        lane: 'background',
        endpoint: null,
        part: { kind: 'other' },
        maxWaitMs: 9_000,
        ...ticket,
      })
      .then((result) => {
        if (result.ok) {
          result.value.left();
          turns.set(name, result.value);
        }
        if (!result.ok) refusals.set(name, result.error.code);
        log.push(result.ok ? `sent ${name}` : `refused ${name}`);
      });
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { clock, budget, conversation, slots, queue, log, turns, refusals, enter, settle };
}

test('three calls go out at once, the fourth slot is kept for orders', async () => {
  const { enter, settle, log, turns } = aQueue();
  for (const name of ['a', 'b', 'c', 'd']) enter(name, { lane: 'session' });
  enter('order', { lane: 'orders' });
  await settle();
  expect(log).toEqual(['sent a', 'sent b', 'sent c', 'sent order']);
  turns.get('a')?.free();
  await settle();
  expect(log).toHaveLength(4);
  turns.get('order')?.free();
  await settle();
  expect(log.at(-1)).toBe('sent d');
});

test('higher lanes overtake, calls of one lane keep their order', async () => {
  const { enter, settle, log, turns } = aQueue();
  for (const name of ['x', 'y', 'z']) enter(name);
  await settle();
  enter('late background');
  enter('chain 1', { lane: 'chain' });
  enter('chain 2', { lane: 'chain' });
  enter('session', { lane: 'session' });
  for (const name of ['x', 'y', 'z']) turns.get(name)?.free();
  await settle();
  expect(log.slice(3)).toEqual(['sent session', 'sent chain 1', 'sent chain 2']);
});

test('a call that hangs keeps its slot: two stop background reads, three stop all but orders, four everything', async () => {
  const { enter, settle, log, turns, refusals, queue, slots, clock } = aQueue();
  for (const name of ['a', 'b']) enter(name);
  await settle();
  for (const name of ['a', 'b']) turns.get(name)?.hang();
  enter('background');
  enter('chain', { lane: 'chain' });
  await settle();
  expect(log).toEqual(['sent a', 'sent b', 'sent chain']);
  turns.get('chain')?.hang();
  enter('session', { lane: 'session' });
  enter('order', { lane: 'orders' });
  await settle();
  expect(refusals.get('session')).toBe('GATEWAY_WEDGED');
  expect(log).toContain('sent order');
  turns.get('order')?.hang();
  enter('next order', { lane: 'orders' });
  await settle();
  expect(refusals.get('next order')).toBe('GATEWAY_WEDGED');
  expect(slots.facts()).toEqual({ busy: 0, hung: 4, limit: 4, isWedged: true });
  clock.advance(9_000);
  await settle();
  expect(refusals.get('background')).toBe('GATEWAY_WEDGED');
  turns.get('a')?.free();
  turns.get('b')?.free();
  enter('recovered', { lane: 'session' });
  await settle();
  expect(log.at(-1)).toBe('sent recovered');
  expect(queue.waiting).toBe(0);
});

test('a call that finds no slot in its time is refused as unsent', async () => {
  const { enter, settle, refusals, clock } = aQueue();
  for (const name of ['a', 'b', 'c']) enter(name);
  enter('d', { maxWaitMs: 500 });
  await settle();
  clock.advance(499);
  await settle();
  expect(refusals.size).toBe(0);
  clock.advance(1);
  await settle();
  expect(refusals.get('d')).toBe('GATEWAY_TIMEOUT');
});

test('a call that can never be in time is refused at once, with the time to wait', async () => {
  const { enter, settle, refusals, turns } = aQueue();
  const validate = { key: 'validate', count: 1, windowMs: 60_000 };
  enter('first', { endpoint: validate });
  await settle();
  turns.get('first')?.free();
  enter('second', { endpoint: validate });
  await settle();
  expect(refusals.get('second')).toBe('RATE_LIMITED');
});

test('a call for a limited endpoint waits its turn without holding up others', async () => {
  const { enter, settle, log, turns, clock } = aQueue();
  const orders = { key: 'orders', count: 1, windowMs: 5_000 };
  enter('orders 1', { endpoint: orders });
  await settle();
  turns.get('orders 1')?.free();
  enter('orders 2', { endpoint: orders });
  enter('other');
  await settle();
  expect(log).toEqual(['sent orders 1', 'sent other']);
  clock.advance(5_100);
  await settle();
  expect(log).toEqual(['sent orders 1', 'sent other', 'sent orders 2']);
});

test('between a question and its reply nothing else is sent', async () => {
  const { enter, settle, log, turns, refusals, clock, conversation, queue } = aQueue();
  enter('order', { lane: 'orders', part: { kind: 'write' } });
  await settle();
  enter('tickle', { lane: 'session' });
  await settle();
  turns.get('order')?.free();
  conversation.answered(['q1'], clock.now());
  queue.pump();
  enter('another order', { lane: 'orders', part: { kind: 'write' } });
  enter('wrong reply', { lane: 'orders', part: { kind: 'reply', id: 'q0' } });
  await settle();
  expect(log.slice(0, 1)).toEqual(['sent order']);
  expect(refusals.get('another order')).toBe('CONVERSATION_OPEN');
  expect(refusals.get('wrong reply')).toBe('CONVERSATION_OPEN');
  clock.advance(5_000);
  enter('reply', { lane: 'orders', part: { kind: 'reply', id: 'q1' } });
  await settle();
  expect(log.at(-1)).toBe('sent reply');
  turns.get('reply')?.free();
  conversation.answered([], clock.now());
  queue.pump();
  await settle();
  expect(log.at(-1)).toBe('sent tickle');
});

test('while a question is open only two reads wait, so that the browser has a connection for the reply', async () => {
  const { enter, settle, refusals, clock, conversation, queue } = aQueue();
  conversation.sent({ kind: 'write' }, clock.now());
  for (const name of ['a', 'b', 'c', 'd']) enter(name);
  enter('session', { lane: 'session' });
  await settle();
  expect(refusals.size).toBe(0);
  conversation.answered(['q1'], clock.now());
  queue.pump();
  await settle();
  expect([...refusals.keys()]).toEqual(['b', 'c', 'd']);
  enter('e', { lane: 'positions' });
  await settle();
  expect([...refusals.keys()]).toEqual(['b', 'c', 'd', 'a']);
  expect(new Set(refusals.values())).toEqual(new Set(['CONVERSATION_OPEN']));
});

test('a read that an open question outlives is refused as such', async () => {
  const { enter, settle, refusals, clock, conversation } = aQueue();
  conversation.answered(['q1'], clock.now());
  enter('read');
  clock.advance(9_000);
  await settle();
  expect(refusals.get('read')).toBe('CONVERSATION_OPEN');
});

test('traffic goes on by itself when a question dies unanswered', async () => {
  const { enter, settle, log, clock, conversation } = aQueue();
  conversation.answered(['q1'], clock.now());
  clock.advance(55_000);
  enter('read');
  clock.advance(5_000);
  await settle();
  expect(log).toEqual(['sent read']);
});

test('what was true when a call arrived is asked again when it is sent', async () => {
  const { enter, settle, log, turns, refusals } = aQueue();
  for (const name of ['a', 'b', 'c', 'd']) enter(name, { lane: 'orders' });
  let isLeader = true;
  enter('order', {
    lane: 'orders',
    beforeSend: () => (isLeader ? null : refusal('STALE_LEASE', 'lost')),
  });
  await settle();
  isLeader = false;
  turns.get('a')?.free();
  await settle();
  expect(refusals.get('order')).toBe('STALE_LEASE');
  expect(log).not.toContain('sent order');
});

test('a page that goes away takes its waiting calls along, and only those', async () => {
  const { enter, settle, log, turns, queue } = aQueue();
  const page = new AbortController();
  for (const name of ['a', 'b', 'c']) enter(name, { signal: page.signal });
  enter('d', { signal: page.signal });
  await settle();
  page.abort();
  await settle();
  expect(queue.waiting).toBe(0);
  turns.get('a')?.free();
  enter('e');
  await settle();
  expect(log).toEqual(['sent a', 'sent b', 'sent c', 'refused d', 'sent e']);
});

test('with all lanes crowded, an order never waits longer than the calls before it take', async () => {
  const story = fc.array(
    fc.record({
      lane: fc.constantFrom<Lane>(...lanes.filter((lane) => lane !== 'orders')),
      afterMs: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 20, maxLength: 80 },
  );
  await fc.assert(
    fc.asyncProperty(story, async (calls) => {
      const { clock, enter, settle, turns, log } = aQueue();
      let called = 0;
      for (const { lane, afterMs } of calls) {
        clock.advance(afterMs);
        called += 1;
        enter(`call ${called}`, { lane });
        await settle();
        // Answers come only for every second call: slots stay crowded.
        if (called % 2 === 0) turns.get(`call ${called}`)?.free();
      }
      enter('order', { lane: 'orders' });
      await settle();
      expect(log.at(-1)).toBe('sent order');
    }),
    { numRuns: 25 },
  );
});
