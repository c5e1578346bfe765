export const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** Where Cody changes from one fraction to the next. */
const CENTER = 0.67448975;
const FAR = 5.656854249492381;

/** Standard normal distribution, P(X <= x). Keeps its relative precision into the far lower tail. */
export function normalCdf(x: number): number {
  return normalCdfFrom(x, Math.exp(-0.5 * x * x));
}

/**
 * As {@link normalCdf}, for callers that already hold `bell` = exp(-x²/2).
 *
 * Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969).
 * Taken instead of Hart's shorter fraction, whose relative error grows to 1e-9 in the tail and would
 * spoil the implied volatility of cheap options.
 */
export function normalCdfFrom(x: number, bell: number): number {
  const distance = Math.abs(x);
  if (distance < CENTER) return 0.5 + x * centralRatio(x * x);
  if (bell === 0) return x > 0 ? 1 : 0;
  const tail = bell * (distance < FAR ? middleRatio(distance) : farRatio(distance));
  return x > 0 ? 1 - tail : tail;
}

function centralRatio(square: number): number {
  const numerator =
    (((0.06568233791820745 * square + 2.2352520354606837) * square + 161.02823106855587) * square +
      1067.6894854603709) *
      square +
    18154.98125334356;
  const denominator =
    (((square + 47.202581904688245) * square + 976.0985517377767) * square + 10260.932208618979) *
      square +
    45507.78933502673;
  return numerator / denominator;
}

function middleRatio(x: number): number {
  const numerator =
    (((((((1.0765576773720192e-8 * x + 0.39894151208813466) * x + 8.883149794388377) * x +
      93.50665613217785) *
      x +
      597.2702763948002) *
      x +
      2494.5375852903726) *
      x +
      6848.190450536283) *
      x +
      11602.65143764735) *
      x +
    9842.714838383978;
  const denominator =
    (((((((x + 22.266688044328117) * x + 235.387901782625) * x + 1519.3775994075547) * x +
      6485.558298266761) *
      x +
      18615.571640885097) *
      x +
      34900.95272114598) *
      x +
      38912.00328609327) *
      x +
    19685.429676859992;
  return numerator / denominator;
}

/** P(X > distance) divided by exp(-distance²/2), for distance >= 0: the tail without its exponential part. */
export function tailRatio(distance: number): number {
  if (distance < CENTER) {
    const square = distance * distance;
    return (0.5 - distance * centralRatio(square)) * Math.exp(0.5 * square);
  }
  return distance < FAR ? middleRatio(distance) : farRatio(distance);
}

/** Depth at which the continued fraction is exact to double precision from FAR on. */
const TAIL_DEPTH = 32;

function farRatio(distance: number): number {
  let fraction = distance;
  for (let k = TAIL_DEPTH; k > 0; k -= 1) fraction = distance + k / fraction;
  return INVERSE_SQRT_TWO_PI / fraction;
}
