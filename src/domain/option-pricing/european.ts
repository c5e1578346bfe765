import { INVERSE_SQRT_TWO_PI, normalCdfFrom } from './normal.ts';
import {
  checkTerms,
  DAYS_PER_YEAR,
  escrowedDividends,
  type OptionTerms,
  type OptionValue,
} from './option-terms.ts';

const PER_POINT = 0.01;

export interface EuropeanValue extends OptionValue {
  /** Change of price per percentage point of dividend yield (0.01). */
  readonly dividendRho: number;
}

/**
 * Values an option that can be exercised only at expiry, with all sensitivities, in closed form.
 *
 * With no time or no volatility left this is the discounted intrinsic value of the forward; exactly at the
 * strike the delta is then half. Source: Black & Scholes (1973), Merton (1973).
 */
export function priceEuropean(terms: OptionTerms): EuropeanValue {
  checkTerms(terms, terms.vol);
  if (terms.dividends === undefined) return value(terms, terms.spot);
  const escrowed = escrowedDividends(terms);
  const net = value(terms, Math.max(0, terms.spot - escrowed.value));
  return {
    ...net,
    // The escrowed amount grows with interest as the dividends come nearer, and shrinks when rates rise.
    theta: net.theta - (net.delta * terms.rate * escrowed.value) / DAYS_PER_YEAR,
    rho: net.rho - net.delta * escrowed.perRate * PER_POINT,
  };
}

function value(terms: OptionTerms, spot: number): EuropeanValue {
  const { strike, years, vol, rate, dividendYield } = terms;
  const sign = terms.right === 'call' ? 1 : -1;
  const sqrtYears = Math.sqrt(years);
  const deviation = vol * sqrtYears;
  const distance = spot > 0 ? Math.log(spot / strike) + (rate - dividendYield) * years : -Infinity;
  const d1 = firstMoneyness(distance, deviation);
  const d2 = d1 - deviation;
  const bell = Math.exp(-0.5 * d1 * d1);
  const yieldFactor = Math.exp(-dividendYield * years);
  const shares = spot * yieldFactor;
  const cash = strike * Math.exp(-rate * years);
  const shareWeight = sign * normalCdfFrom(sign * d1, bell);
  const cashWeight = sign * normalCdfFrom(sign * d2, Math.exp(-0.5 * d2 * d2));
  const isAlive = deviation > 0 && bell > 0;
  const vegaPerUnit = shares * INVERSE_SQRT_TWO_PI * bell * sqrtYears;
  const decay = isAlive ? (vegaPerUnit * vol) / (2 * years) : 0;
  const carry = years > 0 ? dividendYield * shares * shareWeight - rate * cash * cashWeight : 0;
  return {
    price: Math.max(0, shares * shareWeight - cash * cashWeight),
    delta: yieldFactor * shareWeight,
    gamma: isAlive ? vegaPerUnit / (spot * spot * deviation * sqrtYears) : 0,
    theta: (carry - decay) / DAYS_PER_YEAR,
    vega: vegaPerUnit * PER_POINT,
    rho: years * cash * cashWeight * PER_POINT,
    dividendRho: -years * shares * shareWeight * PER_POINT,
  };
}

/** d1 of the formula; infinite when the outcome is certain, 0 exactly at the forward. */
function firstMoneyness(distance: number, deviation: number): number {
  if (deviation > 0) return distance / deviation + 0.5 * deviation;
  if (distance === 0) return 0;
  return distance > 0 ? Infinity : -Infinity;
}
