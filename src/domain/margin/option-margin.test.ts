import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Result } from '#lib/result.ts';

import type { MarginFault, MarginRequirement, UnderlyingClass } from './margin-requirement.ts';
import { optionMargin, type OptionPosition } from './option-margin.ts';

const aShortPut: OptionPosition = {
  right: 'put',
  side: 'sell',
  strike: new Big(95),
  multiplier: 100,
  quantity: 1,
  premium: new Big(2),
  underlyingPrice: new Big(100),
  underlyingClass: 'equity',
  sharesHeld: 0,
};

/** Spot, strike, premium and contracts of an example. */
const position = (
  change: Partial<OptionPosition>,
  [spot, strike, premium, quantity]: readonly [string, string, string, number],
): OptionPosition => ({
  ...aShortPut,
  ...change,
  underlyingPrice: new Big(spot),
  strike: new Big(strike),
  premium: new Big(premium),
  quantity,
});

const figures = (result: Result<MarginRequirement, MarginFault>) => {
  if (!result.ok) return result.error;
  const { initial, maintenance, buyingPowerEffect } = result.value;
  return [initial.toFixed(2), maintenance.toFixed(2), buyingPowerEffect.toFixed(2)];
};

const formulas = (result: Result<MarginRequirement, MarginFault>) =>
  result.ok ? result.value.parts.map(({ quantity, basis }) => `${quantity} ${basis.formula}`) : [];

// Spot, strike, premium, contracts; initial, maintenance, effect on buying power.
test.each([
  [
    ['100', '100', '4.2', 1],
    ['420.00', '0.00', '420.00'],
  ],
  [
    ['50', '55', '0.65', 10],
    ['650.00', '0.00', '650.00'],
  ],
  [
    ['600', '590', '12.35', 2],
    ['2470.00', '0.00', '2470.00'],
  ],
] as const)('a long option %j is paid in full', (terms, expected) => {
  expect(figures(optionMargin(position({ side: 'buy' }, terms), 'margin'))).toEqual(expected);
  expect(figures(optionMargin(position({ side: 'buy', right: 'call' }, terms), 'cash'))).toEqual(
    expected,
  );
});

test.each([
  [
    ['100', '105', '2.5', 1],
    ['1750.00', '1750.00', '1500.00'],
  ],
  [
    ['50', '50', '3', 2],
    ['2600.00', '2600.00', '2000.00'],
  ],
  [
    ['250', '300', '0.8', 3],
    ['7740.00', '7740.00', '7500.00'],
  ],
] as const)('a naked call %j', (terms, expected) => {
  expect(figures(optionMargin(position({ right: 'call' }, terms), 'margin'))).toEqual(expected);
});

test.each([
  [
    ['100', '95', '2', 1],
    ['1700.00', '1700.00', '1500.00'],
  ],
  [
    ['50', '50', '2.5', 2],
    ['2500.00', '2500.00', '2000.00'],
  ],
  [
    ['250', '200', '0.9', 3],
    ['6270.00', '6270.00', '6000.00'],
  ],
] as const)('a naked put %j', (terms, expected) => {
  expect(figures(optionMargin(position({}, terms), 'margin'))).toEqual(expected);
});

test('a naked option on a broad index counts 15 % instead of 20 %', () => {
  const onIndex = { right: 'call', underlyingClass: 'broad-index' } as const;
  expect(figures(optionMargin(position(onIndex, ['5000', '5100', '40', 1]), 'margin'))).toEqual([
    '69000.00',
    '69000.00',
    '65000.00',
  ]);
});

test.each([
  ['leveraged-2x', ['4200.00', '4200.00', '4000.00']],
  ['leveraged-3x', ['6200.00', '6200.00', '6000.00']],
] as const)('a naked option on a %s fund counts by the factor', (underlyingClass, expected) => {
  const terms = ['100', '100', '2', 1] as const;
  expect(figures(optionMargin(position({ underlyingClass }, terms), 'margin'))).toEqual(expected);
});

test.each([
  [
    ['100', '105', '2', 1],
    ['5000.00', '2500.00', '4800.00'],
  ],
  [
    ['40', '42.5', '0.75', 3],
    ['6000.00', '3000.00', '5775.00'],
  ],
  [
    ['250', '240', '16', 1],
    ['12500.00', '6000.00', '10900.00'],
  ],
] as const)('a covered call %j contains its shares', (terms, expected) => {
  const result = optionMargin(
    position({ right: 'call', sharesHeld: terms[3] * 100 }, terms),
    'margin',
  );

  expect(figures(result)).toEqual(expected);
  expect(result).toMatchObject({ value: { sharesCovered: terms[3] * 100 } });
});

test.each([
  [
    ['100', '95', '2', 1],
    ['9500.00', '9500.00', '9300.00'],
  ],
  [
    ['45', '42.5', '0.8', 3],
    ['12750.00', '12750.00', '12510.00'],
  ],
  [
    ['180', '175', '1.2', 1],
    ['17500.00', '17500.00', '17380.00'],
  ],
] as const)('a cash-secured put %j', (terms, expected) => {
  expect(figures(optionMargin(position({}, terms), 'cash'))).toEqual(expected);
});

test('calls are covered as far as the shares reach, and naked beyond', () => {
  const call = { right: 'call' } as const;
  const terms = ['100', '105', '2', 3] as const;
  const covering = (sharesHeld: number) =>
    formulas(optionMargin(position({ ...call, sharesHeld }, terms), 'margin'));

  expect(covering(0)).toEqual(['3 naked-call']);
  expect(covering(99)).toEqual(['3 naked-call']);
  expect(covering(100)).toEqual(['1 covered-call', '2 naked-call']);
  expect(covering(299)).toEqual(['2 covered-call', '1 naked-call']);
  expect(covering(300)).toEqual(['3 covered-call']);
  expect(covering(1000)).toEqual(['3 covered-call']);
  expect(covering(-100)).toEqual(['3 naked-call']);
  // One covered (5,000) and two naked (2 x 1,700).
  expect(figures(optionMargin(position({ ...call, sharesHeld: 100 }, terms), 'margin'))).toEqual([
    '8400.00',
    '5900.00',
    '7800.00',
  ]);
});

test('an adjusted contract is covered by its own number of shares', () => {
  const adjusted = { right: 'call', multiplier: 150, sharesHeld: 299 } as const;
  expect(formulas(optionMargin(position(adjusted, ['100', '105', '2', 2]), 'margin'))).toEqual([
    '1 covered-call',
    '1 naked-call',
  ]);
});

test('a cash account pays for the shares of a covered call and knows no naked call', () => {
  const call = position({ right: 'call', sharesHeld: 100 }, ['100', '105', '2', 1]);
  expect(figures(optionMargin(call, 'cash'))).toEqual(['10000.00', '10000.00', '9800.00']);
  expect(optionMargin({ ...call, sharesHeld: 99 }, 'cash')).toEqual({
    ok: false,
    error: 'needs-margin-account',
  });
});

test('the figures say where they come from', () => {
  expect(optionMargin(aShortPut, 'margin')).toMatchObject({
    value: {
      parts: [
        {
          basis: {
            formula: 'naked-put',
            source: 'FINRA Rule 4210(f)(2); Cboe Rule 10.3',
            checkedOn: '2026-11-20',
          },
        },
      ],
    },
  });
});

test.each([0, -1, 1.5, Number.NaN])('a quantity of %d is a bug', (quantity) => {
  expect(() => optionMargin({ ...aShortPut, quantity }, 'margin')).toThrow('Not a quantity');
  expect(() => optionMargin({ ...aShortPut, multiplier: quantity }, 'margin')).toThrow(
    'Not a quantity',
  );
});

const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => new Big(value).div(100));

const anyPosition: fc.Arbitrary<OptionPosition> = fc.record({
  right: fc.constantFrom('call' as const, 'put' as const),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  strike: cents(100_000),
  multiplier: fc.constantFrom(100, 10, 150),
  quantity: fc.integer({ min: 1, max: 500 }),
  premium: cents(10_000),
  underlyingPrice: cents(100_000),
  underlyingClass: fc.constantFrom<UnderlyingClass>(
    'equity',
    'broad-index',
    'leveraged-2x',
    'leveraged-3x',
  ),
  sharesHeld: fc.constant(0),
});

const valueOf = (result: Result<MarginRequirement, MarginFault>): MarginRequirement => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

test('twice the contracts need twice as much', () => {
  fc.assert(
    fc.property(anyPosition, (drawn) => {
      const once = valueOf(optionMargin(drawn, 'margin'));
      const twice = valueOf(optionMargin({ ...drawn, quantity: drawn.quantity * 2 }, 'margin'));
      expect(twice.initial.eq(once.initial.times(2))).toBe(true);
      expect(twice.maintenance.eq(once.maintenance.times(2))).toBe(true);
      expect(twice.buyingPowerEffect.eq(once.buyingPowerEffect.times(2))).toBe(true);
    }),
    { seed: 20261120 },
  );
});

test('a long option needs exactly its premium, a short one more than its premium', () => {
  fc.assert(
    fc.property(anyPosition, (drawn) => {
      const { initial, maintenance } = valueOf(optionMargin(drawn, 'margin'));
      const premium = drawn.premium.times(drawn.multiplier).times(drawn.quantity);
      const isAsExpected =
        drawn.side === 'buy'
          ? initial.eq(premium) && maintenance.eq(0)
          : initial.gt(premium) && maintenance.eq(initial);
      expect(isAsExpected).toBe(true);
    }),
    { seed: 20261120 },
  );
});

test('shares never raise what short calls need beyond the shares themselves', () => {
  fc.assert(
    fc.property(anyPosition, fc.integer({ min: 0, max: 60_000 }), (drawn, sharesHeld) => {
      const call = { ...drawn, right: 'call' as const, side: 'sell' as const };
      const bare = valueOf(optionMargin(call, 'margin'));
      const held = valueOf(optionMargin({ ...call, sharesHeld }, 'margin'));
      const shares = call.underlyingPrice.times(held.sharesCovered);
      expect(held.initial.lte(bare.initial.plus(shares))).toBe(true);
      expect(held.sharesCovered).toBeLessThanOrEqual(sharesHeld);
      expect(held.parts.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(call.quantity);
    }),
    { seed: 20261120 },
  );
});
