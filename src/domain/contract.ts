import type { Big } from 'big.js';

import type { Brand } from '#lib/brand.ts';

import type { Currency } from './money.ts';
import type { CalendarDate } from './time.ts';

/** IBKR contract identifier, a positive whole number. Stable for the life of the contract. */
export type Conid = Brand<number, 'Conid'>;

/** Makes a conid. Throws on anything but a positive whole number. */
export function conidOf(value: number): Conid {
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`Not a conid: ${value}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes a Conid
  return value as Conid;
}

export type OptionRight = 'call' | 'put';

/** What options are written on: a share, a fund or an index (an index itself cannot be traded). */
export interface UnderlyingContract {
  readonly kind: 'stock' | 'index';
  readonly conid: Conid;
  readonly symbol: string;
  /** Company, fund or index name as the broker writes it. */
  readonly name: string;
  /** Primary exchange, e.g. "NASDAQ". */
  readonly exchange: string;
  readonly currency: Currency;
}

export interface OptionContract {
  readonly kind: 'option';
  readonly conid: Conid;
  readonly underlyingConid: Conid;
  /** Symbol of the underlying, e.g. "SPX". */
  readonly underlying: string;
  /** Trading class: SPX and SPXW are different contracts of the same underlying. */
  readonly tradingClass: string;
  readonly right: OptionRight;
  /** Exercise price per share, in the contract currency. */
  readonly strike: Big;
  /** Last trading date at the exchange. */
  readonly expiry: CalendarDate;
  /** Underlying shares per contract: 100 for standard US options, other values after a corporate action. */
  readonly multiplier: number;
  readonly currency: Currency;
}

export type Contract = UnderlyingContract | OptionContract;

/** Price steps of a contract: the rule with the greatest `lowerEdge` not above the price applies. */
export interface PriceIncrement {
  readonly lowerEdge: Big;
  readonly increment: Big;
}
