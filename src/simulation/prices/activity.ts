import type { Instant } from '#domain/time.ts';

import type { ListedOption } from '../listing/contract-book.ts';
import { dayNumberAt } from '../market-days.ts';
import { chanceOf } from '../random.ts';

const SIZE_STREAM = 2001;
const VOLUME_STREAM = 2002;
const INTEREST_STREAM = 2003;
const SIZE_BLOCK_MS = 1000;

/** Which second of displayed sizes an instant belongs to: sizes are refreshed with each. */
export function sizeBlockAt(at: Instant): number {
  return Math.floor(at / SIZE_BLOCK_MS);
}

/** Displayed size, from 1 to about `most`, small ones likelier. */
export function displayedSize(
  seed: number,
  conid: number,
  side: 'bid' | 'ask',
  at: Instant,
  most: number,
): number {
  const luck = chanceOf(seed, SIZE_STREAM + (side === 'bid' ? 0 : 7), conid, sizeBlockAt(at));
  return 1 + Math.floor(luck * luck * most);
}

/** Share of a day's volume done after a share of the day: busy at both ends. Grows from 0 to 1. */
function volumeCurve(fraction: number): number {
  return (
    0.7 * fraction +
    0.3 *
      (0.5 -
        0.5 * Math.cos(Math.PI * fraction) +
        (Math.sin(2 * Math.PI * fraction) * 0.9) / (2 * Math.PI))
  );
}

/** Traded today so far, growing with the share of the day that has passed. */
export function volumeSoFar(
  seed: number,
  conid: number,
  at: Instant,
  fraction: number,
  average: number,
): number {
  const liveliness = 0.6 + 0.9 * chanceOf(seed, VOLUME_STREAM, conid, dayNumberAt(at));
  return Math.floor(average * liveliness * volumeCurve(fraction));
}

/** Contracts open at the start of the day: most near the money, at round strikes and in monthly expiries. */
export function openInterest(seed: number, option: ListedOption, at: Instant): number {
  const { expiryDay, isMonthly } = option;
  const { listing } = option.tradingClass;
  const size = listing.dailyVolume === 0 ? 9000 : 600 + listing.dailyVolume / 7000;
  const distance = Math.log(option.strike / listing.basePrice) / (listing.vol * 0.55);
  const nearness = Math.exp(-0.5 * distance * distance);
  const isRound = Math.round(option.strike / listing.strikeStep) % (isMonthly ? 4 : 2) === 0;
  const liking = 0.15 + chanceOf(seed, INTEREST_STREAM, option.contract.conid) ** 2;
  const daysLeft = Math.max(0, expiryDay - dayNumberAt(at));
  const growth = 1 / (1 + daysLeft / (isMonthly ? 90 : 12));
  return Math.floor(
    size * nearness * liking * growth * (isRound ? 2.2 : 0.8) * (isMonthly ? 2.5 : 1),
  );
}
