import type { Listing } from '../listing/listings.ts';

interface Smile {
  /** Loss of volatility per standard deviation of log-moneyness. */
  readonly skew: number;
  readonly curvature: number;
}

const stockSmile: Smile = { skew: 0.055, curvature: 0.022 };
const fundSmile: Smile = { skew: 0.12, curvature: 0.024 };

/** Interest rate of the exchange, continuously compounded. */
export const RATE = 0.037;

/**
 * Annual volatility at which an option is priced, a fraction: lower strikes dearer than higher ones, both wings raised,
 * short expiries livelier, all of it up when the price has fallen.
 */
export function surfaceVol(listing: Listing, spot: number, strike: number, years: number): number {
  const smile = isFund(listing) ? fundSmile : stockSmile;
  const fall = Math.log(listing.basePrice / spot);
  const level = listing.vol * Math.exp(Math.max(-0.5, Math.min(1, 1.4 * fall)));
  const meanReversion = Math.exp(-years * 2);
  const atTheMoney = level * meanReversion + listing.vol * 1.04 * (1 - meanReversion);
  const deviation = atTheMoney * Math.sqrt(years + 0.01);
  const distance = Math.max(-4.5, Math.min(4.5, Math.log(strike / spot) / deviation));
  const shape = 1 - smile.skew * distance + smile.curvature * distance * distance;
  return atTheMoney * Math.max(0.6, shape);
}

function isFund({ listed }: Listing): boolean {
  return listed.sector === 'Funds' || listed.sector === 'Indices';
}
