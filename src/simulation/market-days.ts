import { calendarDate, instantOf, type CalendarDate, type Instant } from '#domain/time.ts';

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
/** Minutes after midnight in New York. */
const OPEN = 570;
const CLOSE = 960;
const EARLY_CLOSE = 780;
const pad = (value: number, width: number) => String(value).padStart(width, '0');

const holidays = new Set(
  (
    '2025-01-01 2025-01-09 2025-01-20 2025-02-17 2025-04-18 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-11-27 2025-12-25 ' +
    '2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25 ' +
    '2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24'
  ).split(' '),
);
const earlyCloses = new Set(
  '2025-07-03 2025-11-28 2025-12-24 2026-11-27 2026-12-24 2027-11-26'.split(' '),
);

/** Days since 1970-01-01. */
export function dayNumberOf(date: CalendarDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function toDate(dayNumber: number): CalendarDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return calendarDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** 0 is Sunday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

function sundayOnOrAfter(date: CalendarDate): number {
  const day = dayNumberOf(date);
  return day + ((7 - weekdayOf(day)) % 7);
}

/** Minutes from UTC to New York time at noon of a day. */
function offsetOf(dayNumber: number): number {
  const year = toDate(dayNumber).slice(0, 4);
  const summerFrom = sundayOnOrAfter(calendarDate(`${year}-03-08`));
  const summerTo = sundayOnOrAfter(calendarDate(`${year}-11-01`));
  return dayNumber >= summerFrom && dayNumber < summerTo ? -240 : -300;
}

function localInstant(dayNumber: number, minutes: number): Instant {
  return instantOf(dayNumber * MS_PER_DAY + (minutes - offsetOf(dayNumber)) * MS_PER_MINUTE);
}

export interface Session {
  readonly openAt: Instant;
  readonly closeAt: Instant;
}

interface Day {
  readonly date: CalendarDate;
  readonly midnight: Instant;
  readonly session: Session | null;
}

const days = new Map<number, Day>();

/** Facts of a day, worked out once: they are asked for with every quote. */
function dayOf(dayNumber: number): Day {
  const known = days.get(dayNumber);
  if (known !== undefined) return known;
  const date = toDate(dayNumber);
  const weekday = weekdayOf(dayNumber);
  const isClosed = weekday === 0 || weekday === 6 || holidays.has(date);
  const closesAt = earlyCloses.has(date) ? EARLY_CLOSE : CLOSE;
  const day: Day = {
    date,
    midnight: localInstant(dayNumber, 0),
    session: isClosed
      ? null
      : { openAt: localInstant(dayNumber, OPEN), closeAt: localInstant(dayNumber, closesAt) },
  };
  days.set(dayNumber, day);
  return day;
}

export function dateOfDayNumber(dayNumber: number): CalendarDate {
  return dayOf(dayNumber).date;
}

/** Start of the exchange's day in New York. */
export function midnightOf(dayNumber: number): Instant {
  return dayOf(dayNumber).midnight;
}

/** The day in New York at an instant, as days since 1970. */
export function dayNumberAt(instant: number): number {
  const guess = Math.floor((instant - 5 * 3_600_000) / MS_PER_DAY);
  return midnightOf(guess + 1) <= instant ? guess + 1 : guess;
}

/** Regular hours of a day; null when the exchange is closed all day. */
export function sessionOf(dayNumber: number): Session | null {
  return dayOf(dayNumber).session;
}

export function isTradingDay(dayNumber: number): boolean {
  return dayOf(dayNumber).session !== null;
}
