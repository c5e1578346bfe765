import { instantOf, type Instant } from '#domain/time.ts';

import type { Listing } from './listings.ts';
import type { PricePath } from './price-path.ts';

const SAMPLE_MS = 300_000;

/** Unrounded prices of the trading day so far. */
export interface DayRange {
  readonly open: number;
  readonly high: number;
  readonly low: number;
}

interface Running extends DayRange {
  readonly startAt: Instant;
  /** Samples taken: the range holds the opening and that many 5-minute points. */
  readonly samples: number;
}

/** Follows the day's range of each underlying by a sample every five minutes, and the present price. */
export function createDayRanges(path: PricePath): (listing: Listing, at: Instant) => DayRange {
  const running = new Map<number, Running>();

  function started(listing: Listing, startAt: Instant): Running {
    const open = path.priceAt(listing, startAt);
    return { startAt, samples: 0, open, high: open, low: open };
  }

  return (listing, at) => {
    const startAt = path.dayStartAt(at);
    const wanted = Math.floor((at - startAt) / SAMPLE_MS);
    const known = running.get(listing.index);
    let range =
      known?.startAt === startAt && known.samples <= wanted ? known : started(listing, startAt);
    for (let sample = range.samples + 1; sample <= wanted; sample++) {
      const price = path.priceAt(listing, instantOf(startAt + sample * SAMPLE_MS));
      range = {
        ...range,
        samples: sample,
        high: Math.max(range.high, price),
        low: Math.min(range.low, price),
      };
    }
    running.set(listing.index, range);
    const now = path.priceAt(listing, at);
    return { open: range.open, high: Math.max(range.high, now), low: Math.min(range.low, now) };
  };
}
