import { INVERSE_SQRT_TWO_PI, normalCdfFrom } from './normal.ts';
import { boundaryAtExpiry, type PutTerms } from './put-terms.ts';

const MAX_STEPS = 40;
const GOOD_ENOUGH = 1e-4;

/**
 * Approximates the early-exercise boundary of a put with `years` left, searching from `start`.
 *
 * Only a starting point for the exact equation: within a percent or so.
 * Source: M. Li, "Analytical approximations for the critical stock prices of American options", Review of
 * Derivatives Research 13 (2010), equation QD+.
 */
export function guessBoundary(put: PutTerms, years: number, start: number): number {
  const equation = qdPlusEquation(put, years);
  let low = 0;
  let high = boundaryAtExpiry(put);
  let boundary = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { value, slope } = equation(boundary);
    if (value > 0) high = boundary;
    else low = boundary;
    const newton = boundary - value / slope;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - boundary) <= GOOD_ENOUGH * boundary) return next;
    boundary = next;
  }
  return boundary;
}

type Equation = (boundary: number) => { readonly value: number; readonly slope: number };

/** A function of the boundary that rises through 0 at its approximate place. */
function qdPlusEquation({ strike, vol, rate, dividendYield }: PutTerms, years: number): Equation {
  const variance = vol * vol;
  const deviation = vol * Math.sqrt(years);
  const discount = Math.exp(-rate * years);
  const yieldFactor = Math.exp(-dividendYield * years);
  const decay = rateOverOneMinusDiscount(rate, years);
  const drift = (2 * (rate - dividendYield)) / variance - 1;
  const root = Math.sqrt(drift * drift + (8 * decay) / variance);
  const alpha = -(2 * discount) / (variance * root);
  const beta =
    alpha * (decay - (2 * decay * decay) / (variance * root * root)) + 0.5 * (drift + root);

  return (boundary) => {
    const dPlus =
      Math.log((boundary * yieldFactor) / (strike * discount)) / deviation + 0.5 * deviation;
    const dMinus = dPlus - deviation;
    const bell = Math.exp(-0.5 * dPlus * dPlus);
    const shareWeight = yieldFactor * normalCdfFrom(-dPlus, bell);
    const cash = strike * discount * normalCdfFrom(-dMinus, Math.exp(-0.5 * dMinus * dMinus));
    const density = INVERSE_SQRT_TWO_PI * bell * yieldFactor;
    const premium = strike - boundary - (cash - boundary * shareWeight);
    const theta =
      rate * cash -
      dividendYield * boundary * shareWeight -
      (variance * boundary * density) / (2 * deviation);
    const charm =
      -density * ((rate - dividendYield) / deviation - dMinus / (2 * years)) -
      dividendYield * shareWeight;
    return {
      value: (1 - shareWeight) * boundary - beta * premium + (alpha * theta) / discount,
      slope: (1 - shareWeight) * (1 + beta) + density / deviation + (alpha * charm) / discount,
    };
  };
}

/** rate / (1 - exp(-rate x years)), which stays finite as the rate goes to 0. */
function rateOverOneMinusDiscount(rate: number, years: number): number {
  return rate === 0 ? 1 / years : -rate / Math.expm1(-rate * years);
}
