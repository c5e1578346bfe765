import type { Instant } from '#domain/time.ts';

import type { Listing } from '../listing/listings.ts';
import { openDays, tradedDays, type PathPoint } from './path-days.ts';
import { gaussianOf } from '../random.ts';

/** Prices move on this grid. */
export const STEP_MS = 250;

const MARKET_VOL = 0.14;
const MARKET_STREAM = 1000;
/** How much of a deviation is left after a day: prices come back to their base within some months. */
const MEMORY = 0.985;
const MEMORY_DAYS = 300;
/** Halvings of a day until a piece is about one step. */
const DEPTH = 18;
/** Restlessness of every step on top of the walk, a share of the price. */
const FLICKER = 1.5e-5;
const FLICKER_STREAM = 1001;
/** The day at whose end every price is its base: 2026-11-20. */
const ANCHOR_DAY = 20_777;

export interface PricePath {
  /** Price per share, unrounded. */
  priceAt(listing: Listing, at: Instant): number;
  /** When the day's trading that holds `at` began; before an opening, the day before. */
  dayStartAt(at: Instant): Instant;
  /** When that day's trading ends. */
  dayEndAt(at: Instant): Instant;
  /** How far through the trading day, 0 to 1. */
  dayFractionAt(at: Instant): number;
  /** Price at which the trading day before the one that holds `at` ended. */
  previousCloseAt(listing: Listing, at: Instant): number;
}

interface Walk {
  /** Where a stream stands at the end of a day, in daily standard deviations. */
  levelAt(stream: number, day: number): number;
  pointAt(stream: number, point: PathPoint): number;
}

/**
 * Mean-reverting random walks, one per stream. Any instant is computed directly: ends of days from the days before, the
 * inside of a day by halving it (Brownian bridge).
 */
function createWalk(seed: number): Walk {
  const levels = new Map<number, number>();

  function levelAt(stream: number, day: number): number {
    const key = stream * 100_000 + day;
    const known = levels.get(key);
    if (known !== undefined) return known;
    let level = 0;
    let weight = 1;
    for (let back = 0; back < MEMORY_DAYS; back++) {
      level += weight * gaussianOf(seed, stream, day - back);
      weight *= MEMORY;
    }
    levels.set(key, level);
    return level;
  }

  function pointAt(stream: number, { day, fraction }: PathPoint): number {
    let left = levelAt(stream, day - 1);
    let right = levelAt(stream, day);
    if (fraction >= 1) return right;
    let place = fraction;
    let spread = 0.5;
    let node = 1;
    for (let depth = 0; depth < DEPTH; depth++) {
      const middle = (left + right) / 2 + spread * gaussianOf(seed, stream, day, node);
      const isRight = place >= 0.5;
      place = isRight ? place * 2 - 1 : place * 2;
      if (isRight) left = middle;
      else right = middle;
      node = node * 2 + (isRight ? 1 : 0);
      spread *= Math.SQRT1_2;
    }
    return left + (right - left) * place;
  }

  return { levelAt, pointAt };
}

/** Prices of all underlyings as a function of time: each walks by itself and takes its share of the market's walk. */
export function createPricePath(seed: number, alwaysOpen: boolean): PricePath {
  const walk = createWalk(seed);
  const days = alwaysOpen ? openDays : tradedDays;
  const daysPerYear = alwaysOpen ? 365 : 252;
  const marketSigma = MARKET_VOL / Math.sqrt(daysPerYear);
  const anchor = days.pathDayOf(ANCHOR_DAY);

  function priceOf(listing: Listing, point: PathPoint): number {
    const ownVol = Math.sqrt(Math.max(0, listing.vol ** 2 - (listing.beta * MARKET_VOL) ** 2));
    const market = walk.pointAt(MARKET_STREAM, point) - walk.levelAt(MARKET_STREAM, anchor);
    let logMove = listing.beta * marketSigma * market;
    if (ownVol > 1e-6) {
      const own = walk.pointAt(listing.index, point) - walk.levelAt(listing.index, anchor);
      logMove += (ownVol / Math.sqrt(daysPerYear)) * own;
    }
    return listing.basePrice * Math.exp(logMove);
  }

  function flickerOf(listing: Listing, at: number): number {
    return FLICKER * gaussianOf(seed, FLICKER_STREAM, listing.index, at / STEP_MS);
  }

  const memo = new Map<number, { at: number; price: number }>();

  return {
    priceAt: (listing, instant) => {
      const at = Math.floor(instant / STEP_MS) * STEP_MS;
      const known = memo.get(listing.index);
      if (known?.at === at) return known.price;
      const price = priceOf(listing, days.pointAt(at)) * (1 + flickerOf(listing, at));
      memo.set(listing.index, { at, price });
      return price;
    },
    dayStartAt: (at) => days.startAt(at),
    dayEndAt: (at) => days.endAt(at),
    dayFractionAt: (at) => days.progressAt(at),
    previousCloseAt: (listing, at) => priceOf(listing, days.previousEndOf(at)),
  };
}
