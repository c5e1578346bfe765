import type { Big } from 'big.js';

import type { Quote, QuoteAvailability } from '#domain/quote.ts';

import { parseDecimal, parseEpoch, parseLastPrice, type WireNumber } from '../parse-text.ts';

/** What a snapshot and the stream are asked for. Note that 85 is the size at the ask and 88 at the bid. */
export const quoteFields: readonly string[] = [
  '31', // last
  '84', // bid
  '86', // ask
  '85', // ask size
  '88', // bid size
  '87', // volume, rounded
  '7762', // volume, exact
  '82', // change
  '83', // change in percent
  '7308', // delta
  '7309', // gamma
  '7310', // theta
  '7311', // vega
  '7283', // implied volatility of an underlying's options, in percent
  '7633', // implied volatility of an option, in percent
  '7635', // mark
  '7638', // open interest
  '7741', // previous close
  '6509', // availability
];

type Changed = { -readonly [Key in keyof Quote]?: Quote[Key] };

const wireNumber = (value: unknown): WireNumber =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

/** Unreadable market data is absent: nobody can trade on it, and a chain must not go blank for one cell. */
function amount(value: unknown): Big | null {
  const parsed = parseDecimal(wireNumber(value));
  return parsed.ok ? parsed.value : null;
}

const count = (value: unknown): number | null => amount(value)?.toNumber() ?? null;

/** -1 is how the broker writes "nobody bids". */
function price(value: unknown): Big | null {
  const parsed = amount(value);
  return parsed !== null && parsed.lt(0) ? null : parsed;
}

/** 25.3 % becomes 0.253. */
function fraction(value: unknown): number | null {
  return amount(value)?.div(100).toNumber() ?? null;
}

const availabilities: Readonly<Record<string, QuoteAvailability>> = {
  R: 'live',
  D: 'delayed',
  Z: 'frozen',
  Y: 'frozen-delayed',
  N: 'not-subscribed',
  O: 'missing-consent',
};

function availability(value: unknown): QuoteAvailability {
  return typeof value === 'string' ? (availabilities[value.charAt(0)] ?? 'unknown') : 'unknown';
}

function setLast(changed: Changed, value: unknown): void {
  const last = parseLastPrice(wireNumber(value));
  changed.last = last.ok ? last.value.price : null;
  changed.isLastClose = last.ok && last.value.isLastClose;
  changed.isHalted = last.ok && last.value.isHalted;
}

const setters: Readonly<Record<string, (changed: Changed, value: unknown) => void>> = {
  '31': setLast,
  '84': (changed, value) => void (changed.bid = price(value)),
  '86': (changed, value) => void (changed.ask = price(value)),
  '88': (changed, value) => void (changed.bidSize = count(value)),
  '85': (changed, value) => void (changed.askSize = count(value)),
  // The rounded volume comes first, so that the exact one stands where both are given.
  '87': (changed, value) => void (changed.volume = count(value)),
  '7762': (changed, value) => void (changed.volume = count(value)),
  '82': (changed, value) => void (changed.change = amount(value)),
  '83': (changed, value) => void (changed.changePercent = count(value)),
  '7308': (changed, value) => void (changed.delta = count(value)),
  '7309': (changed, value) => void (changed.gamma = count(value)),
  '7310': (changed, value) => void (changed.theta = count(value)),
  '7311': (changed, value) => void (changed.vega = count(value)),
  '7283': (changed, value) => void (changed.underlyingVol = fraction(value)),
  '7633': (changed, value) => void (changed.impliedVol = fraction(value)),
  '7635': (changed, value) => void (changed.mark = price(value)),
  '7741': (changed, value) => void (changed.previousClose = price(value)),
  '7638': (changed, value) => void (changed.openInterest = count(value)),
  '6509': (changed, value) => void (changed.availability = availability(value)),
};

/** The fields a row brings: absent in the row is absent in the answer, and the last value stands. */
export function parseQuoteChange(row: Readonly<Record<string, unknown>>): Partial<Quote> {
  const changed: Changed = {};
  for (const field of quoteFields) {
    if (field in row) setters[field]?.(changed, row[field]);
  }
  const updatedAt = parseEpoch(wireNumber(row['_updated']));
  if (updatedAt !== null) changed.updatedAt = updatedAt;
  return changed;
}

/** The previous close of a row: what stands for the last price before the first trade of the day. */
export function parsePreviousClose(row: Readonly<Record<string, unknown>>): Big | null {
  return price(row['7741']);
}
