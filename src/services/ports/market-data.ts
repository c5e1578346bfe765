import type { Big } from 'big.js';

import type {
  Conid,
  OptionContract,
  OptionRight,
  PriceIncrement,
  UnderlyingContract,
} from '#domain/contract.ts';
import type { Quote } from '#domain/quote.ts';
import type { Instant } from '#domain/time.ts';

import type { Reply } from './broker.ts';

/** A month as the broker groups expiries, e.g. "JAN27". Weeklies of the month are inside. */
export type ExpiryMonth = string;

export interface UnderlyingMatch {
  readonly contract: UnderlyingContract;
  /** Empty when it has no options. */
  readonly months: readonly ExpiryMonth[];
}

/** One bar of price history. */
export interface Bar {
  readonly startAt: Instant;
  readonly open: Big;
  readonly high: Big;
  readonly low: Big;
  readonly close: Big;
  readonly volume: number | null;
}

/** The session a contract is in, or its next one, as told for one moment. */
export interface TradingHours {
  readonly isOpen: boolean;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
}

export interface MarketData {
  /** Finds underlyings by symbol; must be called once per session before months, strikes and option quotes of a symbol. */
  searchUnderlying(symbol: string): Reply<readonly UnderlyingMatch[]>;
  /** All strikes of a month, over all its expiries. Ascending. */
  fetchStrikes(
    underlying: UnderlyingContract,
    month: ExpiryMonth,
  ): Reply<{ readonly call: readonly Big[]; readonly put: readonly Big[] }>;
  /** The contracts of one strike and right in a month: one for each expiry and trading class. */
  fetchContracts(
    underlying: UnderlyingContract,
    month: ExpiryMonth,
    strike: Big,
    right: OptionRight,
  ): Reply<readonly OptionContract[]>;
  fetchContract(conid: Conid): Reply<OptionContract | UnderlyingContract>;
  fetchIncrements(conid: Conid, isBuy: boolean): Reply<readonly PriceIncrement[]>;
  /** One reading of up to 100 contracts, repeated by the adapter until values have come or its patience (10 s) ends. */
  fetchQuotes(conids: readonly Conid[]): Reply<readonly Quote[]>;
  /** Whether the contract trades at a moment of the market's clock, by the broker's schedule. Null when the broker does not tell. */
  fetchTradingHours(contract: UnderlyingContract, at: Instant): Reply<TradingHours | null>;
  fetchHistory(conid: Conid, period: string, bar: string): Reply<readonly Bar[]>;
}
