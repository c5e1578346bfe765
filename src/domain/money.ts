import type { Big } from 'big.js';

/** ISO 4217 code, three capitals, e.g. "USD". */
export type Currency = string;

/** An exact sum in one currency. Negative means paid or owed, unless the field says otherwise. */
export interface Money {
  readonly amount: Big;
  readonly currency: Currency;
}

/** Adds two sums. Throws when the currencies differ: converting is a decision, never a side effect. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`Cannot add ${a.currency} and ${b.currency}`);
  return { amount: a.amount.plus(b.amount), currency: a.currency };
}
