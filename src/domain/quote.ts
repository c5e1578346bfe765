import type { Big } from 'big.js';

import type { Conid } from './contract.ts';
import type { Instant } from './time.ts';

/** How fresh the broker says the data is. `missing-consent`: the market data agreement in Client Portal is not signed. */
export type QuoteAvailability =
  | 'live'
  | 'delayed'
  | 'frozen'
  | 'frozen-delayed'
  | 'not-subscribed'
  | 'missing-consent'
  | 'unknown';

/** One contract's latest market data. Prices per share; null means the broker has not told it, never zero. */
export interface Quote {
  readonly conid: Conid;
  readonly bid: Big | null;
  readonly ask: Big | null;
  /** Contracts or shares at the bid. */
  readonly bidSize: number | null;
  readonly askSize: number | null;
  readonly last: Big | null;
  /** True when `last` is the previous close because there was no trade today. */
  readonly isLastClose: boolean;
  readonly isHalted: boolean;
  readonly mark: Big | null;
  readonly previousClose: Big | null;
  readonly change: Big | null;
  /** In percent: 0.57 is 0.57 %. */
  readonly changePercent: number | null;
  /** Contracts or shares today. */
  readonly volume: number | null;
  /** Contracts; options only. */
  readonly openInterest: number | null;
  /** Options only: of this one. Annualized, a fraction: 0.25 is 25 %. */
  readonly impliedVol: number | null;
  /** Underlyings only: what their options of about 30 days imply together. Annualized, a fraction. */
  readonly underlyingVol: number | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  /** Per calendar day and share. */
  readonly theta: number | null;
  /** Per vol point and share. */
  readonly vega: number | null;
  readonly availability: QuoteAvailability;
  /** When the broker last changed any field. */
  readonly updatedAt: Instant | null;
  /** When the desk last received anything for it. */
  readonly receivedAt: Instant;
}

/** A quote of which nothing is known yet. */
export function blankQuote(conid: Conid, receivedAt: Instant): Quote {
  return {
    conid,
    bid: null,
    ask: null,
    bidSize: null,
    askSize: null,
    last: null,
    isLastClose: false,
    isHalted: false,
    mark: null,
    previousClose: null,
    change: null,
    changePercent: null,
    volume: null,
    openInterest: null,
    impliedVol: null,
    underlyingVol: null,
    delta: null,
    gamma: null,
    theta: null,
    vega: null,
    availability: 'unknown',
    updatedAt: null,
    receivedAt,
  };
}
