import type { Quote } from './quote.ts';
import type { Instant } from './time.ts';

/**
 * What the numbers of a quote are worth. `untold`: the broker did not say how fresh they are. `close`: no trade or quote
 * today, the last ones stand. `stale`: live once, but nothing came for too long.
 */
export type QuoteTruth =
  | { readonly kind: 'live' | 'delayed' | 'close' | 'halted' | 'untold' }
  | { readonly kind: 'stale'; readonly ageMs: number };

/** While the feed is known to run, an unchanged price is a quiet market; after this it is doubtful anyway. */
const quietMs = 60_000;
/** While the feed does not run, this is all a price is good for. */
const brokenMs = 5_000;

/** Judges a quote. `isFeedGood`: the data connection is proven to run now. */
export function deriveQuoteTruth(quote: Quote, now: Instant, isFeedGood: boolean): QuoteTruth {
  if (quote.isHalted) return { kind: 'halted' };
  switch (quote.availability) {
    case 'delayed':
    case 'frozen-delayed':
      return { kind: 'delayed' };
    case 'frozen':
      return { kind: 'close' };
    case 'live':
      return liveOrStale(now - quote.receivedAt, isFeedGood);
    case 'unknown':
    case 'not-subscribed':
    case 'missing-consent':
      return { kind: 'untold' };
  }
}

function liveOrStale(ageMs: number, isFeedGood: boolean): QuoteTruth {
  return ageMs > (isFeedGood ? quietMs : brokenMs) ? { kind: 'stale', ageMs } : { kind: 'live' };
}

/** Why a value of the quote is missing, when the quote tells; null when it does not. */
export function missingBecause(quote: Quote | null): 'no-subscription' | 'no-agreement' | null {
  if (quote?.availability === 'not-subscribed') return 'no-subscription';
  return quote?.availability === 'missing-consent' ? 'no-agreement' : null;
}
