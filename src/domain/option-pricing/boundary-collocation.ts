import { gaussLegendre } from './gauss-legendre.ts';

/** A point of an integral over remaining time, with what it takes to know the exercise boundary there. */
export interface CollocationPoint {
  /** sqrt of the share of the span that lies between the point and the span's start. */
  readonly sine: number;
  /** Weight for an integrand divided by sqrt(time), as a share of sqrt(span). */
  readonly rootWeight: number;
  /** Weight for a plain integrand, as a share of the span. */
  readonly weight: number;
  /** Weights of the node values that interpolate the boundary at this point. */
  readonly basis: readonly number[];
}

/** Everything about the boundary's discretization that does not depend on the option. Made once per accuracy. */
export interface BoundaryCollocation {
  /** sqrt(time to expiry) at the nodes as a share of the longest, from 1 downwards; 0 itself is left out. */
  readonly rootTimes: readonly number[];
  /** One row of points per node, for the integral from expiry to the node's time. */
  readonly rows: readonly (readonly CollocationPoint[])[];
  /** Points of the integral that turns the boundary into a price. */
  readonly pricing: readonly CollocationPoint[];
  /** Fixed-point sweeps over all nodes. */
  readonly sweeps: number;
}

/**
 * Lays Chebyshev nodes in sqrt(time) and Gauss-Legendre points in the angle whose sine and cosine are the square
 * roots of the two parts of the span: the integrands are smooth at both ends in that angle.
 *
 * Source of the method: L. Andersen, M. Lake, D. Offengenden, "High-performance American option pricing",
 * Journal of Computational Finance 20 (2016); the angle is ours.
 */
export function makeCollocation(size: {
  readonly nodes: number;
  readonly points: number;
  readonly sweeps: number;
  readonly pricingPoints: number;
}): BoundaryCollocation {
  const { nodes, points, sweeps, pricingPoints } = size;
  const places = Array.from({ length: nodes + 1 }, (_unused, k) => Math.cos((Math.PI * k) / nodes));
  const rootTimes = places.slice(0, nodes).map((place) => 0.5 * (1 + place));
  return {
    rootTimes,
    rows: rootTimes.map((rootTime) => layPoints(points, rootTime, places)),
    pricing: layPoints(pricingPoints, 1, places),
    sweeps,
  };
}

function layPoints(
  count: number,
  rootTime: number,
  places: readonly number[],
): readonly CollocationPoint[] {
  return gaussLegendre(count).map(({ at, weight }) => {
    const angle = 0.25 * Math.PI * (1 + at);
    const sine = Math.sin(angle);
    const cosine = Math.cos(angle);
    const rootWeight = 0.5 * Math.PI * weight * cosine;
    const basis = interpolationBasis(2 * rootTime * cosine - 1, places).slice(0, -1);
    return { sine, rootWeight, weight: rootWeight * sine, basis };
  });
}

/** Barycentric weights of the values at the Chebyshev `places` for a point between them. */
function interpolationBasis(at: number, places: readonly number[]): readonly number[] {
  const exact = places.findIndex((place) => Math.abs(place - at) < 1e-15);
  if (exact >= 0) return places.map((_place, k) => (k === exact ? 1 : 0));
  const raw = places.map((place, k) => {
    const isEnd = k === 0 || k === places.length - 1;
    return ((k % 2 === 0 ? 1 : -1) * (isEnd ? 0.5 : 1)) / (at - place);
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}
