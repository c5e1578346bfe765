import { Big } from 'big.js';

import type { Side } from './order.ts';

/** A holding and what is known of its prices, per share. Quantity in contracts or shares, negative is short. */
export interface HeldAt {
  readonly quantity: Big;
  readonly multiplier: number;
  readonly mark: Big | null;
}

/** (mark − average) × quantity × multiplier; null while either price is missing. Fees are in the average, as IBKR counts. */
export function deriveOpenPnl(held: HeldAt, averagePrice: Big | null): Big | null {
  if (held.mark === null || averagePrice === null) return null;
  return held.mark.minus(averagePrice).times(held.quantity).times(held.multiplier);
}

/** A fill of the day, of the same contract. */
export interface FillToday {
  readonly side: Side;
  readonly quantity: number;
  readonly price: Big;
  /** Paid for it in all; null until the broker tells it. */
  readonly commission: Big | null;
}

/**
 * Won or lost today after the commissions told so far, as the account's own day result counts: what was held before counts from the previous close, what was traded today from its own
 * price. Null while the mark is missing, or the previous close for what was held before.
 */
export function deriveDayPnl(
  held: HeldAt,
  previousClose: Big | null,
  fillsToday: readonly FillToday[],
): Big | null {
  const { mark, quantity, multiplier } = held;
  if (mark === null) return null;
  const signed = ({ side, quantity: count }: FillToday) => new Big(side === 'buy' ? count : -count);
  const before = fillsToday.reduce((rest, fill) => rest.minus(signed(fill)), quantity);
  if (previousClose === null && !before.eq(0)) return null;
  const carried = previousClose === null ? new Big(0) : mark.minus(previousClose).times(before);
  return fillsToday
    .reduce((sum, fill) => sum.plus(mark.minus(fill.price).times(signed(fill))), carried)
    .times(multiplier)
    .minus(fillsToday.reduce((sum, fill) => sum.plus(fill.commission ?? 0), new Big(0)));
}
