import { instantOf, type Instant } from '#domain/time.ts';

import type { Listing } from '../listing/listings.ts';
import type { PricePath } from './price-path.ts';

const SAMPLE_MS = 300_000;

/** Unrounded prices of the trading day so far. */
export interface DayRange {
  readonly open: number;
  readonly high: number;
  /** When it was reached, on the 5-minute grid of the day. */
  readonly highAt: Instant;
  readonly low: number;
  readonly lowAt: Instant;
}

interface Running extends DayRange {
  readonly startAt: Instant;
  /** Samples taken: the range holds the opening and that many 5-minute points. */
  readonly samples: number;
}

/** The range with one more price in it. */
function widened<Range extends DayRange>(range: Range, price: number, at: Instant): Range {
  return {
    ...range,
    ...(price > range.high ? { high: price, highAt: at } : {}),
    ...(price < range.low ? { low: price, lowAt: at } : {}),
  };
}

/** Follows the day's range of each underlying by a sample every five minutes, and the present price. */
export function createDayRanges(path: PricePath): (listing: Listing, at: Instant) => DayRange {
  const running = new Map<number, Running>();

  function started(listing: Listing, startAt: Instant): Running {
    const open = path.priceAt(listing, startAt);
    const range = { open, high: open, highAt: startAt, low: open, lowAt: startAt };
    return { ...range, startAt, samples: 0 };
  }

  return (listing, at) => {
    const startAt = path.dayStartAt(at);
    const wanted = Math.floor((at - startAt) / SAMPLE_MS);
    const known = running.get(listing.index);
    let range =
      known?.startAt === startAt && known.samples <= wanted ? known : started(listing, startAt);
    for (let samples = range.samples + 1; samples <= wanted; samples++) {
      const sampleAt = instantOf(startAt + samples * SAMPLE_MS);
      range = { ...widened(range, path.priceAt(listing, sampleAt), sampleAt), samples };
    }
    running.set(listing.index, range);
    return widened(range, path.priceAt(listing, at), instantOf(startAt + wanted * SAMPLE_MS));
  };
}
