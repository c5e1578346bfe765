import { denialsAmong } from '#domain/compliance/rules.ts';
import type { Denial } from '#domain/compliance/rule.ts';
import type { BrokerOrderId, ClientOrderId, OrderDraft } from '#domain/order.ts';
import type { OrderAnswer, SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Instant } from '#domain/time.ts';
import type { Environment } from '#domain/trading-mode.ts';
import { ok, type Result } from '#lib/result.ts';

import type { AuditService } from '../desk-services.ts';
import { keepQuestions } from './keep-questions.ts';
import { sendAndConverse } from './submit-order-conversation.ts';
import { denied } from './desk-denial.ts';
import { detailOf, isOutdated, summaryOf } from './order-intake.ts';
import type { AskTrader, OrderReview } from '../order-service.ts';
import type { AuditKind } from '../ports/audit-log.ts';
import type { Broker, BrokerError } from '../ports/broker.ts';
import type { Clock } from '../ports/clock.ts';
import type { IntentLog } from '../ports/intent-log.ts';
import type { QuestionRecord, Records } from '../ports/records.ts';
import { recordDetail } from '../records/record-text.ts';

export interface SubmitDeps {
  readonly broker: Broker;
  readonly intentLog: IntentLog;
  readonly records: Pick<Records, 'saveOrder'>;
  readonly audit: Pick<AuditService, 'append'>;
  readonly clock: Clock;
  readonly environment: () => Environment | null;
  /** All rules again on what the desk knows now, without a round trip. */
  readonly recheck: (review: OrderReview) => Promise<readonly Denial[]>;
  /** Makes this tab the one that leads; false when the host says no. */
  readonly takeLease: () => Promise<boolean>;
  /** Tells when another tab takes the lead. Returns the way to stop. */
  readonly onLeadLost: (callback: () => void) => () => void;
  readonly onOutcome: (draft: OrderDraft, outcome: SubmitOutcome) => void;
}

/** What one submission is about, through all its steps. */
interface Ticket {
  readonly review: OrderReview;
  readonly environment: Environment;
  readonly sentence: string;
  readonly ask: AskTrader;
  readonly send: () => Promise<Result<OrderAnswer, BrokerError>>;
  readonly sentKind: AuditKind;
  /** Filled while the broker asks. */
  readonly questions: QuestionRecord[];
  /** Set once this submission's own intent is stored; only then may its outcome be written over it. */
  isStored: boolean;
  sentAt: Instant | null;
}

/**
 * Sends orders, each at most once.
 *
 * The same client order id always gets the same answer, however often it is submitted. One conversation with the
 * broker at a time: its reply must be the next thing it hears.
 */
export class OrderSubmitter {
  readonly #deps: SubmitDeps;
  readonly #started = new Map<ClientOrderId, Promise<SubmitOutcome>>();
  #isTalking = false;

  constructor(deps: SubmitDeps) {
    this.#deps = deps;
  }

  submit(review: OrderReview, sentence: string, ask: AskTrader): Promise<SubmitOutcome> {
    return this.#once(review, sentence, ask, 'order.sent', () =>
      this.#deps.broker.placeOrder(review.draft),
    );
  }

  modify(
    brokerOrderId: BrokerOrderId,
    review: OrderReview,
    sentence: string,
    ask: AskTrader,
  ): Promise<SubmitOutcome> {
    return this.#once(review, sentence, ask, 'order.modify-sent', () =>
      this.#deps.broker.modifyOrder(brokerOrderId, review.draft),
    );
  }

  async cancel(
    accountId: OrderDraft['accountId'],
    brokerOrderId: BrokerOrderId,
    clientOrderId: ClientOrderId | null,
  ): Promise<Result<void, BrokerError>> {
    const { audit, broker, takeLease } = this.#deps;
    await takeLease();
    const summary = 'Asked the broker to cancel the order.';
    await audit.append({
      kind: 'order.cancel-sent',
      clientOrderId,
      summary,
      detail: { brokerOrderId },
    });
    const answer = await broker.cancelOrder(accountId, brokerOrderId);
    if (answer.ok) return ok(undefined);
    const words = detailOf(answer.error);
    await audit.append({
      kind: 'order.cancel-refused',
      clientOrderId,
      summary: `The cancel was not confirmed: ${words}`,
      detail: { brokerOrderId, kind: answer.error.kind, words },
    });
    return answer;
  }

  #once(
    review: OrderReview,
    sentence: string,
    ask: AskTrader,
    sentKind: AuditKind,
    send: Ticket['send'],
  ): Promise<SubmitOutcome> {
    const id = review.draft.clientOrderId;
    const started = this.#started.get(id);
    if (started !== undefined) return started;
    if (this.#isTalking) return Promise.resolve(denied('CONVERSATION_OPEN'));
    const environment = this.#deps.environment();
    if (environment === null) return Promise.resolve(denied('SESSION_NOT_READY'));
    this.#isTalking = true;
    const wish = { review, sentence, ask, sentKind, send, environment };
    const work = () => this.#run({ ...wish, questions: [], isStored: false, sentAt: null });
    const run = this.#deps.intentLog.whileUnderway(id, work).finally(() => {
      this.#isTalking = false;
    });
    this.#started.set(id, run);
    return run;
  }

  async #run(ticket: Ticket): Promise<SubmitOutcome> {
    const stopped = await this.#prepare(ticket);
    if (stopped !== null) return this.#settle(ticket, stopped);
    await this.#note(ticket, ticket.sentKind, 'Sent the order, once.', {
      draft: ticket.review.draft,
    });
    ticket.sentAt = this.#deps.clock.now();
    const outcome = await sendAndConverse(ticket.send, {
      broker: this.#deps.broker,
      ask: ticket.ask,
      note: (kind, summary, detail) => this.#note(ticket, kind, summary, detail),
      ...keepQuestions(this.#deps, ticket.review.draft.clientOrderId, ticket.questions),
      onLeadLost: this.#deps.onLeadLost,
    });
    return this.#settle(ticket, outcome);
  }

  /** Everything that must be true and stored before a byte leaves. Null means go. */
  async #prepare(ticket: Ticket): Promise<SubmitOutcome | null> {
    const { review, environment } = ticket;
    const { draft } = review;
    const blocked = denialsAmong(review.checks);
    if (blocked.length > 0) return { kind: 'denied', denials: blocked };
    if (!review.isAllowed) return denied('SESSION_NOT_READY');
    if (isOutdated(review, this.#deps.clock.now())) return denied('REVIEW_OUTDATED');
    const denials = await this.#deps.recheck(review);
    if (denials.length > 0) return { kind: 'denied', denials };
    if (!(await this.#deps.takeLease())) return denied('LEASE_NOT_HELD');
    await this.#note(ticket, 'order.confirmed', ticket.sentence, {
      sentence: ticket.sentence,
      shown: { checks: review.checks, preview: review.preview, quote: review.quote },
    });
    const at = this.#deps.clock.now();
    try {
      await this.#deps.intentLog.recordIntent({ draft, environment, storedAt: at, outcome: null });
    } catch (error) {
      return denied('INTENT_NOT_STORED', { detail: String(error) });
    }
    ticket.isStored = true;
    const saved = await this.#deps.records.saveOrder({
      draft,
      order: null,
      outcome: null,
      environment,
      at,
      shown: { sentence: ticket.sentence, checks: review.checks, preview: review.preview },
    });
    if (!saved.ok && draft.effect === 'open') {
      return denied('DATABASE_AWAY', { detail: saved.error.detail });
    }
    await this.#note(ticket, 'order.intent-stored', 'Stored what is about to be sent.', {});
    return null;
  }

  /** Follows the outcome even when it cannot be stored: an unknown order must lock its like before anything else. */
  async #settle(ticket: Ticket, outcome: SubmitOutcome): Promise<SubmitOutcome> {
    try {
      await this.#store(ticket, outcome);
    } finally {
      this.#deps.onOutcome(ticket.review.draft, outcome);
    }
    return outcome;
  }

  async #store(ticket: Ticket, outcome: SubmitOutcome): Promise<void> {
    const { draft } = ticket.review;
    const { intentLog, records, clock } = this.#deps;
    if (ticket.isStored) await intentLog.recordOutcome(draft.clientOrderId, outcome);
    await this.#note(ticket, `order.${outcome.kind}`, summaryOf(outcome), { outcome });
    if (ticket.isStored) {
      const { environment, questions } = ticket;
      const sentAt = outcome.kind === 'denied' ? null : ticket.sentAt;
      const at = clock.now();
      await records.saveOrder({ draft, order: null, outcome, environment, at, questions, sentAt });
    }
  }

  async #note(
    ticket: Ticket,
    kind: AuditKind,
    summary: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { clientOrderId, accountId } = ticket.review.draft;
    await this.#deps.audit.append({
      kind,
      clientOrderId,
      accountId,
      environment: ticket.environment,
      summary,
      detail: recordDetail(detail),
    });
  }
}
