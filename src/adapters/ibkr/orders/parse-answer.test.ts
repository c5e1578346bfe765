import { expect, test } from 'vitest';

import { parseOrderAnswer } from './parse-answer.ts';

test('an accepted order tells the broker’s id', () => {
  expect(
    parseOrderAnswer([
      { order_id: '1370093239', order_status: 'PreSubmitted', encrypt_message: '1' },
    ]),
  ).toEqual({
    ok: true,
    value: { kind: 'accepted', brokerOrderId: '1370093239', status: 'PreSubmitted' },
  });
});

test('a question keeps the broker’s exact words', () => {
  const message = ['You are about to <h4>pay</h4> more than 3 %\nAre you sure?', 'Second'];
  expect(
    parseOrderAnswer([
      { id: '07a13a5a', message, isSuppressed: false, messageIds: ['o163', 'o451'] },
    ]),
  ).toEqual({
    ok: true,
    value: {
      kind: 'question',
      question: { replyId: '07a13a5a', messages: message, messageIds: ['o163', 'o451'] },
    },
  });
});

test('a question without ids is still a question', () => {
  expect(parseOrderAnswer([{ id: 'a', message: ['Sure?'] }])).toMatchObject({
    value: { kind: 'question', question: { messageIds: [] } },
  });
});

test('a refusal under HTTP 200 is a refusal', () => {
  expect(parseOrderAnswer({ error: 'We cannot accept an order at the limit price' })).toEqual({
    ok: true,
    value: { kind: 'rejected', reason: 'We cannot accept an order at the limit price' },
  });
});

test('a prompt after a refusal is a refusal with its text', () => {
  expect(
    parseOrderAnswer({
      orderId: 1,
      reqId: '22170',
      text: 'Price does not conform to the minimum price variation',
      options: ['Use on this order', 'Do not use'],
      type: 'M',
      messageId: 'p12',
      prompt: true,
      dismissable: [],
    }),
  ).toMatchObject({
    value: { kind: 'rejected', reason: 'Price does not conform to the minimum price variation' },
  });
});

test('an order the broker already has is looked up, never called rejected', () => {
  expect(
    parseOrderAnswer({
      error: "Order couldn't be submitted:Local order ID=sd-0001 is already registered.",
    }),
  ).toEqual({ ok: false, error: { kind: 'no-answer', detail: 'already registered' } });
});

test('a missing session is told as such', () => {
  expect(parseOrderAnswer({ error: 'no bridge' })).toMatchObject({
    error: { kind: 'no-brokerage-session' },
  });
});

test.each([
  [[]],
  [{}],
  [null],
  ['Success'],
  [[{ order_status: 'Submitted' }]],
  [[{ message: ['?'] }]],
])('an answer of %j tells nothing for certain', (body) => {
  expect(parseOrderAnswer(body)).toMatchObject({ ok: false, error: { kind: 'invalid-reply' } });
});
