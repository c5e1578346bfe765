import type { Instant } from '#domain/time.ts';

import { displayedSize, volumeSoFar } from './activity.ts';
import type { DayRange } from './day-range.ts';
import type { SimulatedMarket } from './exchange-shapes.ts';
import { priceOfCents } from './increments.ts';
import type { Listing } from './listings.ts';
import type { PricePath } from './price-path.ts';
import { chanceOf } from './random.ts';

const WIDTH_STREAM = 2201;
const WIDTH_BLOCK_MS = 2000;

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

  function touch(listing: Listing, cents: number, at: Instant) {
    if (listing.listed.contract.kind === 'index') {
      return { bid: null, ask: null, bidSize: 0, askSize: 0 };
    }
    const mood = chanceOf(seed, WIDTH_STREAM, listing.conid, Math.floor(at / WIDTH_BLOCK_MS));
    const width = 1 + Math.floor(mood * (1 + cents / 20_000) * listing.spreadFactor);
    const bid = Math.floor(cents - width / 2 + 0.5);
    const most = 300 + listing.dailyVolume / 40_000;
    return {
      bid: priceOfCents(bid),
      ask: priceOfCents(bid + width),
      bidSize: displayedSize(seed, listing.conid, 'bid', at, most) * 10,
      askSize: displayedSize(seed, listing.conid, 'ask', at, most) * 10,
    };
  }

  return (listing, at) => {
    const price = path.priceAt(listing, at);
    const range = needs.rangeOf(listing, at);
    const fraction = path.dayFractionAt(at);
    return {
      ...touch(listing, price * 100, at),
      last: priceOfCents(price * 100),
      lastSize: displayedSize(seed, listing.conid, 'ask', at, 60) * 10,
      mark: priceOfCents(price * 100),
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
