import type { OptionRight } from '#domain/contract.ts';

export interface ModelTerms {
  readonly right: OptionRight;
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly vol: number;
  readonly rate: number;
  readonly dividendYield: number;
}

export interface ModelValue {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  readonly theta: number;
  readonly vega: number;
}

function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    Math.exp((-x * x) / 2) *
    0.3989422804 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

/** Black-Scholes with a dividend yield. */
export function valueOption(terms: ModelTerms): ModelValue {
  const { spot, strike, vol, rate, dividendYield } = terms;
  const years = Math.max(terms.years, 1e-7);
  const sign = terms.right === 'call' ? 1 : -1;
  const deviation = vol * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate - dividendYield) * years) / deviation + deviation / 2;
  const d2 = d1 - deviation;
  const shares = spot * Math.exp(-dividendYield * years);
  const cash = strike * Math.exp(-rate * years);
  const bell = Math.exp((-d1 * d1) / 2) * 0.3989422804;
  const price = Math.max(0, sign * (shares * normalCdf(sign * d1) - cash * normalCdf(sign * d2)));
  const decay = (shares * bell * vol) / (2 * Math.sqrt(years));
  return {
    price: Math.max(price, terms.right === 'call' ? spot - strike : strike - spot, 0),
    delta: sign * Math.exp(-dividendYield * years) * normalCdf(sign * d1),
    gamma: (Math.exp(-dividendYield * years) * bell) / (spot * deviation),
    theta: (-decay - sign * rate * cash * normalCdf(sign * d2)) / 365,
    vega: shares * bell * Math.sqrt(years) * 0.01,
  };
}
