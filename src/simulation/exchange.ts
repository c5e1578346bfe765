import type { Big } from 'big.js';

import type {
  Conid,
  OptionContract,
  PriceIncrement,
  UnderlyingContract,
} from '#domain/contract.ts';
import type { CalendarDate, Instant } from '#domain/time.ts';

import type {
  ExchangeEvent,
  ListedUnderlying,
  PlaceResult,
  SimulatedAccount,
  SimulatedBar,
  SimulatedExecution,
  SimulatedMarket,
  SimulatedOrder,
  SimulatedOrderRequest,
  SimulatedPosition,
  SimulatedWhatIf,
} from './exchange-shapes.ts';

/**
 * The small exchange with a broker's back office behind it: prices, option surface, matching, fees, margin, settlement.
 * Pure and seeded: the same seed, start and calls give the same story. It has no clock of its own; `advanceTo` moves it.
 */
export interface Exchange {
  /** Where its time stands. */
  now(): Instant;
  /** Moves prices, matches orders, expires options up to `instant` (never back). Steps at most once per 250 ms. */
  advanceTo(instant: Instant): void;
  /** Everything that happened since the last call, in order. */
  takeEvents(): readonly ExchangeEvent[];

  // Reference data
  searchUnderlyings(text: string): readonly ListedUnderlying[];
  underlying(conid: Conid): ListedUnderlying | null;
  contract(conid: Conid): OptionContract | UnderlyingContract | null;
  /** Listed expiries of the underlying that have not passed, ascending, each with its trading class. */
  expiries(
    underlying: Conid,
  ): readonly { readonly expiry: CalendarDate; readonly tradingClass: string }[];
  strikes(underlying: Conid, expiry: CalendarDate, tradingClass: string): readonly Big[];
  option(
    underlying: Conid,
    expiry: CalendarDate,
    tradingClass: string,
    strike: Big,
    right: 'call' | 'put',
  ): OptionContract | null;
  increments(conid: Conid): readonly PriceIncrement[];
  /** Whether it trades at this instant. With `alwaysOpen` the exchange trades as if the market were open. */
  isOpen(conid: Conid): boolean;

  // Market data
  market(conid: Conid): SimulatedMarket | null;
  /** Daily or intraday bars ending now, oldest first; made from the same seeded path. */
  bars(conid: Conid, barSeconds: number, count: number): readonly SimulatedBar[];

  // Trading
  place(request: SimulatedOrderRequest): PlaceResult;
  modify(
    orderId: number,
    change: Partial<
      Pick<SimulatedOrderRequest, 'quantity' | 'limitPrice' | 'stopPrice' | 'timeInForce'>
    >,
  ): PlaceResult;
  cancel(orderId: number): 'cancel-requested' | 'not-found' | 'already-done';
  order(orderId: number): SimulatedOrder | null;
  orders(accountId: string): readonly SimulatedOrder[];
  executions(accountId: string): readonly SimulatedExecution[];
  positions(accountId: string): readonly SimulatedPosition[];
  account(accountId: string): SimulatedAccount;
  accountIds(): readonly string[];
  /** What the order would do to the account; sends nothing. */
  whatIf(request: SimulatedOrderRequest): SimulatedWhatIf;

  /** Everything needed to go on after a restart, as JSON-safe data. */
  save(): unknown;
}
