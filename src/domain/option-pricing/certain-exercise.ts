import { DAYS_PER_YEAR, netSpot, type OptionTerms, type OptionValue } from './option-terms.ts';

const PER_POINT = 0.01;

/**
 * Values an American option whose underlying follows its forward without chance: it is exercised at the best of
 * the moments that can be best (now, just before or after an ex-date, where yield overtakes interest, at expiry).
 */
export function certainExercise(terms: OptionTerms): OptionValue {
  const moments = [0, terms.years, turningPoint(terms)].map((years) => ({ years, isAfter: false }));
  for (const { years } of terms.dividends ?? []) {
    moments.push({ years, isAfter: false }, { years, isAfter: true });
  }
  let best: OptionValue = { price: 0, delta: 0, gamma: 0, theta: 0, vega: 0, rho: 0 };
  for (const { years, isAfter } of moments) {
    if (!(years >= 0 && years <= terms.years)) continue;
    const value = exerciseAt(terms, years, isAfter);
    if (value.price > best.price) best = value;
  }
  return best;
}

/** Where the yield lost by holding the share equals the interest gained on the strike; not a number if nowhere. */
function turningPoint(terms: OptionTerms): number {
  const { strike, rate, dividendYield } = terms;
  return Math.log((rate * strike) / (dividendYield * netSpot(terms))) / (rate - dividendYield);
}

/** Present value of exercise after `years`; dividends that fall due until then go to the holder of the share. */
function exerciseAt(terms: OptionTerms, years: number, isAfter: boolean): OptionValue {
  const { strike, rate, dividendYield } = terms;
  const sign = terms.right === 'call' ? 1 : -1;
  let missed = 0;
  let missedPerRate = 0;
  for (const due of terms.dividends ?? []) {
    const isMissed = due.years > 0 && (isAfter ? due.years <= years : due.years < years);
    if (!isMissed) continue;
    const present = due.amount * Math.exp(-rate * due.years);
    missed += present;
    missedPerRate += due.years * present;
  }
  const yieldFactor = Math.exp(-dividendYield * years);
  const shares = Math.max(0, terms.spot - missed) * yieldFactor;
  const cash = strike * Math.exp(-rate * years);
  const change = dividendYield * shares - rate * cash - rate * missed * yieldFactor;
  return {
    price: sign * (shares - cash),
    delta: sign * yieldFactor,
    gamma: 0,
    theta: years === 0 ? 0 : (sign * change) / DAYS_PER_YEAR,
    vega: 0,
    rho: sign * (years * cash + missedPerRate * yieldFactor) * PER_POINT,
  };
}
