import { Big } from 'big.js';
import { expect, test } from 'vitest';

import {
  formatCount,
  formatDecimal,
  formatMoney,
  formatPrice,
  formatRatio,
  formatSigned,
  formatStrike,
  toneOf,
} from './format-number.ts';

test('money keeps every digit and gets its commas', () => {
  expect(formatDecimal(new Big('123456789012.12345678'), 8)).toBe('123,456,789,012.12345678');
  expect(formatDecimal(new Big('-1234.5'), 2)).toBe('−1,234.50');
  expect(formatDecimal(new Big('999'), 0)).toBe('999');
  expect(formatDecimal(new Big('1000'), 0)).toBe('1,000');
});

test('a half is rounded away from zero on both sides', () => {
  expect(formatDecimal(new Big('0.005'), 2)).toBe('0.01');
  expect(formatDecimal(new Big('-0.005'), 2)).toBe('−0.01');
});

test('a loss that rounds to zero is no loss', () => {
  expect(formatSigned(new Big('-0.001'))).toBe('0.00');
  expect(formatSigned(new Big('0.001'))).toBe('0.00');
});

test('a gain carries its plus, a loss the long minus', () => {
  expect(formatSigned(new Big('326'))).toBe('+326.00');
  expect(formatSigned(new Big('-29'))).toBe('−29.00');
  expect(toneOf(new Big('-29'))).toBe('loss');
  expect(toneOf(new Big('0'))).toBe('');
});

test('prices show at least cents and never lose a smaller tick', () => {
  expect(formatPrice(new Big('1.3'))).toBe('1.30');
  expect(formatPrice(new Big('0.0125'))).toBe('0.0125');
  expect(formatStrike(new Big('252.50'))).toBe('252.5');
  expect(formatStrike(new Big('6250'))).toBe('6,250');
});

test('money names its currency', () => {
  expect(formatMoney(new Big('742.78'), 'USD')).toBe('$742.78');
  expect(formatMoney(new Big('-5'), 'USD')).toBe('−$5.00');
  expect(formatMoney(new Big('5'), 'CHF')).toBe('CHF 5.00');
});

test('counts and ratios use the same signs', () => {
  expect(formatCount(12126)).toBe('12,126');
  expect(formatCount(-3)).toBe('−3');
  expect(formatRatio(-0.314, 2)).toBe('−0.31');
});
