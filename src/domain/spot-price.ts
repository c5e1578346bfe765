import type { Big } from 'big.js';

import { midOf } from './order-facts.ts';
import type { Quote } from './quote.ts';

/** What an underlying is worth now: its last trade, else its mark, else the middle. An index has no bid. */
export function spotPrice(quote: Quote | null): Big | null {
  if (quote === null) return null;
  return quote.last ?? quote.mark ?? midOf(quote.bid, quote.ask);
}
