import type { CollocationPoint } from './boundary-collocation.ts';
import { INVERSE_SQRT_TWO_PI, normalCdfFrom } from './normal.ts';
import type { PutTerms } from './put-terms.ts';

/** Where one node of the boundary stands, and what it needs to see of the others. */
export interface BoundaryNode {
  readonly put: PutTerms;
  /** sqrt(time to expiry) at the node. */
  readonly rootTime: number;
  readonly boundary: number;
  /** ln(boundaryAtExpiry / boundary). */
  readonly distance: number;
  readonly row: readonly CollocationPoint[];
  readonly heights: readonly number[];
}

/** The boundary an equation answers for the one it was given, and its change with the node's own boundary. */
export interface NextBoundary {
  readonly value: number;
  readonly slope: number;
}

/**
 * Fixed point from the slope of the price at the boundary (form A of Andersen, Lake and Offengenden). Converges
 * fastest.
 */
export function slopeForm(node: BoundaryNode): NextBoundary {
  const { put, boundary } = node;
  const at = outerTerms(node);
  const { interest, dividends } = integrateSlopes(node);
  const inverse = 1 / at.deviation;
  const numerator = at.densityMinus * inverse + interest;
  const denominator = at.densityPlus * inverse + at.levelPlus + dividends;
  const perBoundary = (put.strike * inverse) / (boundary * denominator);
  return {
    value: (put.strike * numerator) / denominator,
    slope:
      perBoundary *
      (-at.densityMinus * at.dMinus * inverse -
        (at.densityPlus * (1 - at.dPlus * inverse) * numerator) / denominator),
  };
}

/** Fixed point from the value at the boundary (form B). Slower, but steady when rate and yield are equal. */
export function levelForm(node: BoundaryNode): NextBoundary {
  const { put, boundary } = node;
  const at = outerTerms(node);
  const { interest, dividends } = integrateLevels(node);
  const numerator = at.levelMinus + interest;
  const denominator = at.levelPlus + dividends;
  const perBoundary = put.strike / (at.deviation * boundary * denominator);
  return {
    value: (put.strike * numerator) / denominator,
    slope: perBoundary * (at.densityMinus - (at.densityPlus * numerator) / denominator),
  };
}

interface OuterTerms {
  readonly deviation: number;
  readonly dPlus: number;
  readonly dMinus: number;
  readonly densityPlus: number;
  readonly densityMinus: number;
  readonly levelPlus: number;
  readonly levelMinus: number;
}

/** The European part of both equations: the boundary against the strike over the whole time to expiry. */
function outerTerms({ put, rootTime, boundary }: BoundaryNode): OuterTerms {
  const { strike, vol, rate, dividendYield } = put;
  const years = rootTime * rootTime;
  const deviation = vol * rootTime;
  const dPlus =
    (Math.log(boundary / strike) + (rate - dividendYield) * years) / deviation + 0.5 * deviation;
  const dMinus = dPlus - deviation;
  const discount = Math.exp(-rate * years);
  const yieldFactor = Math.exp(-dividendYield * years);
  const bellPlus = Math.exp(-0.5 * dPlus * dPlus);
  const bellMinus = Math.exp(-0.5 * dMinus * dMinus);
  return {
    deviation,
    dPlus,
    dMinus,
    densityPlus: yieldFactor * INVERSE_SQRT_TWO_PI * bellPlus,
    densityMinus: discount * INVERSE_SQRT_TWO_PI * bellMinus,
    levelPlus: yieldFactor * normalCdfFrom(dPlus, bellPlus),
    levelMinus: discount * normalCdfFrom(dMinus, bellMinus),
  };
}

interface CarryIntegrals {
  readonly interest: number;
  readonly dividends: number;
}

function integrateSlopes({ put, rootTime, distance, row, heights }: BoundaryNode): CarryIntegrals {
  const { vol, rate, dividendYield } = put;
  let interest = 0;
  let density = 0;
  let level = 0;
  for (const point of row) {
    const root = rootTime * point.sine;
    const years = root * root;
    const deviation = vol * root;
    const gap = boundaryDistance(point, heights) - distance;
    const dPlus = (gap + (rate - dividendYield) * years) / deviation + 0.5 * deviation;
    const dMinus = dPlus - deviation;
    interest += point.rootWeight * Math.exp(-rate * years - 0.5 * dMinus * dMinus);
    if (dividendYield === 0) continue;
    const yieldFactor = Math.exp(-dividendYield * years);
    const bell = Math.exp(-0.5 * dPlus * dPlus);
    density += point.rootWeight * yieldFactor * bell;
    level += point.weight * yieldFactor * normalCdfFrom(dPlus, bell);
  }
  const scale = (rootTime * INVERSE_SQRT_TWO_PI) / vol;
  return {
    interest: rate * scale * interest,
    dividends: dividendYield * (scale * density + rootTime * rootTime * level),
  };
}

function integrateLevels({ put, rootTime, distance, row, heights }: BoundaryNode): CarryIntegrals {
  const { vol, rate, dividendYield } = put;
  let interest = 0;
  let dividends = 0;
  for (const point of row) {
    const root = rootTime * point.sine;
    const years = root * root;
    const deviation = vol * root;
    const gap = boundaryDistance(point, heights) - distance;
    const dPlus = (gap + (rate - dividendYield) * years) / deviation + 0.5 * deviation;
    const dMinus = dPlus - deviation;
    const bellMinus = Math.exp(-0.5 * dMinus * dMinus);
    interest += point.weight * Math.exp(-rate * years) * normalCdfFrom(dMinus, bellMinus);
    const bellPlus = Math.exp(-0.5 * dPlus * dPlus);
    dividends += point.weight * Math.exp(-dividendYield * years) * normalCdfFrom(dPlus, bellPlus);
  }
  const years = rootTime * rootTime;
  return { interest: rate * years * interest, dividends: dividendYield * years * dividends };
}

/** ln(boundaryAtExpiry / boundary) at a point, by interpolation of the heights. */
export function boundaryDistance(point: CollocationPoint, heights: readonly number[]): number {
  let height = 0;
  for (let k = 0; k < heights.length; k += 1) height += (point.basis[k] ?? 0) * (heights[k] ?? 0);
  return height > 0 ? Math.sqrt(height) : 0;
}
