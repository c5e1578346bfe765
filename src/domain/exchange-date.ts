import { calendarDate, type CalendarDate, type Instant } from './time.ts';

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const MS_PER_HOUR = 3_600_000;

/** The answer for the hour asked last: the date changes only on the hour, and it is asked with every quote. */
let latest: { readonly hour: number; readonly date: CalendarDate } | null = null;

/** The day at the US exchanges (New York) at an instant. */
export function exchangeDateAt(instant: Instant): CalendarDate {
  const hour = Math.floor(instant / MS_PER_HOUR);
  if (latest?.hour === hour) return latest.date;
  const parts = Object.fromEntries(
    dayFormat.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  const date = calendarDate(`${parts['year']}-${parts['month']}-${parts['day']}`);
  latest = { hour, date };
  return date;
}

/** Calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** The date `days` calendar days later; earlier when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Whether the date is the third Friday of its month, or the Thursday before it: the monthly expiries. */
export function isMonthlyExpiry(date: CalendarDate): boolean {
  const day = Number(date.slice(8));
  const weekday = weekdayOf(date);
  return (weekday === 5 && day >= 15 && day <= 21) || (weekday === 4 && day >= 14 && day <= 20);
}

/** 0 is Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return (((dayNumberOf(date) + 4) % 7) + 7) % 7;
}

/** Days since 1970-01-01 in the Gregorian calendar; years begin in March so that leap days come last. */
function dayNumberOf(date: CalendarDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const marchYear = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

/** Inverse of {@link dayNumberOf}. */
function dateOfDayNumber(dayNumber: number): CalendarDate {
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
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return calendarDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}
