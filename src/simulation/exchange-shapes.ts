import type { Big } from 'big.js';

import type { Conid, UnderlyingContract } from '#domain/contract.ts';
import type { Side, TimeInForce } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';

export interface ListedUnderlying {
  readonly contract: UnderlyingContract;
  readonly sector: string;
  readonly hasOptions: boolean;
  readonly optionStyle: 'american' | 'european';
  readonly settlement: 'physical' | 'cash';
  /** Annual dividend yield, a fraction. */
  readonly dividendYield: number;
  readonly aliases: readonly string[];
}

/** Prices per share; null when there is none (no bid). */
export interface SimulatedMarket {
  readonly bid: Big | null;
  readonly ask: Big | null;
  readonly bidSize: number;
  readonly askSize: number;
  readonly last: Big | null;
  readonly lastSize: number;
  readonly mark: Big;
  readonly open: Big | null;
  readonly high: Big | null;
  readonly low: Big | null;
  readonly previousClose: Big;
  readonly volume: number;
  readonly openInterest: number | null;
  readonly impliedVol: number | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  /** Per calendar day. */
  readonly theta: number | null;
  /** Per vol point. */
  readonly vega: number | null;
  /** 30-day historical volatility of the underlying, a fraction; null for options. */
  readonly historicalVol: number | null;
  readonly isHalted: boolean;
  readonly updatedAt: Instant;
}

export interface SimulatedBar {
  readonly startAt: Instant;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface SimulatedLeg {
  readonly conid: Conid;
  readonly side: Side;
  readonly ratio: number;
}

export interface SimulatedOrderRequest {
  readonly accountId: string;
  /** One leg, or a combination filled as a whole. `side` of a leg is its side when the order is bought. */
  readonly legs: readonly [SimulatedLeg, ...SimulatedLeg[]];
  readonly side: Side;
  /** Units: contracts or shares for one leg. */
  readonly quantity: number;
  readonly type: 'market' | 'limit' | 'stop' | 'stop-limit';
  /** Per share; for a combination the net, negative is a credit. */
  readonly limitPrice: Big | null;
  readonly stopPrice: Big | null;
  readonly timeInForce: TimeInForce;
  readonly outsideRegularHours: boolean;
  /** The client's own id; children of a bracket have none. */
  readonly clientOrderId: string | null;
  /** Order id of the parent: waits until it has filled. */
  readonly parentOrderId: number | null;
  /** One-cancels-all group. */
  readonly groupId: string | null;
}

export type PlaceResult =
  | { readonly kind: 'accepted'; readonly orderId: number }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly text: string };

export type RejectReason =
  | 'unknown-contract'
  | 'expired-contract'
  | 'bad-quantity'
  | 'bad-price'
  | 'off-tick'
  | 'insufficient-funds'
  | 'no-permission'
  | 'market-closed'
  | 'halted'
  | 'duplicate-client-order-id'
  | 'order-not-found'
  | 'not-modifiable'
  | 'unknown-account';

export type SimulatedOrderStatus =
  | 'Inactive'
  | 'PendingSubmit'
  | 'PreSubmitted'
  | 'Submitted'
  | 'Filled'
  | 'PendingCancel'
  | 'Cancelled';

export interface SimulatedOrder {
  readonly orderId: number;
  readonly request: SimulatedOrderRequest;
  readonly status: SimulatedOrderStatus;
  readonly filledQuantity: number;
  readonly remainingQuantity: number;
  readonly averagePrice: Big | null;
  readonly reason: string | null;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
}

export interface SimulatedExecution {
  readonly executionId: string;
  readonly orderId: number;
  readonly clientOrderId: string | null;
  readonly accountId: string;
  readonly conid: Conid;
  readonly side: Side;
  readonly quantity: number;
  readonly price: Big;
  readonly commission: Big;
  readonly exchange: string;
  readonly executedAt: Instant;
}

export interface SimulatedPosition {
  readonly conid: Conid;
  /** Signed. Zero rows stay until the end of the day, for their realized P&L. */
  readonly quantity: number;
  /** Per share. */
  readonly averagePrice: Big;
  readonly marketPrice: Big;
  readonly marketValue: Big;
  readonly unrealizedPnl: Big;
  readonly realizedPnl: Big;
}

/** All sums in USD. */
export interface SimulatedAccount {
  readonly accountId: string;
  readonly type: 'margin' | 'cash';
  readonly netLiquidation: Big;
  readonly cash: Big;
  readonly settledCash: Big;
  readonly equityWithLoan: Big;
  readonly grossPositionValue: Big;
  readonly stockMarketValue: Big;
  readonly optionMarketValue: Big;
  readonly initialMargin: Big;
  readonly maintenanceMargin: Big;
  readonly availableFunds: Big;
  readonly excessLiquidity: Big;
  readonly buyingPower: Big;
  readonly dailyPnl: Big;
  readonly unrealizedPnl: Big;
  readonly realizedPnl: Big;
  readonly startOfDayNetLiquidation: Big;
}

export interface SimulatedWhatIf {
  /** Premium or price of the order, positive is paid. */
  readonly cost: Big;
  readonly commission: Big;
  readonly before: { readonly equity: Big; readonly initial: Big; readonly maintenance: Big };
  readonly after: { readonly equity: Big; readonly initial: Big; readonly maintenance: Big };
  readonly positionBefore: number;
  readonly positionAfter: number;
  readonly refusal: string | null;
}

export type ExchangeEvent =
  | { readonly kind: 'order'; readonly order: SimulatedOrder }
  | { readonly kind: 'execution'; readonly execution: SimulatedExecution }
  | {
      readonly kind: 'expired';
      readonly accountId: string;
      readonly conid: Conid;
      readonly text: string;
    };

/** How an exchange is made; see create-exchange.ts. */
export interface ExchangeOptions {
  readonly seed: number;
  readonly startAt: Instant;
  readonly accounts: readonly {
    readonly accountId: string;
    readonly type: 'margin' | 'cash';
    readonly cash: Big;
  }[];
  /** Trades as if the market were open, also at night and at weekends. */
  readonly alwaysOpen: boolean;
  /** What `save` returned earlier; the story goes on from there. */
  readonly saved?: unknown;
}
