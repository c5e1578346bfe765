import { americanPrice, priceAmerican } from '#domain/option-pricing/american.ts';
import { priceEuropean } from '#domain/option-pricing/european.ts';
import { normalCdf } from '#domain/option-pricing/normal.ts';
import type { OptionTerms } from '#domain/option-pricing/option-terms.ts';

import { lowerQuartile, microseconds, milliseconds, type Report } from './table.ts';

/** Each way is timed in short rounds: some of them meet an idle machine. */
const rounds = 15;
const roundMs = 60;

/** 200 strikes, calls and puts, 30 days, a smile: a whole chain. */
const chain: readonly OptionTerms[] = Array.from({ length: 400 }, (_, index) => {
  const strike = 100 + Math.floor(index / 2);
  return {
    right: index % 2 === 0 ? ('call' as const) : ('put' as const),
    spot: 200,
    strike,
    years: 30 / 365,
    vol: 0.22 + 0.4 * Math.log(strike / 200) ** 2,
    rate: 0.04,
    dividendYield: 0.006,
  };
});

/** The textbook's formula and nothing else: what a price costs without sensitivities. */
function textbookPrice({ right, spot, strike, years, vol, rate, dividendYield }: OptionTerms) {
  const deviation = vol * Math.sqrt(years);
  const d1 =
    (Math.log(spot / strike) + (rate - dividendYield + (vol * vol) / 2) * years) / deviation;
  const sign = right === 'call' ? 1 : -1;
  const shares = spot * Math.exp(-dividendYield * years) * normalCdf(sign * d1);
  return sign * (shares - strike * Math.exp(-rate * years) * normalCdf(sign * (d1 - deviation)));
}

/** Microseconds per contract, and something of each answer, so that no work can be left out as unused. */
function timeChain(price: (terms: OptionTerms) => number): { us: number; sum: number } {
  let sum = 0;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    let passes = 0;
    do {
      for (const terms of chain) sum += price(terms);
      passes += 1;
    } while (performance.now() - start < roundMs);
    times.push(((performance.now() - start) * 1000) / (passes * chain.length));
  }
  return { us: lowerQuartile(times), sum };
}

export async function benchOptionPricing(): Promise<Report> {
  const textbook = timeChain(textbookPrice).us;
  const european = timeChain((terms) => priceEuropean(terms).vega).us;
  const americanAlone = timeChain((terms) => americanPrice(terms, 'quote')).us;
  const american = timeChain((terms) => priceAmerican(terms, 'quote').vega).us;
  const perChain = (us: number) => milliseconds((us * chain.length) / 1000);
  return {
    title: 'Option price and five greeks, per contract',
    rows: [
      {
        what: 'European, price alone (textbook formula)',
        value: microseconds(textbook),
        ratio: null,
      },
      {
        what: 'European, price and greeks',
        value: microseconds(european),
        ratio: european / textbook,
      },
      { what: 'American, price alone', value: microseconds(americanAlone), ratio: null },
      {
        what: 'American, price and greeks',
        value: microseconds(american),
        ratio: american / americanAlone,
      },
      { what: 'a chain of 400, European', value: perChain(european), ratio: null },
      { what: 'a chain of 400, American', value: perChain(american), ratio: null },
    ],
    note: 'Ratios against the price alone. American at quote accuracy. Half of the chain are calls.',
  };
}
