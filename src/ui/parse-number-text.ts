import { err, ok, type Result } from '#lib/result.ts';

/**
 * Why a typed number was not taken. `ambiguous` is "1,234", which is a thousand here and one and a bit elsewhere:
 * guessing would be a wrong order.
 */
export type NumberTextError = 'empty' | 'not-a-number' | 'ambiguous' | 'decimal-comma' | 'too-long';

const plain = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;
const grouped = /^-?[1-9]\d{0,2}(?:,\d{3})+\.\d+$/;
const oneGroup = /^-?\d{1,3}(?:,\d{3})+$/;
const decimalComma = /^-?(?:\d{1,3}(?:[.\s' ]\d{3})+|\d+),\d+$/;

/**
 * Reads a typed decimal number as exact text, e.g. " −1,234.50 " -> "-1234.50".
 *
 * Takes digits with a point, and thousands commas when a point makes them plain. Never throws, never goes through a
 * floating number, and refuses what another locale would read differently, exponents, hex and foreign digits.
 */
export function parseDecimalText(text: string): Result<string, NumberTextError> {
  const typed = text.trim().replace(/^[−–]/, '-').replace(/^[+]/, '');
  if (typed === '') return err('empty');
  if (typed.length > 24) return err('too-long');
  if (grouped.test(typed)) return ok(tidy(typed.replaceAll(',', '')));
  if (plain.test(typed)) return ok(tidy(typed));
  if (oneGroup.test(typed)) return err('ambiguous');
  if (decimalComma.test(typed)) return err('decimal-comma');
  return err('not-a-number');
}

/** As {@link parseDecimalText} for counts: digits only. Fails with `not-a-number` on a fraction or a sign. */
export function parseWholeText(text: string): Result<number, NumberTextError> {
  const typed = text.trim();
  if (typed === '') return err('empty');
  if (!/^\d+$/.test(typed)) return err(oneGroup.test(typed) ? 'ambiguous' : 'not-a-number');
  const value = Number(typed);
  return Number.isSafeInteger(value) ? ok(value) : err('too-long');
}

function tidy(text: string): string {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const sign = text.startsWith('-') && /[1-9]/.test(text) ? '-' : '';
  return `${sign}${digits}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What to tell about each. */
export const numberTextWords: Record<NumberTextError, string> = {
  empty: 'Type a number.',
  'not-a-number': 'Type digits with a point, like 1.30.',
  ambiguous: 'A comma can mean two things here. Type 1234 or 1.234.',
  'decimal-comma': 'Use a point for the decimals, like 1.30.',
  'too-long': 'That number is too long.',
};
