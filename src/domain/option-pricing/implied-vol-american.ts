import { err, ok, type Result } from '#lib/result.ts';

import type { Accuracy } from './american-put.ts';
import { americanPrice } from './american.ts';
import { bracketedRoot } from './bracketed-root.ts';
import { priceEuropean } from './european.ts';
import { impliedVolEuropean, type ImpliedVolFailure } from './implied-vol-european.ts';
import { checkTerms, type UnpricedTerms } from './option-terms.ts';

/** Smaller time values are the method's own error, not information about volatility. Per unit of spot and strike. */
const ROUND_OFF = 1e-11;

const VOL_TOLERANCE = 1e-10;

/** Highest volatility looked for, 10,000 %: beyond it the price is at its bound to within rounding. */
const HIGHEST_VOL = 100;

/**
 * Finds the volatility at which an option that can be exercised early costs `price` (per share), to about 1e-9.
 *
 * Deep in the money the option is worth its intrinsic value at any low volatility: such a price has none.
 */
export function impliedVolAmerican(
  price: number,
  terms: UnpricedTerms,
  accuracy: Accuracy = 'detail',
): Result<number, ImpliedVolFailure> {
  checkTerms(terms, 0);
  if (!Number.isFinite(price)) throw new RangeError(`Not a price: ${price}`);
  if (terms.years === 0) return err('expired');
  const excessAt = (vol: number) => americanPrice({ ...terms, vol }, accuracy) - price;
  const least = { x: 0, y: excessAt(0) };
  const roundOff = ROUND_OFF * Math.max(terms.spot, terms.strike);
  if (least.y > roundOff) return err('price-below-intrinsic');
  if (least.y > -roundOff) return err('no-time-value');
  if (price >= upperBound(terms)) return err('price-above-bound');
  const enough = enoughVol(price, terms, excessAt);
  if (enough === null) return err('price-above-bound');
  if (Math.abs(enough.y) <= roundOff) return ok(enough.x);
  return ok(
    bracketedRoot(
      excessAt,
      [tooLittleVol(terms, enough, excessAt) ?? least, enough],
      VOL_TOLERANCE,
    ),
  );
}

/** What the option can never cost: the share for a call, the strike for a put, now or at expiry. */
function upperBound({ right, spot, strike, years, rate, dividendYield }: UnpricedTerms): number {
  const [most, carry] = right === 'call' ? [spot, dividendYield] : [strike, rate];
  return most * Math.max(1, Math.exp(-carry * years));
}

interface Trial {
  readonly x: number;
  readonly y: number;
}

/** A volatility that is enough for the price. The European one is: with the right to exercise early less will do. */
function enoughVol(
  price: number,
  terms: UnpricedTerms,
  excessAt: (vol: number) => number,
): Trial | null {
  const european = impliedVolEuropean(price, terms);
  for (let vol = european.ok ? european.value : 1; vol <= HIGHEST_VOL; vol *= 2) {
    const excess = excessAt(vol);
    if (excess >= 0) return { x: vol, y: excess };
  }
  return null;
}

/** A volatility that is just too low for the price, to search between; null where the guess is not. */
function tooLittleVol(
  terms: UnpricedTerms,
  enough: Trial,
  excessAt: (vol: number) => number,
): Trial | null {
  const { vega } = priceEuropean({ ...terms, vol: enough.x });
  const vol = enough.x - (TOO_FAR * enough.y) / (vega / PER_POINT);
  if (!(vol > 0)) return null;
  const excess = excessAt(vol);
  return excess < 0 ? { x: vol, y: excess } : null;
}

/** Newton's step is lengthened by this much, to end on the other side. */
const TOO_FAR = 1.5;
const PER_POINT = 0.01;
