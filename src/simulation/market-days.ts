import { exchangeInstant } from '#domain/calendar/exchange-clock.ts';
import { sessionOf as knownSession, type HoursClass } from '#domain/calendar/sessions.ts';
import { addDays, daysBetween } from '#domain/exchange-date.ts';
import { calendarDate, instantOf, type CalendarDate, type Instant } from '#domain/time.ts';

const EPOCH = calendarDate('1970-01-01');
const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
/** Minutes after midnight in New York. */
const OPEN = 570;
const CLOSE = 960;
const NOON = 720;
/** Options of this class trade on after the shares, also after an early close. */
const LATE_MINUTES = 15;

/** Regular hours of a day. */
export interface Session {
  readonly openAt: Instant;
  readonly closeAt: Instant;
}

interface Day {
  readonly date: CalendarDate;
  readonly midnight: Instant;
  readonly session: Session | null;
  readonly lateSession: Session | null;
}

/** Days since 1970-01-01, by which the exchange counts. */
export function dayNumberOf(date: CalendarDate): number {
  return daysBetween(EPOCH, date);
}

/** 0 is Sunday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

/** Where the calendar of holidays ends, every weekday is taken for a full day of trading: the exchange goes on. */
function sharesSession(date: CalendarDate, dayNumber: number): Session | null {
  const known = knownSession(date, 'shares');
  if (known.ok) return known.value;
  const weekday = weekdayOf(dayNumber);
  if (weekday === 0 || weekday === 6) return null;
  return { openAt: exchangeInstant(date, OPEN), closeAt: exchangeInstant(date, CLOSE) };
}

function lengthened({ openAt, closeAt }: Session): Session {
  return { openAt, closeAt: instantOf(closeAt + LATE_MINUTES * MS_PER_MINUTE) };
}

const days = new Map<number, Day>();

/** Facts of a day, worked out once: they are asked for with every quote. */
function dayOf(dayNumber: number): Day {
  const known = days.get(dayNumber);
  if (known !== undefined) return known;
  const date = addDays(EPOCH, dayNumber);
  const session = sharesSession(date, dayNumber);
  const day: Day = {
    date,
    midnight: instantOf(exchangeInstant(date, NOON) - NOON * MS_PER_MINUTE),
    session,
    lateSession: session === null ? null : lengthened(session),
  };
  days.set(dayNumber, day);
  return day;
}

export function dateOfDayNumber(dayNumber: number): CalendarDate {
  return dayOf(dayNumber).date;
}

/** Twelve hours before noon in New York, where the exchange's day begins. */
export function midnightOf(dayNumber: number): Instant {
  return dayOf(dayNumber).midnight;
}

/** The day in New York at an instant, as days since 1970. */
export function dayNumberAt(instant: number): number {
  const guess = Math.floor((instant - 5 * 3_600_000) / MS_PER_DAY);
  return midnightOf(guess + 1) <= instant ? guess + 1 : guess;
}

/** Regular hours of a day for what is traded; null when the exchange is closed all day. */
export function sessionOf(dayNumber: number, hours: HoursClass = 'shares'): Session | null {
  const day = dayOf(dayNumber);
  return hours === 'late-options' ? day.lateSession : day.session;
}

export function isTradingDay(dayNumber: number): boolean {
  return dayOf(dayNumber).session !== null;
}

/** The day itself, or the last trading day before it. */
export function tradingDayOnOrBefore(dayNumber: number): number {
  let day = dayNumber;
  while (!isTradingDay(day)) day--;
  return day;
}
