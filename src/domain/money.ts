import type { Big } from 'big.js';

/** ISO 4217 code, three capitals, e.g. "USD". */
export type Currency = string;

/** An exact sum in one currency. Negative means paid or owed, unless the field says otherwise. */
export interface Money {
  readonly amount: Big;
  readonly currency: Currency;
}
