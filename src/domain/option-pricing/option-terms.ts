import type { OptionRight } from '../contract.ts';

/** Days in a year wherever the desk turns dates into time for pricing (actual/365). */
export const DAYS_PER_YEAR = 365;

/** A cash dividend per share, known ahead. */
export interface CashDividend {
  /** Time until the ex-date in years. Dividends at or before 0 and after expiry are ignored. */
  readonly years: number;
  /** Cash per share, in the currency of the underlying. */
  readonly amount: number;
}

/** Everything a price depends on, except how it may be exercised. All prices are per share. */
export interface OptionTerms {
  readonly right: OptionRight;
  /** Price of the underlying, including dividends still to come. */
  readonly spot: number;
  readonly strike: number;
  /** Time to expiry in years of 365 days. 0 = expiring now. */
  readonly years: number;
  /** Annualized volatility as a fraction: 0.25 = 25 %. */
  readonly vol: number;
  /** Continuously compounded interest rate as a fraction. May be negative. */
  readonly rate: number;
  /** Continuously compounded dividend yield as a fraction. */
  readonly dividendYield: number;
  /** Cash dividends before expiry, valued by the escrowed model: the volatility acts on spot minus their present value. */
  readonly dividends?: readonly CashDividend[];
}

/** A price with its sensitivities, per share. */
export interface OptionValue {
  readonly price: number;
  /** Change of price per 1.00 of the underlying. */
  readonly delta: number;
  /** Change of delta per 1.00 of the underlying. 0 where it is infinite (at the strike with no time or no volatility). */
  readonly gamma: number;
  /** Change of price per calendar day that passes, normally negative. */
  readonly theta: number;
  /** Change of price per volatility point (0.01). */
  readonly vega: number;
  /** Change of price per percentage point of interest (0.01). */
  readonly rho: number;
}

/** Terms of an option whose volatility is asked for. */
export type UnpricedTerms = Omit<OptionTerms, 'vol'>;

/** Throws on terms that describe no option (negative or not finite): callers have parsed their input. */
export function checkTerms(terms: UnpricedTerms, vol: number): void {
  const { spot, strike, years, rate, dividendYield } = terms;
  const isPossible = spot >= 0 && strike >= 0 && years >= 0 && vol >= 0;
  if (!isPossible || !Number.isFinite(spot + strike + years + vol + rate + dividendYield)) {
    throw new RangeError(`Not the terms of an option: ${JSON.stringify({ ...terms, vol })}`);
  }
}

/** Present value of the dividends that fall due in (0, years], and its change per unit of interest rate. */
export function escrowedDividends(terms: UnpricedTerms): { value: number; perRate: number } {
  let value = 0;
  let perRate = 0;
  for (const dividend of terms.dividends ?? []) {
    if (dividend.years <= 0 || dividend.years > terms.years) continue;
    const present = dividend.amount * Math.exp(-terms.rate * dividend.years);
    value += present;
    perRate -= present * dividend.years;
  }
  return { value, perRate };
}

/** The part of the spot that is free to move: spot minus the present value of the dividends before expiry. */
export function netSpot(terms: UnpricedTerms): number {
  if (terms.dividends === undefined) return terms.spot;
  return Math.max(0, terms.spot - escrowedDividends(terms).value);
}
