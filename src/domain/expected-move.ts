import type { Big } from 'big.js';

/** The range one standard deviation wide that the options expect at expiry. Prices of the underlying. */
export interface ExpectedMove {
  readonly low: Big;
  readonly high: Big;
  /** Half the width. */
  readonly move: Big;
}

const daysPerYear = 365;

/**
 * spot × volatility × √(days / 365). `impliedVol` is annualized, a fraction.
 * Null when the volatility is not known or no whole day is left: then the number would say nothing.
 */
export function deriveExpectedMove(
  spot: Big | null,
  impliedVol: number | null,
  days: number,
): ExpectedMove | null {
  if (spot === null || impliedVol === null || !(impliedVol > 0) || days < 1) return null;
  const move = spot.times(impliedVol).times(Math.sqrt(days / daysPerYear));
  const low = spot.minus(move);
  return low.lte(0) ? null : { low, high: spot.plus(move), move };
}
