import { err, ok, type Result } from '#lib/result.ts';

import { invertNormalizedBlack } from './normalized-black.ts';
import { checkTerms, netSpot, type UnpricedTerms } from './option-terms.ts';

/**
 * Why a price has no implied volatility: less than the option is worth without any volatility, exactly that
 * (every low volatility fits), no less than it can ever be worth, or no time left for volatility to act.
 */
export type ImpliedVolFailure =
  'price-below-intrinsic' | 'no-time-value' | 'price-above-bound' | 'expired';

/**
 * Finds the volatility at which {@link priceEuropean} gives `price` (per share), to about 1e-12 relative
 * wherever the price itself still tells it.
 */
export function impliedVolEuropean(
  price: number,
  terms: UnpricedTerms,
): Result<number, ImpliedVolFailure> {
  checkTerms(terms, 0);
  if (!Number.isFinite(price)) throw new RangeError(`Not a price: ${price}`);
  if (terms.years === 0) return err('expired');
  const { strike, years } = terms;
  const shares = netSpot(terms) * Math.exp(-terms.dividendYield * years);
  const cash = strike * Math.exp(-terms.rate * years);
  const timeValue = price - Math.max(0, terms.right === 'call' ? shares - cash : cash - shares);
  const roundOff = ROUND_OFF * Math.max(shares, cash);
  if (timeValue < -roundOff) return err('price-below-intrinsic');
  if (timeValue <= (price > roundOff ? roundOff : 0)) return err('no-time-value');
  if (timeValue >= Math.min(shares, cash)) return err('price-above-bound');
  const moneyness = -Math.abs(Math.log(shares / cash));
  const deviation = invertNormalizedBlack(moneyness, timeValue / Math.sqrt(shares * cash));
  return ok(deviation / Math.sqrt(years));
}

/** Two steps of double precision: a smaller time value is only the rounding of the subtraction. */
const ROUND_OFF = 4.5e-16;
