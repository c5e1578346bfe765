import { expect, test } from 'vitest';

import { europeanCases } from '#tests/option-reference-values.ts';

import { priceEuropean } from './european.ts';
import type { OptionTerms } from './option-terms.ts';

const aCall: OptionTerms = {
  right: 'call',
  spot: 100,
  strike: 100,
  years: 0.5,
  vol: 0.2,
  rate: 0.04,
  dividendYield: 0.01,
};

test.each(europeanCases)('agrees with the published value $id', (reference) => {
  const value = priceEuropean(reference.terms);
  // Published sensitivities are per unit and year, ours per day and per point.
  const published = {
    npv: value.price,
    delta: value.delta,
    gamma: value.gamma,
    theta: value.theta * 365,
    vega: value.vega * 100,
    rho: value.rho * 100,
    dividendRho: value.dividendRho * 100,
  };
  const scale = Math.max(1, Math.abs(reference.expected));
  expect(Math.abs(published[reference.quantity] - reference.expected)).toBeLessThanOrEqual(
    reference.tolerance * scale,
  );
});

test('an option expiring now is worth its intrinsic value and has only delta left', () => {
  expect(priceEuropean({ ...aCall, years: 0, spot: 104 })).toEqual({
    price: 4,
    delta: 1,
    gamma: 0,
    theta: 0,
    vega: 0,
    rho: 0,
    dividendRho: -0,
  });
  expect(priceEuropean({ ...aCall, years: 0, right: 'put', spot: 104 })).toMatchObject({
    price: 0,
    gamma: 0,
  });
});

test('an option expiring exactly at the strike is worth nothing and has half a delta', () => {
  expect(priceEuropean({ ...aCall, years: 0 })).toMatchObject({ price: 0, delta: 0.5, gamma: 0 });
  expect(priceEuropean({ ...aCall, years: 0, right: 'put' })).toMatchObject({
    price: 0,
    delta: -0.5,
  });
});

test('without volatility the price is the discounted intrinsic value of the forward', () => {
  const { price, delta, gamma, vega } = priceEuropean({ ...aCall, vol: 0, spot: 110 });

  // 110 exp(-0.005) - 100 exp(-0.02)
  expect(price).toBeCloseTo(11.4315053805, 9);
  expect(delta).toBeCloseTo(0.995012, 6);
  expect([gamma, vega]).toEqual([0, 0]);
});

test.each([
  [{ spot: 0 }, 0, 0],
  [{ spot: 0, right: 'put' as const }, 98.019867, -0.995012],
  [{ strike: 0 }, 99.501248, 0.995012],
  [{ strike: 0, right: 'put' as const }, 0, 0],
  [{ strike: 0, spot: 0 }, 0, 0],
])('stays finite for %j', (change, price, delta) => {
  const value = priceEuropean({ ...aCall, ...change });

  expect(Object.values(value).every(Number.isFinite)).toBe(true);
  expect(value.price).toBeCloseTo(price, 6);
  expect(value.delta).toBeCloseTo(delta, 6);
});

test('cash dividends take their present value off the spot', () => {
  const value = priceEuropean({
    ...aCall,
    dividends: [
      { years: 0.25, amount: 1 },
      { years: 0.6, amount: 50 },
      { years: 0, amount: 50 },
    ],
  });
  const net = priceEuropean({ ...aCall, spot: 100 - 0.9900498337491681 });

  expect(value.price).toBeCloseTo(net.price, 12);
  expect(value.delta).toBeCloseTo(net.delta, 12);
});

test.each(['call', 'put'] as const)('the greeks of a %s with dividends are its slopes', (right) => {
  const terms: OptionTerms = { ...aCall, right, dividends: [{ years: 0.25, amount: 2 }] };
  const priceWith = (change: Partial<OptionTerms>) => priceEuropean({ ...terms, ...change }).price;
  const value = priceEuropean(terms);
  const day = 1 / 365 / 1000;

  const later = priceWith({ years: 0.5 - day, dividends: [{ years: 0.25 - day, amount: 2 }] });
  expect((later - value.price) * 1000).toBeCloseTo(value.theta, 5);
  expect((priceWith({ rate: 0.0401 }) - priceWith({ rate: 0.0399 })) / 0.02).toBeCloseTo(
    value.rho,
    6,
  );
  expect((priceWith({ vol: 0.2001 }) - priceWith({ vol: 0.1999 })) / 0.02).toBeCloseTo(
    value.vega,
    6,
  );
});

test.each([{ spot: -1 }, { strike: Number.NaN }, { years: -0.001 }, { vol: Infinity }])(
  'refuses terms of no option: %j',
  (change) => {
    expect(() => priceEuropean({ ...aCall, ...change })).toThrow('Not the terms of an option');
  },
);
