import type { Instant } from '#domain/time.ts';

import { drawBars } from './bars.ts';
import type { Listing } from '../listing/listings.ts';
import { dayNumberAt } from '../market-days.ts';
import type { PricePath } from './price-path.ts';

const DAYS = 30;

/** Annualized volatility of the last 30 daily closes, a fraction; computed once a day and underlying. */
export function createHistoricalVols(
  path: PricePath,
  alwaysOpen: boolean,
): (listing: Listing, at: Instant) => number {
  const known = new Map<number, { readonly day: number; readonly vol: number }>();
  return (listing, at) => {
    const day = dayNumberAt(at);
    const found = known.get(listing.index);
    if (found?.day === day) return found.vol;
    const source = {
      priceAt: (when: Instant) => path.priceAt(listing, when),
      volumeBetween: () => 0,
    };
    const bars = drawBars(source, path.dayStartAt(at), 86_400, DAYS + 1, alwaysOpen);
    const vol = volOf(
      bars.map(({ close }) => close),
      alwaysOpen ? 365 : 252,
    );
    known.set(listing.index, { day, vol });
    return vol;
  };
}

function volOf(closes: readonly number[], daysPerYear: number): number {
  const moves = closes.slice(1).map((close, index) => Math.log(close / (closes[index] ?? close)));
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const variance = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / (moves.length - 1);
  return Math.sqrt(variance * daysPerYear);
}
