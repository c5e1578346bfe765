import { Big } from 'big.js';

/** U+2212. A hyphen is too short to be seen before a digit. */
const minus = '\u2212';

/** What stands for a number that is not there. Never 0. */
export const missingText = '\u2013';

/**
 * Writes an exact decimal with thousands commas and `places` decimals, half rounded away from zero, e.g. −1,234.50.
 * Works on digits as text: no floating number in between.
 */
export function formatDecimal(value: Big, places: number): string {
  const digits = value.abs().toFixed(places, 1);
  const [whole = '0', fraction] = digits.split('.');
  const body = `${groupThousands(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
  return value.lt(0) && /[1-9]/.test(digits) ? `${minus}${body}` : body;
}

/** As {@link formatDecimal}, and a gain carries its plus: for everything that is won or lost. Zero has no sign. */
export function formatSigned(value: Big, places = 2): string {
  const text = formatDecimal(value, places);
  return value.gt(0) && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Two decimals, or as many as a price has: 1.30, 268.42, 0.0125. */
export function formatPrice(value: Big): string {
  const decimals = value.toFixed().split('.')[1]?.length ?? 0;
  return formatDecimal(value, Math.min(Math.max(decimals, 2), 8));
}

/** A strike as the exchange writes it: 250, 252.5. */
export function formatStrike(value: Big): string {
  const [whole = '0', fraction] = value.toFixed().split('.');
  return `${groupThousands(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
}

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

/** Money with its currency: $742.78, CHF 742.78, −$5.00. */
export function formatMoney(value: Big, currency: string, places = 2): string {
  const text = formatDecimal(value.abs(), places);
  const sign = value.lt(0) && /[1-9]/.test(text) ? minus : '';
  return `${sign}${signs[currency] ?? `${currency} `}${text}`;
}

/** As {@link formatMoney}, and a gain carries its plus: +$38.95. */
export function formatSignedMoney(value: Big, currency: string): string {
  const text = formatMoney(value, currency);
  return value.gt(0) && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A count with thousands commas: 12,126. */
export function formatCount(value: number): string {
  return value < 0
    ? `${minus}${groupThousands(String(-value))}`
    : groupThousands(String(Math.trunc(value)));
}

/** A ratio or greek with fixed decimals: −0.31. Not for money. */
export function formatRatio(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && /[1-9]/.test(text) ? `${minus}${text}` : text;
}

/** As {@link formatRatio} with a plus for gains. */
export function formatSignedRatio(value: number, places: number): string {
  const text = formatRatio(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Class of a signed sum: gain, loss, or nothing for zero. */
export function toneOf(value: Big): 'gain' | 'loss' | '' {
  if (value.gt(0)) return 'gain';
  return value.lt(0) ? 'loss' : '';
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
