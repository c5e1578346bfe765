import { checkOrder, denialsAmong, ruleSetVersion } from '#domain/compliance/rules.ts';
import type { Check, Denial, DeskSnapshot } from '#domain/compliance/rule.ts';
import type { OrderDraft } from '#domain/order.ts';

import { deskDenial } from './desk-denial.ts';
import type { OrderReview } from '../order-service.ts';
import { gatherSnapshot, type SnapshotDeps } from './order-snapshot.ts';
import type { Broker } from '../ports/broker.ts';
import type { Records } from '../ports/records.ts';
import { recordDetail } from '../records/record-text.ts';

export interface ReviewDeps extends SnapshotDeps {
  readonly broker: Pick<Broker, 'previewOrder'>;
  readonly records: Pick<Records, 'saveCompliance'>;
  readonly isSessionReady: () => boolean;
}

/** Judges orders by all rules, on what the desk knows and what the broker previews. Sends none. */
export class OrderReviewer {
  readonly #deps: ReviewDeps;

  constructor(deps: ReviewDeps) {
    this.#deps = deps;
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
    const found = this.#withSession(checkOrder(draft, desk));
    // Nobody was asked: that is no missing answer.
    const checks = isWorthAsking ? found : found.filter(({ code }) => code !== 'PREVIEW_MISSING');
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

  /** All rules again at the moment of sending, with the preview the trader saw. */
  async recheck(review: OrderReview): Promise<readonly Denial[]> {
    const desk = await gatherSnapshot(this.#deps, review.draft, review.preview);
    const checks = this.#withSession(checkOrder(review.draft, desk));
    // What was confirmed says when it works: an order that would now wait for another day is another one.
    const hasClosed = has(review.checks, 'MARKET_OPEN') && has(checks, 'MARKET_CLOSED');
    const denials = denialsAmong(checks);
    return hasClosed && denials.length === 0 ? [deskDenial('MARKET_CLOSED_SINCE')] : denials;
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
}

const has = (checks: readonly Check[], code: string) => checks.some((check) => check.code === code);
