import type { Conid, OptionContract, OptionRight } from '#domain/contract.ts';
import type { CalendarDate } from '#domain/time.ts';
import type { Big } from 'big.js';

import type { ExpiryMonth } from './market-data.ts';

export interface KnownStrike {
  readonly strike: Big;
  readonly right: OptionRight;
  /** One for each expiry and trading class; empty when the broker has none there. */
  readonly contracts: readonly OptionContract[];
}

export interface KnownMonth {
  /** The exchange's date on which the strikes were read; older ones are read again. */
  readonly readOn: CalendarDate;
  readonly call: readonly Big[];
  readonly put: readonly Big[];
}

/** Contracts once asked for. A conid never changes, so they are kept for good; strikes of a month for one trading day. */
export interface ContractAtlas {
  loadMonth(underlying: Conid, month: ExpiryMonth): Promise<KnownMonth | null>;
  saveMonth(underlying: Conid, month: ExpiryMonth, known: KnownMonth): Promise<void>;
  loadStrikes(underlying: Conid, month: ExpiryMonth): Promise<readonly KnownStrike[]>;
  saveStrike(underlying: Conid, month: ExpiryMonth, known: KnownStrike): Promise<void>;
}
