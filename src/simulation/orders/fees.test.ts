import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { chargeFill, noFees, type FeeBasis } from './fees.ts';

const option = (over: Partial<FeeBasis> & { readonly at: string }): FeeBasis => {
  const { at, ...rest } = over;
  const fill = { kind: 'option', side: 'buy', quantity: 1, multiplier: 100 } as const;
  return { ...fill, ...rest, price: new Big(at) };
};

const shares = (quantity: number, at: string, side: 'buy' | 'sell' = 'buy'): FeeBasis => {
  return { kind: 'stock', side, quantity, price: new Big(at), multiplier: 1 };
};

function chargesOf(...fills: readonly FeeBasis[]): string[] {
  let fees = noFees;
  return fills.map((fill) => {
    const charged = chargeFill(fees, fill);
    fees = charged.fees;
    return charged.charge.toFixed(2);
  });
}

test.each([
  ['one contract pays the minimum', option({ at: '2' }), '1.04'],
  ['two contracts pay 65 cents each', option({ at: '5', quantity: 2 }), '1.38'],
  ['below ten cents a contract pays 50', option({ at: '0.075', quantity: 3 }), '1.62'],
  ['below five cents a contract pays 25', option({ at: '0.03', quantity: 5 }), '1.45'],
  ['a sale pays two fees more', option({ at: '5', quantity: 10, side: 'sell' }), '7.04'],
])('%s', (_, fill, expected) => {
  expect(chargesOf(fill)).toEqual([expected]);
});

test.each([
  ['100 shares pay the minimum', shares(100, '25'), '1.00'],
  ['1,000 shares pay half a cent each', shares(1000, '25'), '5.00'],
  ['cheap shares pay at most one percent', shares(1000, '0.25'), '2.50'],
  ['a sale of shares pays two fees more', shares(1000, '25', 'sell'), '5.71'],
])('%s', (_, fill, expected) => {
  expect(chargesOf(fill)).toEqual([expected]);
});

test('many fills of one order pay together what one fill would', () => {
  const parts = [1, 1, 3, 5].map((quantity) => option({ at: '5', quantity }));
  const charges = chargesOf(...parts);
  expect(charges).toEqual(['1.04', '0.34', '2.07', '3.45']);
  expect(chargesOf(option({ at: '5', quantity: 10 }))).toEqual(['6.90']);
});
