import type { Big } from 'big.js';

import type { Brand } from '#lib/brand.ts';

import type { Conid, OptionContract, UnderlyingContract } from './contract.ts';
import type { Instant } from './time.ts';

/** Our identifier, chosen before sending, so that an unanswered order can be found again. At most 40 ASCII characters. */
export type ClientOrderId = Brand<string, 'ClientOrderId'>;
/** The broker's identifier, known only once the broker has answered. */
export type BrokerOrderId = Brand<string, 'BrokerOrderId'>;
/** The broker's name for an account, e.g. "DU7418203". */
export type AccountId = Brand<string, 'AccountId'>;

/** Throws on an empty, too long or non-ASCII text: the broker would cut or refuse it. */
export function clientOrderIdOf(text: string): ClientOrderId {
  if (!/^[\x21-\x7e]{1,40}$/.test(text)) throw new Error(`Not a client order id: ${text}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes a ClientOrderId
  return text as ClientOrderId;
}

/** Throws on an empty text. */
export function brokerOrderIdOf(text: string): BrokerOrderId {
  if (text === '') throw new Error('Not a broker order id: empty');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes a BrokerOrderId
  return text as BrokerOrderId;
}

/** Throws on an empty text. */
export function accountIdOf(text: string): AccountId {
  if (text === '') throw new Error('Not an account id: empty');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes an AccountId
  return text as AccountId;
}

export type Side = 'buy' | 'sell';
export type TimeInForce = 'day' | 'gtc' | 'ioc';

/** What the order does and at which price. Prices per share, positive for one contract. */
export type OrderTerms =
  | { readonly type: 'market' }
  | { readonly type: 'limit'; readonly limitPrice: Big }
  | { readonly type: 'stop'; readonly stopPrice: Big }
  | { readonly type: 'stop-limit'; readonly limitPrice: Big; readonly stopPrice: Big };

export type OrderType = OrderTerms['type'];

/** One contract within an order. */
export interface Leg {
  readonly contract: OptionContract | UnderlyingContract;
  readonly side: Side;
  /** Contracts of this leg per unit of the order, a positive whole number; `side` carries the sign. */
  readonly ratio: number;
}

/** The instruction before it is sent. One leg today; combinations are more legs of the same underlying. */
export interface OrderDraft {
  readonly clientOrderId: ClientOrderId;
  readonly accountId: AccountId;
  readonly legs: readonly [Leg, ...Leg[]];
  /** Units of the order (contracts for a single leg). Positive whole number. */
  readonly quantity: number;
  readonly terms: OrderTerms;
  readonly timeInForce: TimeInForce;
  readonly outsideRegularHours: boolean;
  /** What the trader means to do; the broker nets positions itself. */
  readonly effect: 'open' | 'close';
}

/**
 * What the desk knows about an order. `unknown` is not `rejected`: the broker may be working it.
 * `inactive` is the broker's word for saved or refused orders; only its reason text tells which.
 */
export type OrderStatus =
  | 'sending'
  | 'question'
  | 'unknown'
  | 'pending-submit'
  | 'pre-submitted'
  | 'submitted'
  | 'pending-cancel'
  | 'filled'
  | 'canceled'
  | 'expired'
  | 'rejected'
  | 'inactive'
  | 'unlisted';

/** An order as the broker reports it. */
export interface BrokerOrder {
  readonly brokerOrderId: BrokerOrderId;
  /** Null when the order was placed elsewhere (phone, TWS). */
  readonly clientOrderId: ClientOrderId | null;
  readonly accountId: AccountId;
  /** Null for combinations. */
  readonly conid: Conid | null;
  /** The broker's description of the contract. */
  readonly description: string;
  readonly underlying: string;
  readonly side: Side;
  readonly type: OrderType | 'other';
  readonly limitPrice: Big | null;
  readonly stopPrice: Big | null;
  readonly timeInForce: TimeInForce | 'other';
  readonly totalQuantity: number;
  readonly filledQuantity: number;
  readonly remainingQuantity: number;
  /** Per share; null before the first fill. */
  readonly averagePrice: Big | null;
  readonly status: OrderStatus;
  /** The broker's own status word, exactly. */
  readonly brokerStatus: string;
  /** Why it was refused or canceled by the system, in the broker's words. */
  readonly reason: string | null;
  readonly updatedAt: Instant | null;
}

/** Whether the order can still fill. */
export function isWorking(status: OrderStatus): boolean {
  return (
    status === 'pending-submit' ||
    status === 'pre-submitted' ||
    status === 'submitted' ||
    status === 'pending-cancel'
  );
}

/** Whether the story of the order is over: nothing the broker says later may change it, except a correction. */
export function isFinal(status: OrderStatus): boolean {
  return (
    status === 'filled' || status === 'canceled' || status === 'expired' || status === 'rejected'
  );
}
