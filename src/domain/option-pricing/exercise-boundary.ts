import type { BoundaryCollocation } from './boundary-collocation.ts';
import { levelForm, slopeForm, type BoundaryNode, type NextBoundary } from './boundary-equation.ts';
import { boundaryAtExpiry, driftRatio, type PutTerms } from './put-terms.ts';
import { guessBoundary } from './qd-plus.ts';

/**
 * Solves for the early-exercise boundary of a put at the times of the collocation's nodes.
 *
 * The answer is in heights, ln(boundaryAtExpiry / boundary)²: smooth in sqrt(time), 0 at expiry.
 */
export function solveBoundary(
  put: PutTerms,
  grid: BoundaryCollocation,
  start: readonly number[],
): readonly number[] {
  const isDrifting = driftRatio(put) > DRIFTING;
  const form = isDrifting ? levelForm : slopeForm;
  const sweeps = isDrifting ? Math.ceil(1.5 * grid.sweeps) : grid.sweeps;
  let heights = start;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    heights = improve({ put, grid, heights, form, isNewton: sweep === 0 });
  }
  return heights;
}

/** Above this drift ratio the faster form of the equation swings ever wider; measured over random terms. */
const DRIFTING = 0.25;

/** Approximate heights to start {@link solveBoundary} from. */
export function guessHeights(put: PutTerms, grid: BoundaryCollocation): readonly number[] {
  const top = boundaryAtExpiry(put);
  let boundary = top * 0.999;
  const upwards = grid.rootTimes.toReversed().map((rootTime) => {
    boundary = guessBoundary(put, put.years * rootTime * rootTime, boundary);
    return Math.log(top / boundary) ** 2;
  });
  return upwards.toReversed();
}

interface Sweep {
  readonly put: PutTerms;
  readonly grid: BoundaryCollocation;
  readonly heights: readonly number[];
  readonly form: (node: BoundaryNode) => NextBoundary;
  readonly isNewton: boolean;
}

/** One sweep of the fixed point over all nodes, each from the same heights. */
function improve({ put, grid, heights, form, isNewton }: Sweep): readonly number[] {
  const top = boundaryAtExpiry(put);
  const rootYears = Math.sqrt(put.years);
  return grid.rows.map((row, index) => {
    const height = heights[index] ?? 0;
    const distance = Math.sqrt(height);
    const boundary = top * Math.exp(-distance);
    const rootTime = (grid.rootTimes[index] ?? 0) * rootYears;
    const { value, slope } = form({ put, rootTime, boundary, distance, row, heights });
    const next = isNewton ? boundary - (value - boundary) / (slope - 1) : value;
    return next > 0 ? Math.log(Math.min(next, top) / top) ** 2 : height;
  });
}
