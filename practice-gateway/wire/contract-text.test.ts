import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { anOption } from '#tests/builders.ts';

import { monthCode, occSymbol, optionFullName, optionText, positionText } from './contract-text.ts';
import { grouped, priceText, shortCount } from './number-text.ts';

test('an option is named as the broker names it', () => {
  const option = anOption({ strike: new Big('187.5'), right: 'put' });
  expect(monthCode(option.expiry)).toBe('JAN27');
  expect(occSymbol(option)).toBe('AAPL  270115P00187500');
  expect(optionText(option)).toBe("JAN 15 '27 187.5 Put");
  expect(optionFullName(option)).toBe("AAPL Jan15'27 187.5 Put");
  expect(positionText(option)).toBe('AAPL   JAN2027 187.5 P [AAPL  270115P00187500 100]');
});

test('numbers carry separators and letters as the broker writes them', () => {
  expect(grouped(new Big('1977.6'), 2)).toBe('1,977.60');
  expect(grouped(new Big('-0.004'), 2)).toBe('0.00');
  expect(grouped(new Big('-1234567.891'), 0)).toBe('-1,234,568');
  expect(priceText(new Big('189.6'))).toBe('189.60');
  expect(priceText(new Big('0.055'))).toBe('0.055');
  expect([shortCount(812), shortCount(9999), shortCount(34_560), shortCount(1_234_567)]).toEqual([
    '812',
    '9,999',
    '34.6K',
    '1.2M',
  ]);
});
