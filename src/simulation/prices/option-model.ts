import { yearFraction } from '#domain/calendar/time-to-expiry.ts';
import { americanPrice, priceAmerican } from '#domain/option-pricing/american.ts';
import { priceEuropean } from '#domain/option-pricing/european.ts';
import type { OptionTerms, OptionValue } from '#domain/option-pricing/option-terms.ts';
import { instantOf, type Instant } from '#domain/time.ts';

import type { ListedOption } from '../listing/contract-book.ts';
import type { PricePath } from './price-path.ts';
import { RATE, surfaceVol } from './vol-surface.ts';

/** Inside one bucket of the underlying's price (a tenth of a percent) the value is continued by delta and gamma. */
const SPOT_BUCKET = 0.001;
const TIME_BUCKET_MS = 60_000;
const MS_PER_DAY = 86_400_000;
const LAST_DAY_YEARS = 1 / 365;

/** Fair price per share with its greeks and the volatility it was made with. */
export interface ModelQuote extends Omit<OptionValue, 'rho'> {
  readonly impliedVol: number;
}

export interface OptionModel {
  /** Fair value and greeks at an instant: the same for the same instant, whatever was asked before. */
  quoteAt(option: ListedOption, at: Instant): ModelQuote;
  /** Fair value if the underlying stood at `spot`, computed in full. */
  priceFor(option: ListedOption, spot: number, at: Instant): number;
}

interface Anchor {
  readonly spotBucket: number;
  readonly timeBucket: number;
  readonly spot: number;
  readonly at: Instant;
  readonly value: ModelQuote;
}

function termsOf(option: ListedOption, spot: number, at: Instant): OptionTerms {
  const { listing } = option.tradingClass;
  const years = yearFraction(at, option.settlesAt);
  return {
    right: option.contract.right,
    spot,
    strike: option.strike,
    years,
    vol: surfaceVol(listing, spot, option.strike, years),
    rate: RATE,
    dividendYield: listing.listed.dividendYield,
  };
}

function isAmerican({ tradingClass }: ListedOption): boolean {
  return tradingClass.listing.listed.optionStyle === 'american';
}

function valueFor(option: ListedOption, spot: number, at: Instant): ModelQuote {
  const terms = termsOf(option, spot, at);
  const value = isAmerican(option) ? priceAmerican(terms, 'quote') : priceEuropean(terms);
  const { price, delta, gamma, theta, vega } = value;
  return { price, delta, gamma, theta, vega, impliedVol: terms.vol };
}

function priceOf(option: ListedOption, spot: number, at: Instant): number {
  const terms = termsOf(option, spot, at);
  return isAmerican(option) ? americanPrice(terms, 'quote') : priceEuropean(terms).price;
}

/** The anchor's value moved to the present price and time. */
function continued({ spot, at, value }: Anchor, spotNow: number, now: number): ModelQuote {
  const move = spotNow - spot;
  const days = (now - at) / MS_PER_DAY;
  return {
    ...value,
    price: Math.max(
      0,
      value.price + value.delta * move + 0.5 * value.gamma * move * move + value.theta * days,
    ),
    delta: Math.max(-1, Math.min(1, value.delta + value.gamma * move)),
  };
}

export function createOptionModel(path: PricePath): OptionModel {
  const anchors = new Map<number, Anchor>();

  function anchorAt(option: ListedOption, spot: number, at: Instant): Anchor {
    const spotBucket = Math.round(Math.log(spot) / SPOT_BUCKET);
    const timeBucket = Math.floor(at / TIME_BUCKET_MS);
    const known = anchors.get(option.contract.conid);
    if (known?.spotBucket === spotBucket && known.timeBucket === timeBucket) return known;
    const anchorSpot = Math.exp(spotBucket * SPOT_BUCKET);
    const anchorTime = instantOf(timeBucket * TIME_BUCKET_MS);
    const value = valueFor(option, anchorSpot, anchorTime);
    const anchor = { spotBucket, timeBucket, spot: anchorSpot, at: anchorTime, value };
    anchors.set(option.contract.conid, anchor);
    return anchor;
  }

  return {
    quoteAt: (option, at) => {
      const spot = path.priceAt(option.tradingClass.listing, at);
      if (yearFraction(at, option.settlesAt) < LAST_DAY_YEARS) return valueFor(option, spot, at);
      return continued(anchorAt(option, spot, at), spot, at);
    },
    priceFor: priceOf,
  };
}
