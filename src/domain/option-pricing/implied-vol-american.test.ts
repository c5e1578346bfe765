import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { priceAmerican } from './american.ts';
import { impliedVolAmerican } from './implied-vol-american.ts';
import { impliedVolEuropean } from './implied-vol-european.ts';

const aPut = {
  right: 'put',
  spot: 100,
  strike: 100,
  years: 0.25,
  rate: 0.045,
  dividendYield: 0.01,
} as const;

test('finds the volatility of an early-exercise put', () => {
  // 4.5974274 is the exact price at 25 %; as a European price it would mean more.
  const american = impliedVolAmerican(4.5974274, aPut);
  const european = impliedVolEuropean(4.5974274, aPut);

  expect(american.ok && american.value).toBeCloseTo(0.25, 7);
  expect(european.ok && european.value).toBeGreaterThan(0.2505);
});

test('a price at the intrinsic value fits every low volatility, so it has none', () => {
  expect(impliedVolAmerican(30, { ...aPut, spot: 70 })).toEqual({
    ok: false,
    error: 'no-time-value',
  });
});

test('a price below the intrinsic value has no volatility', () => {
  expect(impliedVolAmerican(29.99, { ...aPut, spot: 70 })).toEqual({
    ok: false,
    error: 'price-below-intrinsic',
  });
});

test('a put may cost more than the discounted strike, but not the strike', () => {
  const dear = impliedVolAmerican(99.5, aPut);
  expect(dear.ok && priceAmerican({ ...aPut, vol: dear.value }).price).toBeCloseTo(99.5, 6);
  expect(impliedVolAmerican(100, aPut)).toEqual({ ok: false, error: 'price-above-bound' });
});

test('an expired option has no volatility', () => {
  expect(impliedVolAmerican(1, { ...aPut, years: 0 })).toEqual({ ok: false, error: 'expired' });
});

test('a price that is no number is a bug', () => {
  expect(() => impliedVolAmerican(Infinity, aPut)).toThrow('Not a price');
});

test('takes cash dividends into account', () => {
  const terms = { ...aPut, right: 'call' as const, dividends: [{ years: 0.1, amount: 2 }] };
  const { price } = priceAmerican({ ...terms, vol: 0.4 }, 'quote');
  const found = impliedVolAmerican(price, terms, 'quote');

  expect(found.ok && found.value).toBeCloseTo(0.4, 6);
});

test('finds the volatility of any price that still tells it', () => {
  fc.assert(
    fc.property(
      fc.record({
        right: fc.constantFrom('call' as const, 'put' as const),
        spot: fc.constant(100),
        strike: fc.double({ min: 70, max: 140, noNaN: true }),
        years: fc.double({ min: 0.005, max: 2, noNaN: true }),
        vol: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
        rate: fc.double({ min: 0, max: 0.06, noNaN: true }),
        dividendYield: fc.double({ min: 0, max: 0.06, noNaN: true }),
      }),
      (terms) => {
        const { price, vega } = priceAmerican(terms, 'quote');
        fc.pre(vega > 0.001);
        const found = impliedVolAmerican(price, terms, 'quote');
        fc.pre(found.ok || price > Math.abs(terms.spot - terms.strike) + 1e-6);
        expect(found.ok && Math.abs(found.value - terms.vol)).toBeLessThan(1e-6);
      },
    ),
    { seed: 20261120, numRuns: 300 },
  );
});
