import { makeCollocation, type BoundaryCollocation } from './boundary-collocation.ts';
import { exercisePremium } from './early-exercise.ts';
import { priceEuropean } from './european.ts';
import { guessHeights, solveBoundary } from './exercise-boundary.ts';
import { boundaryAtExpiry, driftRatio, type PutTerms } from './put-terms.ts';

/**
 * How exact an American value shall be: `quote` for a screen of prices, `detail` for one contract looked at,
 * `reference` to check the other two by.
 */
export type Accuracy = 'quote' | 'detail' | 'reference';

/** Value of an American put in its own terms; sensitivities per unit and per year. */
export interface PutValue {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  readonly theta: number;
  readonly vega: number;
  /** Change of price per unit of the rate, or of the yield: whichever was asked for. */
  readonly carryRho: number;
}

/** Steps of the differences for vega and rho. Small: the value is smooth in both. */
const VOL_STEP = 1e-4;
const CARRY_STEP = 1e-5;

/**
 * Values an American put by its early-exercise boundary. Needs spot, strike, years, vol and rate above 0.
 *
 * `carry` names the rate to differentiate by. Source: L. Andersen, M. Lake, D. Offengenden, "High-performance
 * American option pricing", Journal of Computational Finance 20 (2016).
 */
export function valuePut(
  wanted: PutTerms,
  carry: 'rate' | 'dividendYield',
  accuracy: Accuracy,
): PutValue {
  const put = { ...wanted, years: effectiveYears(wanted) };
  const grid = gridFor(put, accuracy);
  const start = guessHeights(put, grid);
  const heights = solveBoundary(put, grid, start);
  const boundary = boundaryAtExpiry(put) * Math.exp(-Math.sqrt(heights[0] ?? 0));
  const { spot, strike, vol, rate, dividendYield } = put;
  if (spot <= boundary) {
    return { price: strike - spot, delta: -1, gamma: 0, theta: 0, vega: 0, carryRho: 0 };
  }
  const { price, delta, gamma } = heldValue(put, grid, heights);
  // The bumped boundaries start from the same guess, so that its coarseness cancels in the difference.
  const priceOf = (bumped: PutTerms) =>
    heldValue(bumped, grid, solveBoundary(bumped, grid, start)).price;
  return {
    price: Math.max(price, strike - spot),
    delta,
    gamma,
    theta: rate * price - (rate - dividendYield) * spot * delta - 0.5 * (vol * spot) ** 2 * gamma,
    vega: (priceOf({ ...put, vol: vol * (1 + VOL_STEP) }) - price) / (vol * VOL_STEP),
    carryRho: (priceOf({ ...put, [carry]: put[carry] + CARRY_STEP }) - price) / CARRY_STEP,
  };
}

/** Price alone, as {@link valuePut} gives it. */
export function pricePut(wanted: PutTerms, accuracy: Accuracy): number {
  const put = { ...wanted, years: effectiveYears(wanted) };
  const grid = gridFor(put, accuracy);
  const heights = solveBoundary(put, grid, guessHeights(put, grid));
  const boundary = boundaryAtExpiry(put) * Math.exp(-Math.sqrt(heights[0] ?? 0));
  const intrinsic = put.strike - put.spot;
  return put.spot <= boundary
    ? intrinsic
    : Math.max(heldValue(put, grid, heights).price, intrinsic);
}

function heldValue(
  put: PutTerms,
  grid: BoundaryCollocation,
  heights: readonly number[],
): { price: number; delta: number; gamma: number } {
  const european = priceEuropean({ right: 'put', ...put });
  const premium = exercisePremium(put, grid, heights);
  return {
    price: european.price + premium.price,
    delta: european.delta + premium.delta,
    gamma: european.gamma + premium.gamma,
  };
}

/** Discount and drift beyond which nothing that happens later can be seen in the price: exp(-40). */
const HORIZON = 40;

/** Time that matters: a long-dated put whose underlying drifts away is worth as much with less time. */
function effectiveYears({ years, rate, dividendYield, vol }: PutTerms): number {
  const drift = Math.max(0, (rate - dividendYield) / vol - 0.5 * vol);
  return Math.min(years, HORIZON / (rate + 0.5 * drift * drift));
}

const sizes = {
  quote: { nodes: 6, points: 6, sweeps: 2, pricingPoints: 16 },
  detail: { nodes: 12, points: 24, sweeps: 6, pricingPoints: 64 },
  reference: { nodes: 40, points: 64, sweeps: 16, pricingPoints: 128 },
  steep: { nodes: 16, points: 32, sweeps: 8, pricingPoints: 512 },
} as const;

const grids = new Map<keyof typeof sizes, BoundaryCollocation>();

/** Below this drift ratio the integrand of the premium is nearly a step and needs many points. */
const STEEP = -6;

function gridFor(put: PutTerms, accuracy: Accuracy): BoundaryCollocation {
  const size = driftRatio(put) < STEEP ? 'steep' : accuracy;
  const known = grids.get(size);
  if (known !== undefined) return known;
  const made = makeCollocation(sizes[size]);
  grids.set(size, made);
  return made;
}
