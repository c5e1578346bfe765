import type { Denial } from './compliance/rule.ts';
import type { BrokerOrderId } from './order.ts';

/** A question the broker asks before it takes an order. */
export interface BrokerQuestion {
  /** Changes with every question; the reply names it. */
  readonly replyId: string;
  /** The broker's exact words, one entry per message; may hold HTML, which is shown as text. */
  readonly messages: readonly string[];
  /** Same order as `messages`; empty when the broker sent none. */
  readonly messageIds: readonly string[];
}

/** Every answer to placing, changing or replying that can be told for certain. */
export type OrderAnswer =
  | { readonly kind: 'accepted'; readonly brokerOrderId: BrokerOrderId; readonly status: string }
  | { readonly kind: 'question'; readonly question: BrokerQuestion }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * What we know about an order after trying to submit it.
 *
 * `denied`: stopped before the broker, by our own checks, the host or a gateway that takes nothing. `rejected`: refused by the broker, in its words.
 * `discarded`: the trader did not confirm the broker's question. `released`: it was unknown, two complete reads of
 * orders and fills did not show it, and the trader released the lock by hand. `unknown` is none of these: the broker may be
 * working the order. Never resend it; reconciliation finds it by `clientOrderId`.
 */
export type SubmitOutcome =
  | { readonly kind: 'denied'; readonly denials: readonly Denial[] }
  | { readonly kind: 'accepted'; readonly brokerOrderId: BrokerOrderId }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'released' }
  | { readonly kind: 'unknown'; readonly detail: string };
