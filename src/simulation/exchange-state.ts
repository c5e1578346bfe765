import { Big } from 'big.js';

import type { Conid } from '#domain/contract.ts';
import type { Instant } from '#domain/time.ts';

import type {
  ExchangeEvent,
  SimulatedExecution,
  SimulatedOrder,
  SimulatedOrderRequest,
  SimulatedOrderStatus,
} from './exchange-shapes.ts';
import type { OrderFees } from './orders/fees.ts';
import type { Markets } from './prices/markets.ts';

/** A holding with what it cost. Contracts or shares, signed. */
export interface PositionState {
  readonly conid: Conid;
  quantity: number;
  /** Paid for what is held, commissions included; negative for what was received for a short. */
  cost: Big;
  /** Of the day. */
  realized: Big;
}

/** Money that has changed hands but is not settled yet. */
export interface Unsettled {
  /** Day number on which it settles. */
  readonly settlesOn: number;
  readonly amount: Big;
}

/** A change of cash that is no execution. Together with the executions these explain the cash to the cent. */
export interface CashEntry {
  readonly at: Instant;
  /** `exercise` is shares paid or received at the strike, also by assignment. */
  readonly kind: 'exercise' | 'cash-settlement' | 'dividend';
  readonly conid: Conid;
  /** Positive is received. */
  readonly amount: Big;
}

export interface AccountState {
  readonly accountId: string;
  readonly type: 'margin' | 'cash';
  cash: Big;
  startOfDay: Big;
  readonly positions: Map<Conid, PositionState>;
  executions: SimulatedExecution[];
  entries: CashEntry[];
  unsettled: Unsettled[];
}

export interface OrderState {
  readonly orderId: number;
  request: SimulatedOrderRequest;
  status: SimulatedOrderStatus;
  filled: number;
  remaining: number;
  /** Sum of quantity × price over the fills, per share. */
  notional: Big;
  reason: string | null;
  readonly placedAt: Instant;
  updatedAt: Instant;
  /** A stop that has been reached. */
  isTriggered: boolean;
  /** When a requested cancel takes hold. */
  cancelAt: Instant | null;
  /** End of a day order. */
  goodUntil: Instant | null;
  fees: OrderFees;
  /** Funds it would take when it fills, per unit. */
  reservedPerUnit: Big;
}

/** What the displayed size of a quote has already given away. */
export interface Consumed {
  readonly block: number;
  readonly quantity: number;
}

/** Everything that does not follow from seed and time alone. */
export interface ExchangeState {
  readonly seed: number;
  readonly alwaysOpen: boolean;
  now: Instant;
  nextOrderId: number;
  nextExecution: number;
  readonly accounts: Map<string, AccountState>;
  readonly orders: Map<number, OrderState>;
  readonly consumed: Map<string, Consumed>;
  events: ExchangeEvent[];
}

/** What the back office works with. */
export interface Floor {
  readonly markets: Markets;
  readonly state: ExchangeState;
}

export function isWorking({ status }: OrderState): boolean {
  return status !== 'Filled' && status !== 'Cancelled' && status !== 'Inactive';
}

export function toSimulatedOrder(order: OrderState): SimulatedOrder {
  return {
    orderId: order.orderId,
    request: order.request,
    status: order.status,
    filledQuantity: order.filled,
    remainingQuantity: order.remaining,
    averagePrice: order.filled === 0 ? null : order.notional.div(order.filled).round(6),
    reason: order.reason,
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
  };
}

/** Notes a change of an order and tells about it. */
export function report(state: ExchangeState, order: OrderState): void {
  order.updatedAt = state.now;
  state.events.push({ kind: 'order', order: toSimulatedOrder(order) });
}

export function accountOf(state: ExchangeState, accountId: string): AccountState {
  const account = state.accounts.get(accountId);
  if (account === undefined) throw new Error(`No such account: ${accountId}`);
  return account;
}
