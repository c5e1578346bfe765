import { INVERSE_SQRT_TWO_PI, tailRatio } from './normal.ts';

/**
 * The Black formula in its normal form: an out-of-the-money option on a forward at log-distance
 * `moneyness` = -|ln(forward / strike)|, in units of sqrt(forward x strike), as a function of
 * `deviation` = vol x sqrt(years). Rises from 0 to exp(moneyness / 2).
 *
 * Source of the form, and of the objectives below: P. Jäckel, "Let's be rational" (2015).
 */
function normalizedBlack(moneyness: number, deviation: number): NormalizedValue {
  if (deviation === 0) return { value: 0, vega: moneyness === 0 ? INVERSE_SQRT_TWO_PI : 0 };
  const h = moneyness / deviation;
  const t = 0.5 * deviation;
  const bell = Math.exp(-0.5 * (h * h + t * t));
  const forwardPart =
    h + t > 0 ? Math.exp(0.5 * moneyness) - bell * tailRatio(h + t) : bell * tailRatio(-h - t);
  return {
    value: Math.max(0, forwardPart - bell * tailRatio(t - h)),
    vega: INVERSE_SQRT_TWO_PI * bell,
  };
}

interface NormalizedValue {
  readonly value: number;
  /** Change of value per unit of deviation. */
  readonly vega: number;
}

const MAX_STEPS = 60;
/** Steps converge with third order, so the error left after one this small is below double precision. */
const LAST_STEP = 1e-6;

/**
 * Inverts {@link normalizedBlack}: the deviation whose value is `target`, for 0 < target < exp(moneyness / 2).
 *
 * Halley steps on an objective that is nearly straight in each half of the range, held inside a bracket;
 * a step that leaves the bracket becomes a bisection, so it always ends.
 */
export function invertNormalizedBlack(moneyness: number, target: number): number {
  const bound = Math.exp(0.5 * moneyness);
  const inflection = Math.sqrt(-2 * moneyness);
  // Where the curve turns: there the two halves of the range meet.
  const middle = {
    value: bound * (0.5 - tailRatio(inflection)),
    vega: INVERSE_SQRT_TWO_PI * bound,
  };
  const isLow = target < middle.value;
  const objective = chooseObjective(target, middle.value, bound);
  let low = isLow ? 0 : inflection;
  let high = isLow ? inflection : Infinity;
  let deviation = isLow
    ? inflection * Math.sqrt(Math.log(middle.value) / Math.log(target))
    : inflection + (target - middle.value) / middle.vega;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { value, vega } = normalizedBlack(moneyness, deviation);
    if (value < target) low = deviation;
    else high = deviation;
    const next = deviation + objective({ moneyness, deviation, value, vega, target, bound });
    if (Math.abs(next - deviation) <= LAST_STEP * deviation) return next;
    deviation = isInside(next, low, high) ? next : between(low, high);
  }
  return deviation;
}

function chooseObjective(target: number, middle: number, bound: number): (at: Position) => number {
  if (target < middle) return lowStep;
  return target > 0.5 * (middle + bound) ? highStep : middleStep;
}

function isInside(x: number, low: number, high: number): boolean {
  return x > low && x < high;
}

function between(low: number, high: number): number {
  return high === Infinity ? 2 * low + 1 : 0.5 * (low + high);
}

interface Position extends NormalizedValue {
  readonly moneyness: number;
  readonly deviation: number;
  readonly target: number;
  readonly bound: number;
}

/** Ratio of second to first derivative of the value. */
function curvature({ moneyness, deviation }: Position): number {
  return (moneyness * moneyness) / (deviation * deviation * deviation) - 0.25 * deviation;
}

function halley(newton: number, curve: number): number {
  return newton / Math.max(0.5, 1 + 0.5 * newton * curve);
}

/** On 1/ln(value), which is nearly straight in deviation² where the option is cheap. */
function lowStep(at: Position): number {
  if (at.value === 0) return Infinity;
  const slope = at.vega / at.value;
  const logValue = Math.log(at.value);
  const logTarget = Math.log(at.target);
  const newton = ((logTarget - logValue) * logValue) / (logTarget * slope);
  return halley(newton, curvature(at) - slope * (1 + 2 / logValue));
}

function middleStep(at: Position): number {
  return halley((at.target - at.value) / at.vega, curvature(at));
}

/** On the logarithm of what is missing to the upper bound. */
function highStep(at: Position): number {
  const missing = at.bound - at.value;
  if (missing <= 0) return -Infinity;
  const slope = at.vega / missing;
  const newton = Math.log(missing / (at.bound - at.target)) / slope;
  return halley(newton, curvature(at) + slope);
}
