import { Big } from 'big.js';

import { err, ok, type Result } from '#lib/result.ts';

/**
 * Why a typed number is not taken.
 *
 * `ambiguous`: traders of different countries read it differently ("1.000" is one or one thousand). `comma`: "1,5".
 * `foreign-digits`: digits of another script or width. `exponent`: "1e3". `fraction` is for quantities only.
 */
export type InputFault =
  | 'empty'
  | 'zero'
  | 'negative'
  | 'fraction'
  | 'comma'
  | 'ambiguous'
  | 'exponent'
  | 'foreign-digits'
  | 'too-long'
  | 'not-a-number';

/** Longer numbers are a cat on the keyboard; the rules judge the ones that fit. */
const mostDigits = 9;

/** Parses a quantity as typed: a positive whole number in the digits 0 to 9. Never guesses what was meant. */
export function parseQuantity(text: string): Result<number, InputFault> {
  const typed = text.trim();
  const fault = faultOf(typed);
  if (fault !== null) return err(fault);
  if (typed.includes('.')) {
    return err(isGrouped(typed) ? 'ambiguous' : 'fraction');
  }
  const quantity = Number(typed);
  return quantity === 0 ? err('zero') : ok(quantity);
}

/**
 * Parses a price per share as typed: positive, the digits 0 to 9 and at most one point.
 *
 * "1.500" is refused as ambiguous (half the world reads one thousand five hundred); "1.505" can only be a fraction of a
 * cent too fine, so it passes and the tick rule judges it.
 */
export function parsePrice(text: string): Result<Big, InputFault> {
  const typed = text.trim();
  const fault = faultOf(typed);
  if (fault !== null) return err(fault);
  if (isGrouped(typed) && typed.endsWith('0')) return err('ambiguous');
  const price = new Big(typed.startsWith('.') ? `0${typed}` : typed);
  return price.eq(0) ? err('zero') : ok(price);
}

/** What is wrong with it in any case; null when it is digits with at most one point. */
function faultOf(typed: string): InputFault | null {
  if (typed === '') return 'empty';
  if (/^(\d+\.?\d*|\.\d+)$/.test(typed) && !typed.endsWith('.')) {
    return typed.length > mostDigits + 1 ? 'too-long' : null;
  }
  if (/^[-−–]/.test(typed)) return 'negative';
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(typed)) return 'exponent';
  return localeFault(typed);
}

function localeFault(typed: string): InputFault {
  if (/^\d[\d.,' \u00a0\u202f’]*$/.test(typed)) {
    return /^\d+,\d{1,2}$/.test(typed) ? 'comma' : 'ambiguous';
  }
  return /\p{Nd}/u.test(typed) && !/[0-9]/.test(typed) ? 'foreign-digits' : 'not-a-number';
}

/** One to three digits, a point, three digits: a thousand to some, a fraction to others. */
function isGrouped(typed: string): boolean {
  return /^\d{1,3}\.\d{3}$/.test(typed);
}
