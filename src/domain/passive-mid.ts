import type { Big } from 'big.js';

import type { PriceIncrement } from './contract.ts';
import { midOf } from './order-facts.ts';
import type { Side } from './order.ts';
import { nearestOnTick } from './price-increment.ts';

/**
 * The middle between bid and ask on a tradable price, rounded to the side that gives nothing away: a buyer's down, a
 * seller's up. Null without both sides. Without known steps it is the middle as it is.
 */
export function passiveMid(
  quote: { readonly bid: Big | null; readonly ask: Big | null } | null,
  side: Side,
  increments: readonly PriceIncrement[],
): Big | null {
  const mid = midOf(quote?.bid ?? null, quote?.ask ?? null);
  if (mid === null) return null;
  const { below, above } = nearestOnTick(increments, mid);
  return side === 'buy' && below.gt(0) ? below : above;
}
