import { expect, test } from 'vitest';

import { OrderConversation, promptId, questionsIn } from './order-conversation.ts';

const other = { kind: 'other' } as const;
const write = { kind: 'write' } as const;
const reply = (id: string) => ({ kind: 'reply', id }) as const;

test('without an order under way everything passes', () => {
  const conversation = new OrderConversation();
  expect([other, write, reply('q1')].map((part) => conversation.waitMs(part, 0))).toEqual([
    0, 0, 0,
  ]);
});

test('while an order is under way reads wait at most three seconds, and no second order passes', () => {
  const conversation = new OrderConversation();
  conversation.sent(write, 0);
  expect(conversation.waitMs(other, 0)).toBe(3_000);
  expect(conversation.waitMs(other, 3_000)).toBe(0);
  expect(conversation.waitMs(write, 60_000)).toBe(Infinity);
});

test('only the reply to the question passes, until the question dies after a minute', () => {
  const conversation = new OrderConversation();
  conversation.sent(write, 0);
  conversation.answered(['q1'], 500);
  expect(conversation.waitMs(reply('q1'), 501)).toBe(0);
  expect(conversation.waitMs(reply('q2'), 501)).toBe(59_999);
  expect(conversation.waitMs(write, 501)).toBe(59_999);
  expect(conversation.waitMs(other, 501)).toBe(59_999);
  expect(conversation.isAsking(60_499)).toBe(true);
  expect(conversation.isAsking(60_500)).toBe(false);
  expect(conversation.waitMs(other, 60_500)).toBe(0);
});

test('a reply may bring the next question, whose id replaces the first', () => {
  const conversation = new OrderConversation();
  conversation.sent(write, 0);
  conversation.answered(['q1'], 10);
  conversation.sent(reply('q1'), 20);
  expect(conversation.waitMs(reply('q1'), 21)).toBe(Infinity);
  conversation.answered(['q2'], 30);
  expect(conversation.waitMs(reply('q2'), 31)).toBe(0);
  conversation.sent(reply('q2'), 40);
  conversation.answered([], 50);
  expect(conversation.waitMs(other, 51)).toBe(0);
});

test('questions and prompts are told from acceptances, rejections and nonsense', () => {
  expect(questionsIn([{ id: 'q1', message: ['Sure?'], messageIds: ['o163'] }])).toEqual(['q1']);
  expect(questionsIn([{ order_id: '1', order_status: 'PreSubmitted' }])).toEqual([]);
  expect(questionsIn({ orderId: 1, reqId: '22170', prompt: true, options: ['Yes'] })).toEqual([
    promptId,
  ]);
  expect(questionsIn({ error: 'rejected' })).toEqual([]);
  expect(questionsIn([{ id: 7, message: ['?'] }, null, 'x'])).toEqual([]);
  expect(questionsIn(null)).toEqual([]);
});
