import type { Check, MarginPreview } from '#domain/compliance/rule.ts';
import type { Execution } from '#domain/execution.ts';
import type {
  AccountId,
  BrokerOrder,
  BrokerOrderId,
  ClientOrderId,
  OrderDraft,
} from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import type { BrokerQuestion, SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Instant } from '#domain/time.ts';
import type { Readable } from '#lib/readable.ts';
import type { Result } from '#lib/result.ts';

import type { BrokerError, Reply } from './ports/broker.ts';
import type { Intent } from './ports/intent-log.ts';

/** What the trader is shown before confirming. */
export interface OrderReview {
  readonly draft: OrderDraft;
  readonly checks: readonly Check[];
  readonly preview: MarginPreview | null;
  readonly previewError: BrokerError | null;
  readonly quote: Quote | null;
  /** False when any check blocks or the desk is not ready: then `submit` denies. */
  readonly isAllowed: boolean;
  readonly reviewedAt: Instant;
}

/** How the desk asks the trader the broker's question. Resolves with the trader's choice. */
export type AskTrader = (
  question: BrokerQuestion,
  round: number,
) => Promise<{ readonly isConfirmed: boolean }>;

/** An order as the desk knows it: the broker's row, our intent, or both. */
export interface DeskOrder {
  readonly clientOrderId: ClientOrderId | null;
  readonly broker: BrokerOrder | null;
  readonly intent: Intent | null;
  /** From the broker's row when there is one, else from the intent. */
  readonly status: BrokerOrder['status'];
}

export interface OrderService {
  newClientOrderId(): ClientOrderId;
  /** Quantity and price checks while typing: no round trip. */
  checkDraft(draft: OrderDraft): Promise<readonly Check[]>;
  /** All checks with evidence, and the broker's what-if. Sends no order. */
  review(draft: OrderDraft): Promise<OrderReview>;
  /**
   * Sends the reviewed order at most once: lease, checks again, intent stored, one POST, questions asked, outcome stored.
   * `sentence` is what the trader read before confirming; it goes to the audit log.
   */
  submit(review: OrderReview, sentence: string, ask: AskTrader): Promise<SubmitOutcome>;
  cancel(accountId: AccountId, brokerOrderId: BrokerOrderId): Reply<void>;
  /** Changes price, stop or quantity of a working order; same rules as submit. */
  modify(
    brokerOrderId: BrokerOrderId,
    review: OrderReview,
    sentence: string,
    ask: AskTrader,
  ): Promise<SubmitOutcome>;
  readonly orders: Readable<{
    readonly rows: readonly DeskOrder[];
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly executions: Readable<{
    readonly rows: readonly Execution[];
    readonly readAt: Instant | null;
  }>;
  /** Orders whose outcome nobody knows yet; each locks its account, contract and side. */
  readonly unknown: Readable<readonly UnknownOrder[]>;
  /** After 60 s and two agreeing reads without it, the trader may release the lock by typing the contract's symbol. */
  release(
    clientOrderId: ClientOrderId,
    typed: string,
  ): Promise<Result<void, 'too-early' | 'wrong-text'>>;
  refresh(): Promise<void>;
}

export interface UnknownOrder {
  readonly intent: Intent;
  readonly since: Instant;
  readonly agreeingReads: number;
  readonly lastReadAt: Instant | null;
  readonly mayRelease: boolean;
  readonly trail: readonly { readonly at: Instant; readonly text: string }[];
}
