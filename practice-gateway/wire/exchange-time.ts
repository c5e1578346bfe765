import { instantOf, type CalendarDate, type Instant } from '#domain/time.ts';

const newYork = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The wall clock of New York as if it were UTC, in epoch milliseconds. */
function wallClock(instant: Instant): number {
  const parts = new Map(newYork.formatToParts(instant).map((part) => [part.type, part.value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
}

/** The day in New York, `YYYYMMDD`. */
export function newYorkDay(instant: Instant): string {
  return new Date(wallClock(instant)).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The instant a wall clock in New York shows, e.g. ('20261120', 9.5 hours). */
function newYorkInstant(day: string, hours: number): Instant {
  const midnight = Date.UTC(
    Number(day.slice(0, 4)),
    Number(day.slice(4, 6)) - 1,
    Number(day.slice(6, 8)),
  );
  const wanted = midnight + hours * 3_600_000;
  const offset = wallClock(instantOf(wanted)) - wanted;
  const guess = wanted - offset;
  // On the days the clocks change the first guess may have the other offset.
  return instantOf(guess - (wallClock(instantOf(guess)) - wanted));
}

/** The next midnight in New York after `instant`. */
export function nextMidnight(instant: Instant): Instant {
  const wall = wallClock(instant);
  const next = Math.floor(wall / 86_400_000) * 86_400_000 + 86_400_000;
  return newYorkInstant(new Date(next).toISOString().slice(0, 10).replaceAll('-', ''), 0);
}

const iso = (instant: number) => new Date(instant).toISOString();

/** `YYYYMMDD-HH:mm:ss`, UTC. */
export function longStamp(instant: Instant): string {
  return `${iso(instant).slice(0, 10).replaceAll('-', '')}-${iso(instant).slice(11, 19)}`;
}

/** `YYMMDDHHmmss`, UTC. */
export function shortStamp(instant: Instant): string {
  return iso(instant).slice(2, 19).replaceAll(/[-T:]/g, '');
}

/** `YYYYMMDD`. */
export const plainDate = (date: CalendarDate): string => date.replaceAll('-', '');
