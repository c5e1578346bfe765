import { calendarDate, type CalendarDate, type Instant } from './time.ts';

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day at the US exchanges (New York) at an instant. */
export function exchangeDateAt(instant: Instant): CalendarDate {
  const parts = Object.fromEntries(
    dayFormat.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return calendarDate(`${parts['year']}-${parts['month']}-${parts['day']}`);
}

/** Calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
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
