import type { Big } from 'big.js';

import type { Conid, OptionRight } from './contract.ts';
import type { Currency } from './money.ts';
import type { AccountId } from './order.ts';
import type { CalendarDate } from './time.ts';

/** The option half of a position, once the broker has told the contract's terms. */
export interface PositionOptionTerms {
  readonly right: OptionRight;
  readonly strike: Big;
  readonly expiry: CalendarDate;
  readonly multiplier: number;
  readonly underlyingConid: Conid | null;
  /** As in the contract's own symbol: SPXW is another class than SPX. */
  readonly tradingClass: string | null;
}

/** A holding as the broker reports it. Null means the broker did not say. */
export interface Position {
  readonly accountId: AccountId;
  readonly conid: Conid;
  readonly description: string;
  readonly underlying: string;
  readonly assetClass: 'stock' | 'option' | 'other';
  readonly option: PositionOptionTerms | null;
  /** Contracts or shares; negative is short. */
  readonly quantity: Big;
  /** Per share. */
  readonly averagePrice: Big | null;
  /** The broker's figure per contract, fees included; per share for stock. */
  readonly averageCost: Big | null;
  /** Per share. */
  readonly marketPrice: Big | null;
  /** price × quantity × multiplier, signed. */
  readonly marketValue: Big | null;
  readonly unrealizedPnl: Big | null;
  readonly realizedPnl: Big | null;
  readonly currency: Currency;
}
