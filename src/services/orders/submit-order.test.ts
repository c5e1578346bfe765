import { Big } from 'big.js';
import { expect, test, vi } from 'vitest';

import type { Denial } from '#domain/compliance/rule.ts';
import { clientOrderIdOf } from '#domain/order.ts';
import { err, ok } from '#lib/result.ts';
import { aDraft, openMarketAt } from '#tests/builders.ts';
import {
  accepted,
  anAllowedReview,
  asked,
  memoryAudit,
  memoryIntents,
  memoryOrders,
  onlyBroker,
} from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { AskTrader } from '../order-service.ts';
import type { Broker } from '../ports/broker.ts';
import { OrderSubmitter } from './submit-order.ts';

const yes: AskTrader = async () => ({ isConfirmed: true });
const no: AskTrader = async () => ({ isConfirmed: false });
const sentence = 'You pay 250.00 now.';

interface Setting {
  readonly lease?: boolean;
  readonly recheck?: () => Promise<readonly Denial[]>;
  readonly isDatabaseAway?: boolean;
}

function aSubmitter(calls: Partial<Broker>, setting: Setting = {}) {
  const clock = manualClock();
  const intents = memoryIntents();
  const audit = memoryAudit();
  const records = memoryOrders();
  const onOutcome = vi.fn<() => void>();
  const lead = { lose: (): void => undefined };
  const away = async () => err({ kind: 'away', detail: 'no database' } as const);
  const submitter = new OrderSubmitter({
    broker: onlyBroker(calls),
    intentLog: intents,
    records: setting.isDatabaseAway === true ? { saveOrder: away } : records,
    audit,
    clock,
    environment: () => 'paper',
    recheck: setting.recheck ?? (async () => []),
    takeLease: async () => setting.lease ?? true,
    onLeadLost: (callback) => {
      lead.lose = callback;
      return () => undefined;
    },
    onOutcome,
  });
  return { submitter, clock, intents, audit, records, onOutcome, lead };
}

test('stores the intent before sending, sends once, and stores the answer', async () => {
  const steps: string[] = [];
  const { submitter, intents, audit, records } = aSubmitter({
    placeOrder: async (draft) => {
      steps.push(`intent ${intents.all.has(draft.clientOrderId) ? 'stored' : 'missing'}`);
      return ok(accepted('77'));
    },
  });

  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toEqual({
    kind: 'accepted',
    brokerOrderId: '77',
  });
  expect(steps).toEqual(['intent stored']);
  expect(audit.kinds()).toEqual([
    'order.confirmed',
    'order.intent-stored',
    'order.sent',
    'order.accepted',
  ]);
  expect(records.saved.map((record) => record.outcome?.kind ?? 'intent')).toEqual([
    'intent',
    'accepted',
  ]);
  expect(records.saved.at(-1)?.sentAt).toBe(openMarketAt);
  expect(intents.all.get(clientOrderIdOf('sd-0001'))?.outcome?.kind).toBe('accepted');
});

test('a double click sends one order and both clicks get its answer', async () => {
  const placeOrder = vi.fn<Broker['placeOrder']>(async () => ok(accepted('77')));
  const { submitter } = aSubmitter({ placeOrder });
  const review = anAllowedReview(aDraft());

  const [first, second] = await Promise.all([
    submitter.submit(review, sentence, yes),
    submitter.submit(review, sentence, yes),
  ]);
  const third = await submitter.submit(review, sentence, yes);

  expect(placeOrder).toHaveBeenCalledTimes(1);
  expect([first, second, third].map((outcome) => outcome.kind)).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ]);
});

test('a second order is denied while a conversation goes on', async () => {
  const letGo = Promise.withResolvers<void>();
  const { submitter } = aSubmitter({
    placeOrder: () => letGo.promise.then(() => ok(accepted())),
  });
  const first = submitter.submit(anAllowedReview(aDraft()), sentence, yes);
  const other = aDraft({ clientOrderId: clientOrderIdOf('sd-0002') });

  expect(await submitter.submit(anAllowedReview(other), sentence, yes)).toMatchObject({
    kind: 'denied',
    denials: [{ code: 'CONVERSATION_OPEN' }],
  });
  letGo.resolve();
  expect((await first).kind).toBe('accepted');
});

test.each([
  ['a time-out', { kind: 'no-answer', detail: 'timeout after 15000 ms' } as const],
  [
    'an unreadable answer',
    { kind: 'invalid-reply', path: '[0]', detail: 'not an object' } as const,
  ],
])('%s is unknown, not rejected, and is sent only once', async (_name, error) => {
  const placeOrder = vi.fn<Broker['placeOrder']>(async () => err(error));
  const { submitter, intents } = aSubmitter({ placeOrder });

  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'unknown',
  });
  expect(placeOrder).toHaveBeenCalledTimes(1);
  expect(await intents.loadOpen()).toHaveLength(1);
});

test("the broker's refusal keeps its words", async () => {
  const { submitter } = aSubmitter({
    placeOrder: async () => err({ kind: 'rejected', reason: 'No trading permission.' }),
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toEqual({
    kind: 'rejected',
    reason: 'No trading permission.',
  });
});

test("the host's no is a denial: nothing left the machine", async () => {
  const { submitter, records } = aSubmitter({
    placeOrder: async () => err({ kind: 'refused', code: 'STALE_LEASE', detail: 'old number' }),
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'denied',
    denials: [{ code: 'NOT_SENT', facts: { why: 'STALE_LEASE' } }],
  });
  expect(records.saved.at(-1)?.sentAt).toBeNull();
});

test.each([
  [
    'no login',
    { kind: 'unauthenticated' },
    { why: 'NOT_LOGGED_IN' },
    'It says that nobody is logged in.',
  ],
  [
    'too many requests',
    { kind: 'rate-limited', retryAfterMs: 3000 },
    { why: 'RATE_LIMITED', retryAfterMs: 3000 },
    'It gets too many requests and wants a pause.',
  ],
  [
    'no session',
    { kind: 'no-brokerage-session', detail: 'no bridge' },
    { why: 'NO_BROKERAGE_SESSION' },
    'It has no trading session.',
  ],
  [
    'its address filter',
    { kind: 'refused', code: 'ACCESS_DENIED', detail: 'not this address' },
    { why: 'ACCESS_DENIED' },
    'not this address',
  ],
] as const)(
  "%s is the gateway's answer, not the host's, and is recorded as such",
  async (_name, error, facts, words) => {
    const { submitter, audit } = aSubmitter({ placeOrder: async () => err(error) });
    expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
      kind: 'denied',
      denials: [{ code: 'NOT_TAKEN', facts }],
    });
    expect(audit.entries.map(({ summary }) => summary)).toContain(
      `The gateway did not take the order, none exists. ${words} (NOT_TAKEN, ${facts.why})`,
    );
  },
);

test('chained questions are asked one by one and kept with their answers', async () => {
  const replies = [asked('r2', 'Really?'), accepted('77')];
  const answerQuestion = vi.fn<Broker['answerQuestion']>(async () =>
    ok(replies.shift() ?? accepted()),
  );
  const { submitter, audit, records } = aSubmitter({
    placeOrder: async () => ok(asked('r1', 'Sure?')),
    answerQuestion,
  });

  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'accepted',
  });
  expect(answerQuestion.mock.calls).toEqual([
    ['r1', true],
    ['r2', true],
  ]);
  expect(audit.kinds().filter((kind) => kind === 'order.question')).toHaveLength(2);
  expect(records.saved.at(-1)?.questions?.map((question) => question.messages[0])).toEqual([
    'Sure?',
    'Really?',
  ]);
});

test('a discarded question sends no', async () => {
  const answerQuestion = vi.fn<Broker['answerQuestion']>(async () => ok({ kind: 'discarded' }));
  const { submitter } = aSubmitter({ placeOrder: async () => ok(asked('r1')), answerQuestion });

  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, no)).toEqual({
    kind: 'discarded',
  });
  expect(answerQuestion.mock.calls).toEqual([['r1', false]]);
});

test('a dialog that breaks counts as no', async () => {
  const { submitter } = aSubmitter({
    placeOrder: async () => ok(asked('r1')),
    answerQuestion: async () => ok({ kind: 'discarded' }),
  });
  const broken: AskTrader = () => Promise.reject(new Error('unmounted'));
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, broken)).toEqual({
    kind: 'discarded',
  });
});

test.each([
  { kind: 'no-answer', detail: 'reset' } as const,
  { kind: 'rejected', reason: "reply id not found: 'r1'" } as const,
  { kind: 'unauthenticated' } as const,
])('a reply that failed ($kind) leaves the order unknown', async (error) => {
  const { submitter } = aSubmitter({
    placeOrder: async () => ok(asked('r1')),
    answerQuestion: async () => err(error),
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'unknown',
  });
});

test.each([
  [{ kind: 'refused', code: 'STALE_LEASE', detail: 'old' } as const, 'STALE_LEASE'],
  [{ kind: 'unreachable', detail: 'refused' } as const, 'UNREACHABLE'],
])('a yes that never left is not sent: no order exists, nothing is locked', async (error, why) => {
  const { submitter, intents } = aSubmitter({
    placeOrder: async () => ok(asked('r1')),
    answerQuestion: async () => err(error),
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'denied',
    denials: [{ code: 'ANSWER_NOT_SENT', facts: { why } }],
  });
  expect(await intents.loadOpen()).toEqual([]);
});

test('when another tab takes the lead the question ends here, and nothing is answered', async () => {
  const { submitter, lead } = aSubmitter({ placeOrder: async () => ok(asked('r1')) });
  const shown = Promise.withResolvers<void>();
  const outcome = submitter.submit(anAllowedReview(aDraft()), sentence, () => {
    shown.resolve();
    return new Promise(() => undefined);
  });
  await shown.promise;
  lead.lose();
  expect(await outcome).toMatchObject({
    kind: 'denied',
    denials: [{ code: 'ANSWER_NOT_SENT', facts: { why: 'STALE_LEASE' } }],
  });
});

test('the store knows that the broker asked, and knows of the yes before it leaves', async () => {
  const steps: unknown[] = [];
  const id = clientOrderIdOf('sd-0001');
  const { submitter, intents } = aSubmitter({
    placeOrder: async () => ok(asked('r1', 'Sure?')),
    answerQuestion: async () => {
      steps.push(intents.all.get(id)?.asked);
      return ok(accepted());
    },
  });
  await submitter.submit(anAllowedReview(aDraft()), sentence, async () => {
    steps.push(intents.all.get(id)?.asked);
    return { isConfirmed: true };
  });
  expect(steps).toEqual([
    { messages: ['Sure?'], askedAt: openMarketAt, isAnswered: false },
    { messages: ['Sure?'], askedAt: openMarketAt, isAnswered: true },
  ]);
});

test('a yes that cannot be stored does not leave', async () => {
  const answerQuestion = vi.fn<Broker['answerQuestion']>(async () => ok({ kind: 'discarded' }));
  const { submitter, intents } = aSubmitter({
    placeOrder: async () => ok(asked('r1')),
    answerQuestion,
  });
  vi.spyOn(intents, 'recordQuestion').mockRejectedValue(new Error('disk full'));
  expect((await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).kind).toBe('discarded');
  expect(answerQuestion.mock.calls).toEqual([['r1', false]]);
});

test('a broker that never stops asking ends as unknown', async () => {
  const answerQuestion = vi.fn<Broker['answerQuestion']>(async () => ok(asked('again')));
  const { submitter } = aSubmitter({ placeOrder: async () => ok(asked('r1')), answerQuestion });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'unknown',
  });
  expect(answerQuestion).toHaveBeenCalledTimes(20);
});

test.each([
  ['a block in the review', { checks: [{ verdict: 'block', code: 'X', facts: {} } as const] }, {}],
  ['a review that does not allow it', { isAllowed: false }, {}],
  ['a lease another tab holds', {}, { lease: false }],
  [
    'a rule that turned against it since',
    {},
    { recheck: async () => [{ verdict: 'block', code: 'FUNDS_SHORT', facts: {} } as const] },
  ],
])('%s stops the order before anything is sent or stored', async (_name, review, setting) => {
  const { submitter, intents } = aSubmitter({}, setting);
  const outcome = await submitter.submit(
    { ...anAllowedReview(aDraft()), ...review },
    sentence,
    yes,
  );
  expect(outcome.kind).toBe('denied');
  expect(intents.all.size).toBe(0);
});

test('a review older than two minutes is outdated', async () => {
  const { submitter, clock } = aSubmitter({});
  await clock.advance(120_001);
  expect(
    await submitter.submit(
      { ...anAllowedReview(aDraft()), reviewedAt: openMarketAt },
      sentence,
      yes,
    ),
  ).toMatchObject({ denials: [{ code: 'REVIEW_OUTDATED' }] });
});

test('an id that was used before is never sent again, also after a reload', async () => {
  const { submitter, intents } = aSubmitter({});
  await intents.recordIntent({
    draft: aDraft(),
    environment: 'paper',
    storedAt: openMarketAt,
    outcome: { kind: 'unknown', detail: 'lost' },
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    kind: 'denied',
    denials: [{ code: 'INTENT_NOT_STORED' }],
  });
  expect(intents.all.get(clientOrderIdOf('sd-0001'))?.outcome).toEqual({
    kind: 'unknown',
    detail: 'lost',
  });
});

test('without the database opening is denied and closing goes on', async () => {
  const opening = aSubmitter({}, { isDatabaseAway: true });
  expect(await opening.submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toMatchObject({
    denials: [{ code: 'DATABASE_AWAY' }],
  });
  const closing = aSubmitter({ placeOrder: async () => ok(accepted()) }, { isDatabaseAway: true });
  const draft = aDraft({ effect: 'close', terms: { type: 'limit', limitPrice: new Big('1') } });
  expect(await closing.submitter.submit(anAllowedReview(draft), sentence, yes)).toMatchObject({
    kind: 'accepted',
  });
});

test('a bug in the adapter leaves the intent open and begins the search at once', async () => {
  const { submitter, intents, onOutcome } = aSubmitter({
    placeOrder: () => Promise.reject(new Error('bug')),
  });
  expect(await submitter.submit(anAllowedReview(aDraft()), sentence, yes)).toEqual({
    kind: 'unknown',
    detail: 'The desk itself failed while sending: Error: bug',
  });
  expect(await intents.loadOpen()).toHaveLength(1);
  expect(onOutcome).toHaveBeenCalledTimes(1);
});

test('an unknown outcome is searched for even when it cannot be stored', async () => {
  const { submitter, intents, onOutcome } = aSubmitter({
    placeOrder: async () => err({ kind: 'no-answer', detail: 'No answer within 15 s.' }),
  });
  vi.spyOn(intents, 'recordOutcome').mockRejectedValue(new Error('disk full'));
  await expect(submitter.submit(anAllowedReview(aDraft()), sentence, yes)).rejects.toThrow(
    'disk full',
  );
  expect(onOutcome).toHaveBeenCalledTimes(1);
});
