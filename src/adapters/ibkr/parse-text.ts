/**
 * The texts in which the API writes numbers, times and contracts: "C193.18", "1,300", "1.2M", "0.54%", "994,831 USD",
 * "1.05 ... 1.40 USD", "261119150312", "AAPL  270115C00195000". Absent is null; unreadable is an error, never zero.
 */
import { Big } from 'big.js';

import { conidOf, type Conid, type OptionRight } from '#domain/contract.ts';
import type { Side } from '#domain/order.ts';
import { instantOf, parseCalendarDate, type CalendarDate, type Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';

export type WireNumber = string | number | null | undefined;

const absentWords = new Set(['', '-', '--', 'n/a', 'null', 'none']);
const numberPattern =
  /^([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(e[+-]?\d+)?([KMB]?)%?$/i;
const magnitudes: Readonly<Record<string, string>> = { '': '1', K: '1e3', M: '1e6', B: '1e9' };
/** The back end's own "not set": the greatest double. */
const unsetFrom = 1e300;

/**
 * Parses a formatted number. Takes a trailing currency, percent sign, K, M or B, and a remark in parentheses.
 * Null is absent ("", "n/a"). Fails with `not-a-number` on anything else, also on misplaced separators ("1,5").
 */
export function parseDecimal(value: WireNumber): Result<Big | null, 'not-a-number'> {
  if (value === null || value === undefined) return ok(null);
  if (typeof value === 'number') return parseDouble(value);
  const text = value
    .replace(/\([^)]*\)\s*$/, '')
    .trim()
    .replace(/\s+[A-Z]{3}$/, '')
    .trim();
  if (absentWords.has(text.toLowerCase())) return ok(null);
  return parsePlain(text);
}

function parsePlain(text: string): Result<Big | null, 'not-a-number'> {
  const match = numberPattern.exec(text);
  if (match === null) return err('not-a-number');
  const [, sign = '', digits = '', exponent = '', suffix = ''] = match;
  const plain = new Big(`${sign === '-' ? '-' : ''}${digits.replaceAll(',', '')}${exponent}`);
  if (plain.abs().gte(unsetFrom)) return ok(null);
  return ok(plain.times(magnitudes[suffix.toUpperCase()] ?? '1'));
}

function parseDouble(value: number): Result<Big | null, 'not-a-number'> {
  if (!Number.isFinite(value)) return err('not-a-number');
  return ok(Math.abs(value) >= unsetFrom ? null : new Big(String(value)));
}

export interface LastPrice {
  readonly price: Big | null;
  readonly isLastClose: boolean;
  readonly isHalted: boolean;
}

/** Parses a last price: "C193.18" is yesterday's close, "H193.18" was halted. */
export function parseLastPrice(value: WireNumber): Result<LastPrice, 'not-a-number'> {
  const text = typeof value === 'string' ? value.trim() : value;
  const prefix = typeof text === 'string' ? (/^([CH])(?=[-+.\d])/.exec(text)?.[1] ?? '') : '';
  const price = parseDecimal(typeof text === 'string' ? text.slice(prefix.length) : text);
  if (!price.ok) return price;
  return ok({ price: price.value, isLastClose: prefix === 'C', isHalted: prefix === 'H' });
}

/** Parses "1.05 USD" or a range "1.05 ... 1.40 USD"; `high` is null without a range. */
export function parseRange(
  value: WireNumber,
): Result<{ readonly low: Big | null; readonly high: Big | null }, 'not-a-number'> {
  const [first, second] = typeof value === 'string' ? value.split('...') : [value];
  const low = parseDecimal(first);
  const high = parseDecimal(second);
  if (!low.ok) return low;
  if (!high.ok) return high;
  return ok({ low: low.value, high: high.value });
}

/** Parses a conid written as number or digits, also "265598@SMART". Null when it is none (0, -1: no single contract). */
export function parseConid(value: WireNumber): Conid | null {
  const number = typeof value === 'number' ? value : Number((value ?? '').split('@')[0]);
  return Number.isSafeInteger(number) && number > 0 ? conidOf(number) : null;
}

const sides: Readonly<Record<string, Side>> = {
  B: 'buy',
  BUY: 'buy',
  BOT: 'buy',
  S: 'sell',
  SELL: 'sell',
  SLD: 'sell',
};

/** Parses "BUY", "B" or "BOT", and the same of selling. */
export function parseSide(text: string): Result<Side, 'not-a-side'> {
  const side = sides[text.trim().toUpperCase()];
  return side === undefined ? err('not-a-side') : ok(side);
}

/** Parses "C", "CALL", "P" or "PUT". Null for anything else: shares have no right. */
export function parseRight(text: string | null | undefined): OptionRight | null {
  const letter = (text ?? '').trim().toUpperCase();
  if (letter === 'C' || letter === 'CALL') return 'call';
  return letter === 'P' || letter === 'PUT' ? 'put' : null;
}

const shortStamp = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const longStamp = /^(\d{4})(\d{2})(\d{2})-(\d{2}):(\d{2}):(\d{2})$/;

/** Parses "261119150312" (YYMMDDHHmmss) or "20261119-15:03:12", both UTC. Null when it is neither. */
export function parseUtcStamp(text: string): Instant | null {
  const match = shortStamp.exec(text.trim()) ?? longStamp.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number);
  return instantOf(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute, second));
}

/** Epoch milliseconds, also from a number or text in seconds. Null for 0 and nonsense. */
export function parseEpoch(value: WireNumber): Instant | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  return instantOf(number < 1e12 ? number * 1000 : number);
}

/** Parses "20270115". Null when it is no date. */
export function parseCompactDate(text: string): CalendarDate | null {
  if (!/^\d{8}$/.test(text)) return null;
  const parsed = parseCalendarDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  return parsed.ok ? parsed.value : null;
}

export interface OccSymbol {
  /** Trading class, e.g. "SPXW". */
  readonly root: string;
  readonly expiry: CalendarDate;
  readonly right: OptionRight;
  readonly strike: Big;
}

const occPattern = /(?:^|\[)\s*([A-Z0-9./]{1,6})\s+(\d{6})([CP])(\d{8})(?:\s+(\d+))?/;

/**
 * Finds an OCC symbol, e.g. "AAPL  270115C00195000", alone or in the brackets of a position's description
 * ("SPY    JAN2025 440 C [SPY 250117C00440000 100]", where the multiplier follows). Null without one.
 */
export function parseOccSymbol(
  text: string,
): (OccSymbol & { readonly multiplier: number | null }) | null {
  const match = occPattern.exec(text);
  if (match === null) return null;
  const [, root = '', date = '', letter = '', strike = '', multiplier] = match;
  const expiry = parseCompactDate(`20${date}`);
  const right = parseRight(letter);
  if (expiry === null || right === null) return null;
  return {
    root,
    expiry,
    right,
    strike: new Big(strike).div(1000),
    multiplier: multiplier === undefined ? null : Number(multiplier),
  };
}
