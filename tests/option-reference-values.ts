import type { OptionTerms, UnpricedTerms } from '#domain/option-pricing/option-terms.ts';

import fixture from './fixtures/option-reference-values.json' with { type: 'json' };

/** A published value of an option, with how near ours must come to it. */
export interface ReferenceCase {
  readonly id: string;
  readonly terms: OptionTerms;
  readonly expected: number;
  readonly tolerance: number;
}

export interface GreekCase extends ReferenceCase {
  readonly quantity: 'npv' | 'delta' | 'gamma' | 'theta' | 'vega' | 'rho' | 'dividendRho';
}

export interface ImpliedVolCase {
  readonly id: string;
  readonly terms: UnpricedTerms;
  readonly price: number;
  readonly expected: number;
  readonly tolerance: number;
}

type TermsRow = [string, 'call' | 'put', number, number, number, number, number, number];
type ValueRow = [...TermsRow, number, number];

const caseOf = (row: ValueRow): ReferenceCase => {
  const [id, right, spot, strike, years, vol, rate, dividendYield, expected, tolerance] = row;
  return {
    id,
    terms: { right, spot, strike, years, vol, rate, dividendYield },
    expected,
    tolerance,
  };
};

export const americanCases = (fixture.american as ValueRow[]).map(caseOf);
export const exercisePremiumCases = (fixture.exercisePremium as ValueRow[]).map(caseOf);
export const approximateCases = (fixture.approximations as ValueRow[]).map(caseOf);

type GreekRow = [...TermsRow, GreekCase['quantity'], number, number];

export const europeanCases = (fixture.european as GreekRow[]).map((row): GreekCase => {
  const [id, right, spot, strike, years, vol, rate, dividendYield, quantity, expected, tolerance] =
    row;
  const terms = { right, spot, strike, years, vol, rate, dividendYield };
  return { id, terms, quantity, expected, tolerance };
});

type DividendRow = [...TermsRow, [days: number, amount: number][], number, number];

export const dividendCases = (fixture.americanWithDividends as DividendRow[]).map((row) => {
  const [id, right, spot, strike, years, vol, rate, dividendYield, paid, expected, tolerance] = row;
  const dividends = paid.map(([days, amount]) => ({ years: days / 365, amount }));
  return {
    id,
    terms: { right, spot, strike, years, vol, rate, dividendYield, dividends },
    expected,
    tolerance,
  };
});

type ImpliedVolRow = [
  string,
  'call' | 'put',
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

export const impliedVolCases = (fixture.impliedVol as ImpliedVolRow[]).map(
  (row): ImpliedVolCase => {
    const [id, right, spot, strike, years, rate, dividendYield, price, expected, tolerance] = row;
    return {
      id,
      terms: { right, spot, strike, years, rate, dividendYield },
      price,
      expected,
      tolerance,
    };
  },
);
