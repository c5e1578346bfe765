import type { Brand } from '#lib/brand.ts';
import { err, ok, type Result } from '#lib/result.ts';

/** A point in time: milliseconds since 1970-01-01T00:00Z, whole. */
export type Instant = Brand<number, 'Instant'>;

/** A day at the exchange, 'YYYY-MM-DD', without a time zone. */
export type CalendarDate = Brand<string, 'CalendarDate'>;

/** Makes an instant from epoch milliseconds. Throws on a number that is no time: that is a bug, not bad input. */
export function instantOf(epochMs: number): Instant {
  if (!Number.isFinite(epochMs)) throw new Error(`Not an instant: ${epochMs}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes an Instant
  return Math.trunc(epochMs) as Instant;
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Parses 'YYYY-MM-DD'. Fails with `bad-date` on anything else, also on a day that does not exist (2026-02-29). */
export function parseCalendarDate(text: string): Result<CalendarDate, 'bad-date'> {
  const match = datePattern.exec(text);
  if (match === null) return err('bad-date');
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && !isLeap ? 28 : daysInMonth[month - 1];
  if (last === undefined || day < 1 || day > last) return err('bad-date');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes a CalendarDate
  return ok(text as CalendarDate);
}

/** As {@link parseCalendarDate}, for literals in our own code. Throws on a bad one. */
export function calendarDate(text: string): CalendarDate {
  const parsed = parseCalendarDate(text);
  if (!parsed.ok) throw new Error(`Not a calendar date: ${text}`);
  return parsed.value;
}
