import type { Big } from 'big.js';

import type {
  Conid,
  OptionContract,
  PriceIncrement,
  UnderlyingContract,
} from '#domain/contract.ts';
import type { Quote } from '#domain/quote.ts';
import type { CalendarDate, Instant } from '#domain/time.ts';
import type { Readable } from '#lib/readable.ts';

import type { BrokerError, Reply } from './ports/broker.ts';
import type { Bar, ExpiryMonth, TradingHours, UnderlyingMatch } from './ports/market-data.ts';

/** One option of the chain at one strike; null while its contract is not known or does not exist. */
export interface ChainRow {
  readonly strike: Big;
  readonly call: OptionContract | null;
  readonly put: OptionContract | null;
}

export interface ExpirySummary {
  readonly expiry: CalendarDate;
  readonly tradingClass: string;
  /** The broker's month group it stands in. */
  readonly month: string;
}

export interface ChainView {
  readonly underlying: UnderlyingContract;
  readonly expiry: CalendarDate;
  readonly tradingClass: string;
  /** Ascending strikes. Rows fill from the money outward. */
  readonly rows: readonly ChainRow[];
  /** Contracts asked for and still missing. */
  readonly pending: number;
  readonly error: BrokerError | null;
}

export interface MarketService {
  search(symbol: string): Reply<readonly UnderlyingMatch[]>;
  /** All known expiries of the underlying, ascending; weeklies become known as their month is read. */
  expiries(match: UnderlyingMatch): Reply<readonly ExpirySummary[]>;
  /** The expiries of one month: two calls when it is new, none when it is known. */
  monthExpiries(match: UnderlyingMatch, month: ExpiryMonth): Reply<readonly ExpirySummary[]>;
  /** Reads the chain of one expiry, the strikes around `around` first. The view updates as contracts arrive. */
  openChain(
    underlying: UnderlyingContract,
    expiry: ExpirySummary,
    around: Big | null,
  ): {
    readonly view: Readable<ChainView>;
    readonly extend: () => void;
    readonly close: () => void;
  };
  increments(conid: Conid): Reply<readonly PriceIncrement[]>;
  tradingHours(underlying: UnderlyingContract, at: Instant): Reply<TradingHours | null>;
  history(conid: Conid, period: string, bar: string): Reply<readonly Bar[]>;
  contract(conid: Conid): Reply<OptionContract | UnderlyingContract>;
}

/** Latest quotes, read per cell. */
export interface QuoteBoard {
  quote(conid: Conid): Readable<Quote | null>;
  /** Asks for live values while on screen. Returns the way to stop. */
  watch(conids: readonly Conid[]): () => void;
}
