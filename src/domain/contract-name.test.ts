import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { anOption, aStock } from '#tests/builders.ts';

import { contractName, describedName, optionName } from './contract-name.ts';

test('an option is named by underlying, day, strike and right', () => {
  expect(contractName(anOption())).toBe('AAPL 15 Jan 27 195 call');
  expect(optionName(anOption({ right: 'put', strike: new Big('252.50') }))).toBe(
    '15 Jan 27 252.5 put',
  );
  expect(contractName(aStock())).toBe('AAPL');
});

test.each([
  ["AAPL NOV 27 '26 267.5 Call", 'AAPL 27 Nov 26 267.5 call'],
  ["AAPL Dec18'26 285 Put", 'AAPL 18 Dec 26 285 put'],
  ["BRK B JAN 05 '27 480.00 Call", 'BRK B 5 Jan 27 480 call'],
  ["SPX NOV 27 '26 6700 Put [SPXW 261127P06700000 100]", 'SPX 27 Nov 26 6700 put'],
  ['AAPL', 'AAPL'],
  ["AAPL Foo 27 '26 267.5 Call", "AAPL Foo 27 '26 267.5 Call"],
  ['', ''],
])('the broker’s %s reads %s', (words, ours) => {
  expect(describedName(words)).toBe(ours);
});
