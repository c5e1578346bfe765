import type { Big } from 'big.js';

import { yearFraction } from '#domain/calendar/time-to-expiry.ts';
import type { Instant } from '#domain/time.ts';

import { displayedSize } from './activity.ts';
import type { ListedOption } from '../listing/contract-book.ts';
import { priceOfCents, roundDown, roundUp } from '../listing/increments.ts';
import type { Listing } from '../listing/listings.ts';
import { chanceOf } from '../random.ts';

const OPTION_WIDTH_STREAM = 2101;
const OPTION_WIDTH_BLOCK_MS = 10_000;
const STOCK_WIDTH_STREAM = 2201;
const STOCK_WIDTH_BLOCK_MS = 2000;

/** What orders trade against. Prices per share; null when nobody is there. */
export interface Touch {
  readonly bid: Big | null;
  readonly ask: Big | null;
  readonly bidSize: number;
  readonly askSize: number;
  readonly mark: Big;
}

const nobody = { bid: null, ask: null, bidSize: 0, askSize: 0 };

/** Half the width of an option's market, before rounding to price steps. */
export function halfWidth(seed: number, option: ListedOption, price: number, at: Instant): number {
  const { listing } = option.tradingClass;
  const block = Math.floor(at / OPTION_WIDTH_BLOCK_MS);
  const mood = 0.75 + 0.5 * chanceOf(seed, OPTION_WIDTH_STREAM, option.contract.conid, block);
  const years = yearFraction(at, option.settlesAt);
  return 0.5 * listing.spreadFactor * mood * (0.006 + 0.008 * price) * (1 + Math.sqrt(years));
}

/** The market around an option's fair price. Worth less than a step: no bid. Expired: neither bid nor ask. */
export function optionTouch(seed: number, option: ListedOption, price: number, at: Instant): Touch {
  const mark = priceOfCents(price * 100);
  if (at >= option.expiresAt) return { ...nobody, mark };
  const { tickProgram, listing } = option.tradingClass;
  const { conid } = option.contract;
  const half = halfWidth(seed, option, price, at);
  const bid = roundDown(tickProgram, Math.max(0, price - half));
  const ask = Math.max(roundUp(tickProgram, price + half), bid + 1);
  const most = 20 + 110 / listing.spreadFactor / (1 + price / 20);
  return {
    bid: bid > 0 ? priceOfCents(bid) : null,
    ask: priceOfCents(ask),
    bidSize: bid > 0 ? displayedSize(seed, conid, 'bid', at, most) : 0,
    askSize: displayedSize(seed, conid, 'ask', at, most),
    mark,
  };
}

/** The market around a share price. An index has a level but nobody to trade it with. */
export function stockTouch(seed: number, listing: Listing, price: number, at: Instant): Touch {
  const mark = priceOfCents(price * 100);
  if (listing.listed.contract.kind === 'index') return { ...nobody, mark };
  const block = Math.floor(at / STOCK_WIDTH_BLOCK_MS);
  const mood = chanceOf(seed, STOCK_WIDTH_STREAM, listing.conid, block);
  const width = 1 + Math.floor(mood * (price / 300) * listing.spreadFactor);
  const bid = Math.floor(price * 100 - width / 2 + 0.5);
  const most = 300 + listing.dailyVolume / 40_000;
  return {
    bid: priceOfCents(bid),
    ask: priceOfCents(bid + width),
    bidSize: displayedSize(seed, listing.conid, 'bid', at, most) * 10,
    askSize: displayedSize(seed, listing.conid, 'ask', at, most) * 10,
    mark,
  };
}
