import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { anOption, aStock } from '#tests/builders.ts';

import { contractName, optionName } from './contract-name.ts';

test('an option is named by underlying, day, strike and right', () => {
  expect(contractName(anOption())).toBe('AAPL 15 Jan 27 195 call');
  expect(optionName(anOption({ right: 'put', strike: new Big('252.50') }))).toBe(
    '15 Jan 27 252.5 put',
  );
  expect(contractName(aStock())).toBe('AAPL');
});
