/**
 * Random stories of clicks, lost answers, reloads and reads against a broker that remembers what really reached it.
 * Whatever happens: no order arrives twice, none is called refused that exists, and the search ends with the truth.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  brokerOrderIdOf,
  clientOrderIdOf,
  type ClientOrderId,
  type OrderDraft,
} from '#domain/order.ts';
import type { OrderAnswer, SubmitOutcome } from '#domain/submit-outcome.ts';
import { instantOf } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import { OrderReconciler, type BrokerBook } from '#services/orders/reconcile-orders.ts';
import { OrderSubmitter } from '#services/orders/submit-order.ts';
import { aBrokerOrder, aDraft, paperAccountId } from '#tests/builders.ts';
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

/** What happens to one write on its way: the broker takes it or not, and the answer arrives or not. */
type Fate =
  'taken' | 'taken, answer lost' | 'lost on the way' | 'refused' | 'stopped by the host' | 'asked';

type Act =
  | {
      readonly kind: 'click';
      readonly order: number;
      readonly fate: Fate;
      readonly replyFate: Fate;
      readonly says: boolean;
    }
  | { readonly kind: 'click again'; readonly order: number }
  | { readonly kind: 'reload' }
  | { readonly kind: 'crash while sending'; readonly order: number; readonly isTaken: boolean }
  | { readonly kind: 'crash in the question'; readonly order: number; readonly saidYes: boolean }
  | { readonly kind: 'read' }
  | { readonly kind: 'wait' };

const fate = fc.constantFrom<Fate>(
  'taken',
  'taken, answer lost',
  'lost on the way',
  'refused',
  'stopped by the host',
  'asked',
);
const order = fc.integer({ min: 1, max: 5 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('click' as const),
    order,
    fate,
    replyFate: fate,
    says: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('click again' as const), order }),
  fc.record({ kind: fc.constant('crash while sending' as const), order, isTaken: fc.boolean() }),
  fc.record({ kind: fc.constant('crash in the question' as const), order, saidYes: fc.boolean() }),
  fc.constant({ kind: 'reload' as const }),
  fc.constant({ kind: 'read' as const }),
  fc.constant({ kind: 'wait' as const }),
);

/** The broker as it really is. */
class OracleBroker {
  readonly taken: ClientOrderId[] = [];
  pending: ClientOrderId | null = null;
  fates: Fate[] = [];

  place(draft: OrderDraft): Promise<Result<OrderAnswer, BrokerError>> {
    return this.#write(draft.clientOrderId, this.fates.shift() ?? 'taken');
  }

  reply(isConfirmed: boolean): Promise<Result<OrderAnswer | { kind: 'discarded' }, BrokerError>> {
    const id = this.pending;
    this.pending = null;
    if (id === null)
      return Promise.resolve(err({ kind: 'rejected', reason: 'reply id not found' }));
    if (!isConfirmed) return Promise.resolve(ok({ kind: 'discarded' }));
    return this.#write(id, this.fates.shift() ?? 'taken');
  }

  book(): BrokerBook {
    return {
      accountId: paperAccountId,
      startedAt: instantOf(Number.MAX_SAFE_INTEGER),
      executions: [],
      orders: this.taken.map((id, index) =>
        aBrokerOrder({ clientOrderId: id, brokerOrderId: brokerOrderIdOf(`b${index}`) }),
      ),
    };
  }

  async #write(id: ClientOrderId, what: Fate): Promise<Result<OrderAnswer, BrokerError>> {
    if (what === 'taken' || what === 'taken, answer lost') this.taken.push(id);
    if (what === 'asked') this.pending = id;
    switch (what) {
      case 'taken':
        return ok(accepted(`b${this.taken.length - 1}`));
      case 'asked':
        return ok(asked('r1'));
      case 'refused':
        return err({ kind: 'rejected', reason: 'no' });
      case 'stopped by the host':
        return err({ kind: 'refused', code: 'STALE_LEASE', detail: 'old' });
      case 'taken, answer lost':
      case 'lost on the way':
        return err({ kind: 'no-answer', detail: 'timeout' });
    }
  }
}

/** One browser: its store survives reloads, its memory does not. */
class Trader {
  readonly broker = new OracleBroker();
  readonly intents = memoryIntents();
  readonly clock = manualClock();
  readonly told = new Map<ClientOrderId, SubmitOutcome>();
  #says = true;
  #page = this.#open();

  async act(what: Act): Promise<void> {
    switch (what.kind) {
      case 'click':
        this.broker.fates = [what.fate, what.replyFate];
        this.#says = what.says;
        return this.#submit(what.order);
      case 'click again':
        return this.#submit(what.order);
      case 'crash while sending':
        return this.#crash(what.order, what.isTaken);
      case 'crash in the question':
        return this.#crash(what.order, what.saidYes, { isAnswered: what.saidYes });
      case 'reload':
        return this.#reload();
      case 'read':
        return this.#page.reconciler.compare(this.broker.book());
      case 'wait':
        return this.clock.advance(31_000);
    }
  }

  /** Reads and waits until the search has had its chance. */
  async finish(): Promise<void> {
    await this.#reload();
    await this.clock.advance(61_000);
    for (let read = 0; read < 2; read += 1) await this.#page.reconciler.compare(this.broker.book());
  }

  unknown(): readonly ClientOrderId[] {
    return this.#page.reconciler.unknown.get().map((row) => row.intent.draft.clientOrderId);
  }

  async #submit(number: number): Promise<void> {
    const draft = draftOf(number);
    const review = { ...anAllowedReview(draft), reviewedAt: this.clock.now() };
    const ask = async () => ({ isConfirmed: this.#says });
    const [first, second] = await Promise.all([
      this.#page.submitter.submit(review, 'sentence', ask),
      this.#page.submitter.submit(review, 'sentence', ask),
    ]);
    if (second !== first) throw new Error('two clicks got two answers');
    if (first.kind !== 'denied') this.told.set(draft.clientOrderId, first);
  }

  /** The page dies between the POST and its answer, or with a question open or just answered. */
  async #crash(number: number, isTaken: boolean, talk?: { isAnswered: boolean }): Promise<void> {
    const draft = draftOf(number);
    const isNew = (await this.intents.find(draft.clientOrderId)) === null;
    if (isNew) {
      const storedAt = this.clock.now();
      await this.intents.recordIntent({ draft, environment: 'paper', storedAt, outcome: null });
      if (talk !== undefined) {
        const question = { ...talk, messages: ['Sure?'], askedAt: storedAt };
        await this.intents.recordQuestion(draft.clientOrderId, question);
      }
      if (isTaken) this.broker.taken.push(draft.clientOrderId);
    }
    return this.#reload();
  }

  async #reload(): Promise<void> {
    this.broker.pending = null;
    this.#page = this.#open();
    await this.#page.reconciler.resume();
  }

  #open() {
    const audit = memoryAudit();
    const reconciler = new OrderReconciler({
      intentLog: this.intents,
      audit,
      clock: this.clock,
      onSettled: (intent, outcome) => this.told.set(intent.draft.clientOrderId, outcome),
    });
    const submitter = new OrderSubmitter({
      broker: onlyBroker({
        placeOrder: (draft) => this.broker.place(draft),
        answerQuestion: (_id, isConfirmed) => this.broker.reply(isConfirmed),
      }),
      intentLog: this.intents,
      records: memoryOrders(),
      audit,
      clock: this.clock,
      environment: () => 'paper',
      recheck: async () => [],
      takeLease: async () => true,
      onLeadLost: () => () => undefined,
      onOutcome: (draft, outcome) => {
        if (outcome.kind !== 'unknown') return;
        const storedAt = this.clock.now();
        reconciler.add({ draft, environment: 'paper', storedAt, outcome }, outcome.detail);
      },
    });
    return { reconciler, submitter };
  }
}

const draftOf = (number: number) => aDraft({ clientOrderId: clientOrderIdOf(`sd-${number}`) });

const runs = Number(process.env['EXACTLY_ONCE_RUNS'] ?? 400);

test('whatever gets lost: nothing arrives twice, nothing that exists is called gone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
      const trader = new Trader();
      for (const what of acts) await trader.act(what);
      await trader.finish();

      const { taken } = trader.broker;
      expect(new Set(taken).size).toBe(taken.length);
      for (const id of taken) {
        expect(trader.unknown()).not.toContain(id);
        expect(trader.intents.all.get(id)?.outcome?.kind).toBe('accepted');
      }
      for (const id of trader.unknown()) expect(taken).not.toContain(id);
      const toldAs = (...kinds: readonly SubmitOutcome['kind'][]) =>
        [...trader.told].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id);
      expect(toldAs('accepted').filter((id) => !taken.includes(id))).toEqual([]);
      expect(toldAs('rejected', 'discarded').filter((id) => taken.includes(id))).toEqual([]);
    }),
    { numRuns: runs },
  );
});
