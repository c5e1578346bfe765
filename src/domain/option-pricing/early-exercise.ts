import type { BoundaryCollocation } from './boundary-collocation.ts';
import { boundaryDistance } from './boundary-equation.ts';
import { INVERSE_SQRT_TWO_PI, normalCdfFrom } from './normal.ts';
import { boundaryAtExpiry, type PutTerms } from './put-terms.ts';

/** What the right to exercise early adds to a European put, per share. */
export interface ExercisePremium {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
}

/** Integrates the premium of early exercise for a spot above the boundary. Source: I. J. Kim (1990). */
export function exercisePremium(
  put: PutTerms,
  grid: BoundaryCollocation,
  heights: readonly number[],
): ExercisePremium {
  const { spot, strike, years, vol, rate, dividendYield } = put;
  const rootYears = Math.sqrt(years);
  const distance = Math.log(spot / boundaryAtExpiry(put));
  let price = 0;
  let delta = 0;
  let gamma = 0;
  for (const point of grid.pricing) {
    const root = rootYears * point.sine;
    const ahead = root * root;
    const deviation = vol * root;
    const gap = distance + boundaryDistance(point, heights);
    const dPlus = (gap + (rate - dividendYield) * ahead) / deviation + 0.5 * deviation;
    const dMinus = dPlus - deviation;
    const bellPlus = Math.exp(-0.5 * dPlus * dPlus);
    const bellMinus = Math.exp(-0.5 * dMinus * dMinus);
    const interest = rate * strike * Math.exp(-rate * ahead);
    const dividends = dividendYield * Math.exp(-dividendYield * ahead);
    const shareLevel = normalCdfFrom(-dPlus, bellPlus);
    price +=
      point.weight * (interest * normalCdfFrom(-dMinus, bellMinus) - dividends * spot * shareLevel);
    const interestSlope = (interest * INVERSE_SQRT_TWO_PI * bellMinus) / (spot * deviation);
    const dividendSlope = (dividends * INVERSE_SQRT_TWO_PI * bellPlus) / deviation;
    delta += point.weight * (dividendSlope - dividends * shareLevel - interestSlope);
    gamma +=
      (point.weight / (spot * deviation)) *
      (interestSlope * (dMinus + deviation) - dividendSlope * dPlus + dividendSlope * deviation);
  }
  return { price: years * price, delta: years * delta, gamma: years * gamma };
}
