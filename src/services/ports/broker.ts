import type { AccountFigures, AccountIdentity, EnvironmentWitnesses } from '#domain/account.ts';
import type { MarginPreview } from '#domain/compliance/rule.ts';
import type { Execution } from '#domain/execution.ts';
import type { AccountId, BrokerOrder, BrokerOrderId, OrderDraft } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { OrderAnswer } from '#domain/submit-outcome.ts';
import type { Result } from '#lib/result.ts';

/**
 * Why a call brought no value.
 *
 * For a write, `no-answer` and `invalid-reply` mean that it may have been done: the outcome is unknown. All other kinds
 * mean for certain that the broker did not take it. `refused` is our own host's no (lease lost, live login, no target)
 * or that of a filter on the way (`ACCESS_DENIED`, `ORIGIN_REFUSED`, `CALL_UNKNOWN`); `no-answer` has the HTTP `status` when
 * an error came instead of silence. `unauthenticated`, `no-brokerage-session` and, for a write, `rate-limited` are the
 * gateway's own answers.
 */
export type BrokerError =
  | { readonly kind: 'no-answer'; readonly detail: string; readonly status?: number }
  | { readonly kind: 'invalid-reply'; readonly path: string; readonly detail: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'no-brokerage-session'; readonly detail: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number | null }
  | { readonly kind: 'unreachable'; readonly detail: string };

export type Reply<T> = Promise<Result<T, BrokerError>>;

export interface AccountList {
  readonly accounts: readonly AccountIdentity[];
  readonly selected: AccountId | null;
  readonly witnesses: EnvironmentWitnesses;
  /** True for IBKR Lite logins, which the Web API does not serve. */
  readonly isLite: boolean;
}

/** Reading only. Reads may be repeated; writes never are. */
export interface BrokerReader {
  /** Also the call that must precede orders and market data after each login. */
  fetchAccounts(): Reply<AccountList>;
  /** Makes the account the one orders and trades are listed for. */
  selectAccount(accountId: AccountId): Reply<void>;
  fetchFigures(accountId: AccountId): Reply<AccountFigures>;
  /** Holdings, without rows of zero quantity. An empty answer after a non-empty one is asked twice before it is believed. */
  fetchPositions(accountId: AccountId): Reply<readonly Position[]>;
  /** Orders of the session and older working ones. `isComplete` is false for the broker's priming answer. */
  fetchOrders(): Reply<{ readonly orders: readonly BrokerOrder[]; readonly isComplete: boolean }>;
  fetchOrder(brokerOrderId: BrokerOrderId): Reply<BrokerOrder>;
  /** Fills of the last `days` (1 to 7). */
  fetchExecutions(days: number): Reply<readonly Execution[]>;
  /** The broker's what-if. Sends no order. */
  previewOrder(draft: OrderDraft): Reply<MarginPreview>;
}

/** Only services/submit-order may call the four writes. None is ever repeated by an implementation. */
export interface Broker extends BrokerReader {
  placeOrder(draft: OrderDraft): Reply<OrderAnswer>;
  /** Answers a question. `confirmed: false` discards the order. Must be the next thing sent. */
  answerQuestion(replyId: string, confirmed: boolean): Reply<OrderAnswer | { kind: 'discarded' }>;
  /** Sends all fields of the changed order again. */
  modifyOrder(brokerOrderId: BrokerOrderId, changed: OrderDraft): Reply<OrderAnswer>;
  /** Asks to cancel. Done only when the status says so. */
  cancelOrder(accountId: AccountId, brokerOrderId: BrokerOrderId): Reply<void>;
}
