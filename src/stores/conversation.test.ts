import { beforeEach, expect, test, vi } from 'vitest';

import { brokerOrderIdOf } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import { aDraft } from '#tests/builders.ts';

import { useConversation } from './conversation.ts';

beforeEach(() => useConversation.setState(useConversation.getInitialState(), true));

const order = {
  draft: aDraft(),
  orderNumber: 1,
  sentence: 'Buy 1.',
  lossText: '$251.05',
  lossLabel: 'You can lose',
};
const accepted: SubmitOutcome = { kind: 'accepted', brokerOrderId: brokerOrderIdOf('1') };
const question = { replyId: 'r1', messages: ['Sure?'], messageIds: ['o354'] };
const talk = () => useConversation.getState().talk;

test('a second send while one is under way does nothing', async () => {
  const run = vi.fn<() => Promise<SubmitOutcome>>().mockResolvedValue(accepted);
  const { send } = useConversation.getState();
  await Promise.all([send(order, run), send(order, run)]);
  expect(run).toHaveBeenCalledTimes(1);
  expect(talk()).toMatchObject({ kind: 'done', outcome: accepted });
});

test('questions follow one another, each answered once', async () => {
  const answers: boolean[] = [];
  const sent = useConversation.getState().send(order, async (ask) => {
    answers.push((await ask(question, 1)).isConfirmed);
    answers.push((await ask({ ...question, replyId: 'r2' }, 2)).isConfirmed);
    return { kind: 'discarded' };
  });
  const first = talk();
  if (first.kind !== 'question') throw new Error('no question');
  first.answer(true);
  first.answer(false);
  await vi.waitFor(() => expect(talk()).toMatchObject({ kind: 'question', round: 2 }));
  const second = talk();
  if (second.kind === 'question') second.answer(false);
  await sent;
  expect(answers).toEqual([true, false]);
  expect(talk()).toMatchObject({ kind: 'done', outcome: { kind: 'discarded' } });
});

test('a fault of the desk while sending counts as unknown, never as failed', async () => {
  const sent = useConversation.getState().send(order, async () => {
    throw new TypeError('bug');
  });
  await expect(sent).rejects.toThrow('bug');
  expect(talk()).toMatchObject({ kind: 'done', outcome: { kind: 'unknown' } });
});

test('only a finished talk can be put away', async () => {
  let finish: (outcome: SubmitOutcome) => void = () => undefined;
  const run = () =>
    new Promise<SubmitOutcome>((resolve) => {
      finish = resolve;
    });
  const sent = useConversation.getState().send(order, run);
  useConversation.getState().putAway();
  expect(talk().kind).toBe('sending');
  finish(accepted);
  await sent;
  useConversation.getState().putAway();
  expect(talk().kind).toBe('quiet');
});
