export interface QuadratureNode {
  /** Place in (-1, 1). */
  readonly at: number;
  readonly weight: number;
}

/** Gauss-Legendre nodes and weights on (-1, 1): exact for polynomials of degree 2 x count - 1. */
export function gaussLegendre(count: number): readonly QuadratureNode[] {
  return Array.from({ length: count }, (_unused, index) => {
    let at = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let { value, slope } = legendre(count, at);
    for (let step = 0; step < 8; step += 1) {
      at -= value / slope;
      ({ value, slope } = legendre(count, at));
    }
    return { at, weight: 2 / ((1 - at * at) * slope * slope) };
  });
}

function legendre(degree: number, x: number): { value: number; slope: number } {
  let previous = 1;
  let value = x;
  for (let k = 2; k <= degree; k += 1) {
    [previous, value] = [value, ((2 * k - 1) * x * value - (k - 1) * previous) / k];
  }
  return { value, slope: (degree * (x * value - previous)) / (x * x - 1) };
}
