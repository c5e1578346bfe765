import { priceEuropean } from './european.ts';
import { netSpot, type CashDividend, type OptionTerms } from './option-terms.ts';

/** Price, delta and gamma of an American option, per share. */
export interface TreeValue {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  /** Whether exercising at once is worth as much as holding. */
  readonly isExercised: boolean;
}

/**
 * Values an American option on a Leisen-Reimer tree of `steps` (odd) steps. Coarser than the boundary method,
 * but it takes cash dividends and rates of any sign. Needs vol, years and the net spot above 0.
 *
 * Dividends follow the escrowed model: the tree carries spot minus the present value of the dividends to come,
 * exercise is against the full spot, and on its ex-date a dividend is still ahead. The European option, whose
 * value is known exactly, runs along as a control.
 * Source: D. Leisen, M. Reimer, "Binomial models for option valuation", Applied Mathematical Finance 3 (1996).
 */
export function priceOnTree(terms: OptionTerms, steps: number): TreeValue {
  const tree = plantTree(terms, steps);
  const early = rollBack(tree, exerciseOffsets(terms, steps));
  const sign = terms.right === 'call' ? 1 : -1;
  if (early.isExercised) {
    return { price: sign * (terms.spot - terms.strike), delta: sign, gamma: 0, isExercised: true };
  }
  const late = rollBack(tree, null);
  const exact = priceEuropean(terms);
  return {
    price: Math.max(exact.price + early.price - late.price, sign * (terms.spot - terms.strike)),
    delta: exact.delta + early.delta - late.delta,
    gamma: exact.gamma + early.gamma - late.gamma,
    isExercised: false,
  };
}

/** Standard deviations from the strike at which the center of the tree stops following it. */
const FARTHEST = 4;

/** Beyond this a call is worth its spot to nine digits, and the steps of the tree leave the range of numbers. */
const MOST_DEVIATION = 12;

interface Tree {
  readonly steps: number;
  readonly sign: 1 | -1;
  readonly spot: number;
  readonly strike: number;
  readonly down: number;
  /** (up / down) to the power of the index. */
  readonly ratios: readonly number[];
  /** Probability of an up step, times the discount of one step. */
  readonly upWeight: number;
  readonly downWeight: number;
}

function plantTree(terms: OptionTerms, steps: number): Tree {
  const { strike, years, vol, rate, dividendYield } = terms;
  const spot = netSpot(terms);
  const stepYears = years / steps;
  const deviation = Math.min(MOST_DEVIATION, vol * Math.sqrt(years));
  const distance = Math.log(spot / strike) + (rate - dividendYield) * years;
  // The tree is centered on the strike, but never so far out that one of its branches vanishes.
  const center = Math.min(FARTHEST, Math.max(-FARTHEST, distance / deviation - 0.5 * deviation));
  const upChance = peizerPratt(center, steps);
  const shareChance = peizerPratt(center + deviation, steps);
  const growth = Math.exp((rate - dividendYield) * stepYears);
  const up = (growth * shareChance) / upChance;
  const down = (growth * (1 - shareChance)) / (1 - upChance);
  const discount = Math.exp(-rate * stepYears);
  return {
    steps,
    sign: terms.right === 'call' ? 1 : -1,
    spot,
    strike,
    down,
    ratios: Array.from({ length: steps + 1 }, (_unused, index) => (up / down) ** index),
    upWeight: discount * upChance,
    downWeight: discount * (1 - upChance),
  };
}

/** Chance of an up step that makes `steps` of them fit the normal distribution at `z`. */
function peizerPratt(z: number, steps: number): number {
  const scaled = z / (steps + 1 / 3 + 0.1 / (steps + 1));
  const reach = Math.sqrt(-0.25 * Math.expm1(-scaled * scaled * (steps + 1 / 6)));
  return 0.5 + Math.sign(z) * reach;
}

/**
 * What exercise adds to the value of the net spot, per level of the tree: dividends still to be received, less
 * the strike (signs reversed for a put). Around an ex-date the level next to it also offers exercise just
 * before and just after, at the exact time. So near to the root, the root itself stands for both.
 */
function exerciseOffsets(terms: OptionTerms, steps: number): readonly number[] {
  const { strike, years, rate } = terms;
  const sign = terms.right === 'call' ? 1 : -1;
  const stepYears = years / steps;
  const ahead = (terms.dividends ?? []).filter((due) => due.years > 0 && due.years <= years);
  const offsets = Array.from({ length: steps + 1 }, (_unused, level) => {
    const now = level * stepYears;
    const coming = ahead.filter((due) => due.years >= now);
    return sign * (presentValue(coming, rate, now) - strike);
  });
  for (const { years: exDate } of ahead) {
    const level = Math.round(exDate / stepYears);
    if (level === 0) continue;
    const now = level * stepYears;
    const strikeThen = strike * Math.exp(-rate * (exDate - now));
    const before = presentValue(
      ahead.filter((due) => due.years >= exDate),
      rate,
      now,
    );
    const after = presentValue(
      ahead.filter((due) => due.years > exDate),
      rate,
      now,
    );
    const best = Math.max(sign * (before - strikeThen), sign * (after - strikeThen));
    offsets[level] = Math.max(offsets[level] ?? best, best);
  }
  return offsets;
}

function presentValue(dividends: readonly CashDividend[], rate: number, now: number): number {
  return dividends.reduce((sum, due) => sum + due.amount * Math.exp(-rate * (due.years - now)), 0);
}

const ROUND_OFF = 1e-11;

/** Values at the root from the values at expiry. Without offsets the option waits until expiry. */
function rollBack(tree: Tree, offsets: readonly number[] | null): TreeValue {
  const { steps, sign, spot, down } = tree;
  const offsetAt = (level: number) => offsets?.[level] ?? -Infinity;
  let lowest = spot * down ** steps;
  const values = payoffs(tree, lowest, offsetAt(steps));
  let nearRoot = values;
  for (let level = steps - 1; level >= 0; level -= 1) {
    lowest /= down;
    stepBack(values, tree, { level, scale: sign * lowest, offset: offsetAt(level) });
    if (level === 2) nearRoot = values.slice(0, 3);
  }
  const [price = 0] = values;
  // The root's spot comes back from expiry with the rounding of all steps.
  const isExercised = price - (sign * spot + offsetAt(0)) < ROUND_OFF * spot;
  return { price, ...slopes(nearRoot, tree), isExercised };
}

function payoffs(
  { steps, sign, strike, ratios }: Tree,
  lowest: number,
  offset: number,
): Float64Array {
  const values = new Float64Array(steps + 1);
  for (let k = 0; k <= steps; k += 1) {
    const share = sign * lowest * (ratios[k] ?? 0);
    values[k] = Math.max(0, share - sign * strike, share + offset);
  }
  return values;
}

/** Overwrites the values of the level after with those of this level: held, or exercised where that is more. */
function stepBack(
  values: Float64Array,
  { ratios, upWeight, downWeight }: Tree,
  { level, scale, offset }: { level: number; scale: number; offset: number },
): void {
  let [below = 0] = values;
  for (let k = 0; k <= level; k += 1) {
    const above = values[k + 1] ?? 0;
    const held = upWeight * above + downWeight * below;
    const exercised = scale * (ratios[k] ?? 0) + offset;
    values[k] = exercised > held ? exercised : held;
    below = above;
  }
}

/** Delta and gamma at the root from the three values two steps on. */
function slopes(
  values: Float64Array,
  { spot, down, ratios }: Tree,
): Pick<TreeValue, 'delta' | 'gamma'> {
  const [low = 0, middle = 0, high = 0] = values;
  const [one = 1, ratio = 1, square = 1] = ratios;
  const spots = {
    low: spot * down * down * one,
    middle: spot * down * down * ratio,
    high: spot * down * down * square,
  };
  const lower = (middle - low) / (spots.middle - spots.low);
  const upper = (high - middle) / (spots.high - spots.middle);
  const gamma = (2 * (upper - lower)) / (spots.high - spots.low);
  return { delta: lower + 0.5 * gamma * (2 * spot - spots.low - spots.middle), gamma };
}
