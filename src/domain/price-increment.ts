import { Big } from 'big.js';

import type { PriceIncrement } from './contract.ts';

/** The price step that applies at `price` (its size, the sign does not matter). Null when the table has no row for it. */
export function incrementAt(increments: readonly PriceIncrement[], price: Big): Big | null {
  const size = price.abs();
  let best: PriceIncrement | null = null;
  for (const row of increments) {
    if (row.lowerEdge.lte(size) && (best === null || row.lowerEdge.gt(best.lowerEdge))) best = row;
  }
  return best === null || best.increment.lte(0) ? null : best.increment;
}

/** The tradable prices just below and just above `price`; both are `price` when it stands on a step or no table applies. */
export function nearestOnTick(
  increments: readonly PriceIncrement[],
  price: Big,
): { readonly below: Big; readonly above: Big } {
  const increment = incrementAt(increments, price);
  if (increment === null) return { below: price, above: price };
  const below = price.div(increment).round(0, Big.roundDown).times(increment);
  return below.eq(price) ? { below, above: below } : { below, above: below.plus(increment) };
}

/** One step up (+1) or down (−1) from `price`, never below one step. An off-step price moves onto the grid. */
export function stepPrice(
  increments: readonly PriceIncrement[],
  price: Big,
  direction: 1 | -1,
): Big {
  const { below, above } = nearestOnTick(increments, price);
  if (!below.eq(above)) return direction === 1 ? above : below;
  if (direction === 1) return price.plus(incrementAt(increments, price) ?? 0);
  const probe = incrementAt(increments, price.times('0.99999999')) ?? new Big(0);
  const next = price.minus(probe);
  return next.gt(0) ? next : price;
}
