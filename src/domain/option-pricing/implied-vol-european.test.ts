import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { impliedVolCases } from '#tests/option-reference-values.ts';

import { priceEuropean } from './european.ts';
import { impliedVolEuropean } from './implied-vol-european.ts';

const aCall = {
  right: 'call',
  spot: 100,
  strike: 90,
  years: 0.5,
  rate: 0.04,
  dividendYield: 0,
} as const;

test.each(impliedVolCases)('finds the published volatility $id', (reference) => {
  const found = impliedVolEuropean(reference.price, reference.terms);

  expect(found.ok && Math.abs(found.value - reference.expected)).toBeLessThanOrEqual(
    reference.tolerance,
  );
});

test('a price below the discounted intrinsic value has no volatility', () => {
  // 100 - 90 exp(-0.02) = 11.782...
  expect(impliedVolEuropean(11.7, aCall)).toEqual({ ok: false, error: 'price-below-intrinsic' });
  expect(impliedVolEuropean(-0.01, { ...aCall, strike: 200 })).toEqual({
    ok: false,
    error: 'price-below-intrinsic',
  });
});

test('a price of exactly the intrinsic value fits every low volatility, so it has none', () => {
  expect(impliedVolEuropean(100 - 90 * Math.exp(-0.02), aCall)).toEqual({
    ok: false,
    error: 'no-time-value',
  });
  expect(impliedVolEuropean(0, { ...aCall, strike: 200 })).toEqual({
    ok: false,
    error: 'no-time-value',
  });
});

test('a call is never worth the share, nor a put the strike', () => {
  expect(impliedVolEuropean(100, aCall)).toEqual({ ok: false, error: 'price-above-bound' });
  expect(impliedVolEuropean(88.3, { ...aCall, right: 'put' })).toEqual({
    ok: false,
    error: 'price-above-bound',
  });
  expect(impliedVolEuropean(5, { ...aCall, spot: 0 })).toEqual({
    ok: false,
    error: 'price-above-bound',
  });
});

test('an expired option has no volatility', () => {
  expect(impliedVolEuropean(10, { ...aCall, years: 0 })).toEqual({ ok: false, error: 'expired' });
});

test('a price that is no number is a bug', () => {
  expect(() => impliedVolEuropean(Number.NaN, aCall)).toThrow('Not a price');
});

test('finds the volatility of any price that still tells it', () => {
  fc.assert(
    fc.property(
      fc.record({
        right: fc.constantFrom('call' as const, 'put' as const),
        strike: fc.double({ min: 20, max: 500, noNaN: true }),
        years: fc.double({ min: 0.0005, max: 3, noNaN: true }),
        vol: fc.double({ min: 0.01, max: 3, noNaN: true }),
        rate: fc.double({ min: -0.02, max: 0.1, noNaN: true }),
        dividendYield: fc.double({ min: 0, max: 0.1, noNaN: true }),
      }),
      (drawn) => {
        const terms = { ...drawn, spot: 100 };
        const { price, vega } = priceEuropean(terms);
        fc.pre(vega > 1e-6);
        const found = impliedVolEuropean(price, terms);
        // The price carries rounding of about 1e-15 of the larger of spot and strike.
        const tolerance = 1e-10 + (1e-15 * Math.max(100, terms.strike)) / vega;
        expect(found.ok && Math.abs(found.value - terms.vol)).toBeLessThan(tolerance);
      },
    ),
    { seed: 20261120, numRuns: 2000 },
  );
});

test('cash dividends are taken into account', () => {
  const terms = { ...aCall, vol: 0.3, dividends: [{ years: 0.2, amount: 3 }] };
  const found = impliedVolEuropean(priceEuropean(terms).price, terms);

  expect(found.ok && found.value).toBeCloseTo(0.3, 10);
});
