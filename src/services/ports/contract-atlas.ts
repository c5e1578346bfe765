import type { Conid, OptionContract, OptionRight } from '#domain/contract.ts';
import type { CalendarDate } from '#domain/time.ts';
import type { Big } from 'big.js';

import type { ExpiryMonth } from './market-data.ts';

export interface KnownStrike {
  readonly strike: Big;
  readonly right: OptionRight;
  /** One for each expiry and trading class; empty when the broker has none there. */
  readonly contracts: readonly OptionContract[];
  /** The exchange's date on which the broker was asked. An expiry listed later is missing here and yet may exist. */
  readonly readOn: CalendarDate;
}

export interface KnownMonth {
  /** The exchange's date on which the strikes were read; older ones are read again. */
  readonly readOn: CalendarDate;
  /** Since then nothing new was seen listed in the month: what a strike lacked on that date or later, it lacks. */
  readonly settledOn: CalendarDate;
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
