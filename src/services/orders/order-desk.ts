import type { Check } from '#domain/compliance/rule.ts';
import {
  clientOrderIdOf,
  type AccountId,
  type BrokerOrderId,
  type ClientOrderId,
  type OrderDraft,
} from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Instant } from '#domain/time.ts';
import { err, type Result } from '#lib/result.ts';

import type { AccountSync } from '../records/account-sync.ts';
import { denied, deskDenial } from './desk-denial.ts';
import type { OrderRoomDeps, openOrderRoom } from './order-room.ts';
import type { AskTrader, OrderReview, OrderService } from '../order-service.ts';
import type { Reply } from '../ports/broker.ts';

interface Deps extends Omit<OrderRoomDeps, 'environment' | 'onOutcome'> {
  readonly sync: AccountSync;
  /** Makes an id nobody else makes, e.g. from random bytes; at most 40 ASCII characters. */
  readonly makeId: () => string;
}

type OrderRoom = ReturnType<typeof openOrderRoom>;

const roomMissing = { code: 'HOST_AWAY', detail: 'The desk’s own host did not answer.' };

/** The order desk: checks, previews, sends once, follows. */
export class OrderDesk implements OrderService {
  readonly orders;
  readonly executions;
  readonly unknown;
  readonly #deps: Deps;
  #room: Promise<OrderRoom> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.orders = deps.book.orders;
    this.executions = deps.book.executions;
    this.unknown = deps.reconciler.unknown;
    const { unknown, underway } = deps.reconciler;
    const showIntents = () =>
      deps.book.setIntents(
        underway.get(),
        unknown.get().map((order) => order.intent),
      );
    unknown.subscribe(showIntents);
    underway.subscribe(showIntents);
  }

  newClientOrderId(): ClientOrderId {
    return clientOrderIdOf(this.#deps.makeId());
  }

  async checkDraft(draft: OrderDraft): Promise<readonly Check[]> {
    const { reviewer } = await this.#enter();
    return reviewer.checkDraft(draft);
  }

  /**
   * The first one fetches what sends, too: it is there before it is needed, also when the host goes away meanwhile. When
   * it cannot be fetched, nothing is judged and nothing may be sent.
   */
  async review(draft: OrderDraft): Promise<OrderReview> {
    const room = await this.#tryToEnter();
    return room?.reviewer.review(draft) ?? unreviewed(draft, this.#deps.clock.now());
  }

  async submit(review: OrderReview, sentence: string, ask: AskTrader): Promise<SubmitOutcome> {
    const room = await this.#tryToEnter();
    return room?.submitter.submit(review, sentence, ask) ?? notSent;
  }

  async modify(
    brokerOrderId: BrokerOrderId,
    review: OrderReview,
    sentence: string,
    ask: AskTrader,
  ): Promise<SubmitOutcome> {
    const room = await this.#tryToEnter();
    return room?.submitter.modify(brokerOrderId, review, sentence, ask) ?? notSent;
  }

  async cancel(accountId: AccountId, brokerOrderId: BrokerOrderId): Reply<void> {
    const order = this.#deps.book.brokerOrders().find((row) => row.brokerOrderId === brokerOrderId);
    const room = await this.#tryToEnter();
    if (room === null) return err({ kind: 'refused', ...roomMissing });
    const id = order?.clientOrderId ?? null;
    const answer = await room.submitter.cancel(accountId, brokerOrderId, id);
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

  /** A fetch that failed is tried again with the next wish. */
  #enter(): Promise<OrderRoom> {
    this.#room ??= this.#open();
    this.#room.catch(() => (this.#room = null));
    return this.#room;
  }

  async #open(): Promise<OrderRoom> {
    const { openOrderRoom: open } = await import('./order-room.ts');
    return open({
      ...this.#deps,
      environment: () => this.#deps.state.environment.get(),
      onOutcome: (draft, outcome) => this.#follow(draft, outcome),
    });
  }

  #tryToEnter(): Promise<OrderRoom | null> {
    return this.#enter().catch(() => null);
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

const unreviewed = (draft: OrderDraft, reviewedAt: Instant): OrderReview => ({
  draft,
  checks: [deskDenial('NOT_SENT', { why: roomMissing.code })],
  preview: null,
  previewError: { kind: 'refused', ...roomMissing },
  quote: null,
  isAllowed: false,
  reviewedAt,
});

const notSent = denied('NOT_SENT', { why: roomMissing.code, detail: roomMissing.detail });
