import type { Instant } from '#domain/time.ts';

import type { ListedOption } from './contract-book.ts';
import { valueOption, type ModelValue } from './option-value.ts';
import type { PricePath } from './price-path.ts';
import { RATE, surfaceVol, yearsUntil } from './vol-surface.ts';

/** Inside one bucket of the underlying's price (a tenth of a percent) the value is continued by delta and gamma. */
const SPOT_BUCKET = 0.001;
const TIME_BUCKET_MS = 60_000;
const MS_PER_DAY = 86_400_000;
const LAST_DAY_YEARS = 1 / 365;

export interface ModelQuote extends ModelValue {
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
  readonly at: number;
  readonly value: ModelQuote;
}

function valueFor(option: ListedOption, spot: number, at: number): ModelQuote {
  const { listing } = option.tradingClass;
  const years = Math.max(0, yearsUntil(option.settlesAt, at));
  const impliedVol = surfaceVol(listing, spot, option.strike, years);
  const value = valueOption({
    right: option.contract.right,
    spot,
    strike: option.strike,
    years,
    vol: impliedVol,
    rate: RATE,
    dividendYield: listing.listed.dividendYield,
  });
  return { ...value, impliedVol };
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
    const anchorTime = timeBucket * TIME_BUCKET_MS;
    const value = valueFor(option, anchorSpot, anchorTime);
    const anchor = { spotBucket, timeBucket, spot: anchorSpot, at: anchorTime, value };
    anchors.set(option.contract.conid, anchor);
    return anchor;
  }

  return {
    quoteAt: (option, at) => {
      const spot = path.priceAt(option.tradingClass.listing, at);
      if (yearsUntil(option.settlesAt, at) < LAST_DAY_YEARS) return valueFor(option, spot, at);
      return continued(anchorAt(option, spot, at), spot, at);
    },
    priceFor: (option, spot, at) => valueFor(option, spot, at).price,
  };
}
