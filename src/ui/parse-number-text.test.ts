import { expect, test } from 'vitest';

import { parseDecimalText, parseWholeText } from './parse-number-text.ts';

test.each([
  ['1.30', '1.30'],
  [' 1.3 ', '1.3'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['007', '7'],
  ['1,234.50', '1234.50'],
  ['123456789012.12345678', '123456789012.12345678'],
  ['−1.30', '-1.30'],
  ['+2', '2'],
  ['-0.00', '0.00'],
])('%j is read as exactly %j', (typed, exact) => {
  expect(parseDecimalText(typed)).toEqual({ ok: true, value: exact });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['1,30', 'decimal-comma'],
  ['1.234,50', 'decimal-comma'],
  ['1 234,50', 'decimal-comma'],
  ['1,234', 'ambiguous'],
  ['12,345,678', 'ambiguous'],
  ['1,23,4.5', 'not-a-number'],
  ['1.2.3', 'not-a-number'],
  ['1e5', 'not-a-number'],
  ['0x10', 'not-a-number'],
  ['Infinity', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['--1', 'not-a-number'],
  ['.', 'not-a-number'],
  ['١٢', 'not-a-number'],
  ['１２', 'not-a-number'],
  ['1 000', 'not-a-number'],
  ['$5', 'not-a-number'],
  ['9'.repeat(25), 'too-long'],
])('%j is refused as %s, never guessed', (typed, reason) => {
  expect(parseDecimalText(typed)).toEqual({ ok: false, error: reason });
});

test('a count takes whole digits only', () => {
  expect(parseWholeText(' 12 ')).toEqual({ ok: true, value: 12 });
  expect(parseWholeText('0')).toEqual({ ok: true, value: 0 });
  expect(parseWholeText('1.5')).toEqual({ ok: false, error: 'not-a-number' });
  expect(parseWholeText('-1')).toEqual({ ok: false, error: 'not-a-number' });
  expect(parseWholeText('1,000')).toEqual({ ok: false, error: 'ambiguous' });
  expect(parseWholeText('99999999999999999999')).toEqual({ ok: false, error: 'too-long' });
});
