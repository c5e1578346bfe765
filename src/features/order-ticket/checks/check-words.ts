import { Big } from 'big.js';

import type { Facts } from '#domain/compliance/rule.ts';
import { formatCount, formatDecimal, formatPrice, missingText } from '#ui/format-number.ts';
import { formatCalendarDate, formatExchangeTime } from '#ui/format-time.ts';

/** A finding in words. */
export interface CheckText {
  /** Two or three words. */
  readonly name: string;
  /** The numbers behind it. */
  readonly evidence: string;
  /** What it means and what to do; shown where an order was stopped, and on hover. Empty for what is fine. */
  readonly advice: string;
}

export type Words = (facts: Facts) => CheckText;

type FactWords = (facts: Facts) => string;

/** A fact as it is; counts with their commas. */
export const text = (value: Facts[string] | undefined): string =>
  value === null || value === undefined
    ? missingText
    : typeof value === 'number'
      ? formatCount(value)
      : String(value);

/** A sum given as decimal text, with its commas. */
export const sum = (value: Facts[string] | undefined): string =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    ? formatDecimal(new Big(value), 2)
    : text(value);

/** A price given as decimal text, with at least its cents. */
export const priceOf = (value: Facts[string] | undefined): string =>
  typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)
    ? formatPrice(new Big(value))
    : text(value);

export const date = (value: Facts[string] | undefined): string =>
  formatCalendarDate(text(value), true);

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** A moment on the exchange's clock, given in epoch milliseconds: Mon 23 Nov 09:30 New York. */
export const moment = (value: Facts[string] | undefined): string =>
  typeof value === 'number'
    ? `${dayFormat.format(value).replace(',', '')} ${formatExchangeTime(value)} New York`
    : missingText;

/** Makes the words of a finding; `advice` only where something is wrong or doubtful. */
export const say =
  (name: string, evidence: string | FactWords, advice: string | FactWords = ''): Words =>
  (facts) => ({
    name,
    evidence: typeof evidence === 'string' ? evidence : evidence(facts),
    advice: typeof advice === 'string' ? advice : advice(facts),
  });
