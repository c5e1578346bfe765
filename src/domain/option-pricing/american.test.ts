import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  americanCases,
  approximateCases,
  dividendCases,
  exercisePremiumCases,
} from '#tests/option-reference-values.ts';

import { americanPrice, priceAmerican } from './american.ts';
import { priceOnTree } from './binomial-tree.ts';
import { priceEuropean } from './european.ts';
import type { OptionTerms } from './option-terms.ts';

const aPut: OptionTerms = {
  right: 'put',
  spot: 100,
  strike: 100,
  years: 0.25,
  vol: 0.25,
  rate: 0.045,
  dividendYield: 0.01,
};

test.each(americanCases)(
  'agrees with the published value $id',
  ({ terms, expected, tolerance }) => {
    expect(Math.abs(priceAmerican(terms).price - expected)).toBeLessThanOrEqual(tolerance);
  },
);

test.each(dividendCases)(
  'agrees with the published value $id, with cash dividends',
  ({ terms, expected, tolerance }) => {
    expect(Math.abs(priceAmerican(terms).price - expected)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(americanPrice(terms, 'quote') - expected)).toBeLessThanOrEqual(tolerance);
  },
);

test.each(exercisePremiumCases)(
  'the right to exercise early is worth the published premium $id',
  ({ terms, expected, tolerance }) => {
    const premium = priceAmerican(terms).price - priceEuropean(terms).price;
    expect(Math.abs(premium - expected)).toBeLessThanOrEqual(tolerance);
  },
);

test.each(approximateCases)(
  'is as near to the published approximation $id as that is to the truth',
  ({ terms, expected, tolerance }) => {
    expect(Math.abs(priceAmerican(terms).price - expected)).toBeLessThanOrEqual(tolerance);
  },
);

test('a call on a share without dividends is the European call', () => {
  const call: OptionTerms = { ...aPut, right: 'call', dividendYield: 0 };
  expect(priceAmerican(call)).toEqual(priceEuropean(call));
});

test('a put without interest is never exercised early', () => {
  const put = { ...aPut, rate: 0 };
  expect(priceAmerican(put)).toEqual(priceEuropean(put));
});

test('deep in the money the put is exercised at once, and only delta remains', () => {
  const exercised = { price: 40, delta: -1, gamma: 0, theta: 0, vega: 0, rho: 0 };
  expect(priceAmerican({ ...aPut, spot: 60 })).toEqual(exercised);
  expect(priceAmerican({ ...aPut, spot: 60 }, 'quote')).toEqual(exercised);
});

test('just before a large dividend the call is exercised at once', () => {
  const dividends = [{ years: 0.0001, amount: 5 }];
  expect(
    priceAmerican({ ...aPut, right: 'call', strike: 80, dividendYield: 0, dividends }),
  ).toMatchObject({ price: 20, delta: 1, gamma: 0, theta: 0 });
});

test('a dividend after expiry changes nothing', () => {
  const late = [{ years: 0.26, amount: 5 }];
  expect(priceAmerican({ ...aPut, dividends: late })).toEqual(priceAmerican(aPut));
});

test.each([
  ['put', { ...aPut }],
  ['put far below its strike, near the boundary', { ...aPut, spot: 91, vol: 0.15 }],
  ['put of a quiet fund', { ...aPut, spot: 99.5, years: 1, vol: 0.05 }],
  ['call on a high yield', { ...aPut, right: 'call' as const, strike: 95, dividendYield: 0.06 }],
  ['put at negative rates', { ...aPut, rate: -0.01, dividendYield: -0.03 }],
])('the greeks of a %s are the slopes of its price', (_name, terms) => {
  const value = priceAmerican(terms);
  const priceWith = (change: Partial<OptionTerms>) =>
    americanPrice({ ...terms, ...change }, 'reference');
  const [up, middle, down] = [terms.spot + 0.05, terms.spot, terms.spot - 0.05].map((spot) =>
    priceWith({ spot }),
  );
  if (up === undefined || middle === undefined || down === undefined) throw new Error('no price');
  const { years, vol, rate } = terms;

  expect((up - down) / 0.1).toBeCloseTo(value.delta, 3);
  expect((up - 2 * middle + down) / 0.0025).toBeCloseTo(value.gamma, 2);
  expect((priceWith({ years: years - 0.0005 }) - middle) / 0.1825).toBeCloseTo(value.theta, 3);
  expect((priceWith({ vol: vol + 0.0005 }) - priceWith({ vol: vol - 0.0005 })) / 0.1).toBeCloseTo(
    value.vega,
    2,
  );
  expect(
    (priceWith({ rate: rate + 0.0005 }) - priceWith({ rate: rate - 0.0005 })) / 0.1,
  ).toBeCloseTo(value.rho, 2);
});

test('the boundary and the tree, two unlike methods, agree', () => {
  for (const terms of [
    aPut,
    { ...aPut, spot: 92, vol: 0.2, dividendYield: 0 },
    { ...aPut, years: 2, vol: 0.06, spot: 99 },
    { ...aPut, right: 'call' as const, dividendYield: 0.08, years: 1 },
  ]) {
    const byTree = priceOnTree(terms, 1001);
    const byBoundary = priceAmerican(terms);
    expect(Math.abs(byTree.price - byBoundary.price)).toBeLessThan(2e-3);
    expect(byTree.delta).toBeCloseTo(byBoundary.delta, 2);
  }
});

const listedTerms = fc.record({
  right: fc.constantFrom('call' as const, 'put' as const),
  spot: fc.constant(100),
  strike: fc.double({ min: 60, max: 160, noNaN: true }),
  years: fc.double({ min: 0.002, max: 2.2, noNaN: true }),
  vol: fc.double({ min: 0.03, max: 1.5, noNaN: true }),
  rate: fc.oneof(fc.constant(0), fc.double({ min: 1e-14, max: 0.08, noNaN: true })),
  dividendYield: fc.oneof(fc.constant(0), fc.double({ min: 1e-14, max: 0.08, noNaN: true })),
});

test('a quote is within a fifth of a cent of the exact price', () => {
  fc.assert(
    fc.property(listedTerms, (terms) => {
      const quote = americanPrice(terms, 'quote');
      expect(Math.abs(quote - americanPrice(terms, 'detail'))).toBeLessThan(2e-3);
    }),
    { seed: 20261120, numRuns: 1000 },
  );
});

test('detail is within 2e-5 of the finest solution', () => {
  fc.assert(
    fc.property(listedTerms, (terms) => {
      const detail = americanPrice(terms, 'detail');
      expect(Math.abs(detail - americanPrice(terms, 'reference'))).toBeLessThan(2e-5);
    }),
    { seed: 20261120, numRuns: 100 },
  );
});

test('an American option is worth at least the European one and at least its intrinsic value', () => {
  fc.assert(
    fc.property(listedTerms, (terms) => {
      const value = priceAmerican(terms, 'quote');
      const sign = terms.right === 'call' ? 1 : -1;
      expect(Object.values(value).every(Number.isFinite)).toBe(true);
      expect(value.price).toBeGreaterThanOrEqual(sign * (terms.spot - terms.strike) - 1e-9);
      expect(value.price).toBeGreaterThanOrEqual(priceEuropean(terms).price - 1e-9);
      expect(Math.abs(value.delta)).toBeLessThanOrEqual(1.0001);
    }),
    { seed: 20261120, numRuns: 1000 },
  );
});

test.each([
  ['no time', { years: 0, strike: 110 }, 10],
  ['no volatility', { vol: 0, strike: 110 }, 10],
  ['no spot', { spot: 0 }, 100],
  ['no strike', { strike: 0 }, 0],
  ['hardly any volatility', { vol: 1e-9, strike: 110 }, 10],
  ['all of the spot paid out', { dividends: [{ years: 0.1, amount: 200 }] }, 99.55101],
])('stays finite with %s', (_name, change, price) => {
  const value = priceAmerican({ ...aPut, ...change });

  expect(Object.values(value).every(Number.isFinite)).toBe(true);
  expect(value.price).toBeCloseTo(price, 4);
});

test('refuses terms of no option', () => {
  expect(() => priceAmerican({ ...aPut, spot: -1 })).toThrow('Not the terms of an option');
});
