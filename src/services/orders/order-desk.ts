import { checkOrder, denialsAmong } from '#domain/compliance/rules.ts';
import { ruleSetVersion } from '#domain/compliance/rules.ts';
import type { Check, Denial, DeskSnapshot } from '#domain/compliance/rule.ts';
import {
  clientOrderIdOf,
  type AccountId,
  type BrokerOrderId,
  type ClientOrderId,
  type OrderDraft,
} from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Result } from '#lib/result.ts';

import type { AuditService } from '../desk-services.ts';
import { deskDenial } from './order-intake.ts';
import { gatherSnapshot, type SnapshotDeps } from './order-snapshot.ts';
import type { AskTrader, OrderReview, OrderService } from '../order-service.ts';
import type { AccountSync } from '../records/account-sync.ts';
import type { Broker, Reply } from '../ports/broker.ts';
import type { IntentLog } from '../ports/intent-log.ts';
import type { Records } from '../ports/records.ts';
import { recordDetail } from '../records/record-text.ts';
import { OrderSubmitter } from './submit-order.ts';

interface Deps extends Omit<SnapshotDeps, 'sync'> {
  readonly broker: Broker;
  readonly intentLog: IntentLog;
  readonly records: Pick<Records, 'saveOrder' | 'saveCompliance'>;
  readonly audit: Pick<AuditService, 'append'>;
  readonly sync: AccountSync;
  readonly isSessionReady: () => boolean;
  readonly takeLease: () => Promise<boolean>;
  /** Makes an id nobody else makes, e.g. from random bytes; at most 40 ASCII characters. */
  readonly makeId: () => string;
}

/** The order desk: checks, previews, sends once, follows. */
export class OrderDesk implements OrderService {
  readonly orders;
  readonly executions;
  readonly unknown;
  readonly #deps: Deps;
  readonly #submitter: OrderSubmitter;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.orders = deps.book.orders;
    this.executions = deps.book.executions;
    this.unknown = deps.reconciler.unknown;
    this.unknown.subscribe(() =>
      deps.book.setIntents(this.unknown.get().map((order) => order.intent)),
    );
    this.#submitter = new OrderSubmitter({
      ...deps,
      environment: () => deps.state.environment.get(),
      recheck: (review) => this.#recheck(review),
      onOutcome: (draft, outcome) => this.#follow(draft, outcome),
    });
  }

  newClientOrderId(): ClientOrderId {
    return clientOrderIdOf(this.#deps.makeId());
  }

  async checkDraft(draft: OrderDraft): Promise<readonly Check[]> {
    const desk = await gatherSnapshot(this.#deps, draft, null);
    return this.#withSession(checkOrder(draft, desk));
  }

  async review(draft: OrderDraft): Promise<OrderReview> {
    // An order that our own rules stop is not worth a call, and may not even be expressible to the broker.
    const isWorthAsking = denialsAmong(await this.checkDraft(draft)).length === 0;
    const preview = isWorthAsking ? await this.#deps.broker.previewOrder(draft) : null;
    const known = preview?.ok === true ? preview.value : null;
    const desk = await gatherSnapshot(this.#deps, draft, known);
    const checks = this.#withSession(checkOrder(draft, desk));
    const isAllowed = denialsAmong(checks).length === 0;
    await this.#record(draft, desk, checks, isAllowed);
    return {
      draft,
      checks,
      preview: known,
      previewError: preview?.ok === false ? preview.error : null,
      quote: desk.quote,
      isAllowed,
      reviewedAt: desk.now,
    };
  }

  async submit(review: OrderReview, sentence: string, ask: AskTrader): Promise<SubmitOutcome> {
    return this.#submitter.submit(review, sentence, ask);
  }

  modify(
    brokerOrderId: BrokerOrderId,
    review: OrderReview,
    sentence: string,
    ask: AskTrader,
  ): Promise<SubmitOutcome> {
    return this.#submitter.modify(brokerOrderId, review, sentence, ask);
  }

  async cancel(accountId: AccountId, brokerOrderId: BrokerOrderId): Reply<void> {
    const order = this.#deps.book.brokerOrders().find((row) => row.brokerOrderId === brokerOrderId);
    const answer = await this.#submitter.cancel(
      accountId,
      brokerOrderId,
      order?.clientOrderId ?? null,
    );
    void this.#deps.sync.readOrders();
    return answer;
  }

  release(
    clientOrderId: ClientOrderId,
    typed: string,
  ): Promise<Result<void, 'too-early' | 'wrong-text'>> {
    return this.#deps.reconciler.release(clientOrderId, typed);
  }

  async refresh(): Promise<void> {
    await this.#deps.sync.readOrders();
  }

  /** All rules again at the moment of sending, with the preview the trader saw. */
  async #recheck(review: OrderReview): Promise<readonly Denial[]> {
    const desk = await gatherSnapshot(this.#deps, review.draft, review.preview);
    return denialsAmong(this.#withSession(checkOrder(review.draft, desk)));
  }

  #withSession(checks: readonly Check[]): readonly Check[] {
    return this.#deps.isSessionReady() ? checks : [deskDenial('SESSION_NOT_READY'), ...checks];
  }

  async #record(
    draft: OrderDraft,
    desk: DeskSnapshot,
    checks: readonly Check[],
    isAllowed: boolean,
  ): Promise<void> {
    await this.#deps.records.saveCompliance({
      clientOrderId: draft.clientOrderId,
      accountId: draft.accountId,
      environment: desk.environment,
      checks,
      inputs: recordDetail({ draft, desk }),
      ruleSet: ruleSetVersion,
      isAllowed,
      at: desk.now,
    });
  }

  #follow(draft: OrderDraft, outcome: SubmitOutcome): void {
    if (outcome.kind === 'unknown') {
      const environment = this.#deps.state.environment.get() ?? 'paper';
      const storedAt = this.#deps.clock.now();
      this.#deps.reconciler.add({ draft, environment, storedAt, outcome }, outcome.detail);
    }
    void this.#deps.sync.readOrders();
    if (outcome.kind === 'accepted') this.#deps.sync.refreshSoon();
  }
}
