import type { Instant } from '#domain/time.ts';

import { displayedSize, volumeSoFar } from './activity.ts';
import type { DayRange } from './day-range.ts';
import type { SimulatedMarket } from '../exchange-shapes.ts';
import { priceOfCents } from '../listing/increments.ts';
import type { Listing } from '../listing/listings.ts';
import type { PricePath } from './price-path.ts';
import { stockTouch } from './touch.ts';

interface Needs {
  readonly seed: number;
  readonly path: PricePath;
  readonly rangeOf: (listing: Listing, at: Instant) => DayRange;
  readonly historicalVolOf: (listing: Listing, at: Instant) => number;
  readonly impliedVolOf: (listing: Listing, at: Instant) => number;
}

/** The market of a share, a fund or an index. An index has a level but no bid or ask. */
export function createStockMarkets(
  needs: Needs,
): (listing: Listing, at: Instant) => SimulatedMarket {
  const { seed, path } = needs;

  return (listing, at) => {
    const price = path.priceAt(listing, at);
    const range = needs.rangeOf(listing, at);
    const fraction = path.dayFractionAt(at);
    return {
      ...stockTouch(seed, listing, price, at),
      last: priceOfCents(price * 100),
      lastSize: displayedSize(seed, listing.conid, 'ask', at, 60) * 10,
      open: priceOfCents(range.open * 100),
      high: priceOfCents(range.high * 100),
      low: priceOfCents(range.low * 100),
      previousClose: priceOfCents(path.previousCloseAt(listing, at) * 100),
      volume: volumeSoFar(seed, listing.conid, at, fraction, listing.dailyVolume),
      openInterest: null,
      impliedVol: needs.impliedVolOf(listing, at),
      delta: null,
      gamma: null,
      theta: null,
      vega: null,
      historicalVol: needs.historicalVolOf(listing, at),
      isHalted: false,
      updatedAt: at,
    };
  };
}
