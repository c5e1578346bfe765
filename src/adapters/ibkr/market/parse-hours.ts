import { instantOf, type Instant } from '#domain/time.ts';
import type { TradingHours } from '#services/ports/market-data.ts';

import type { VenueSchedule } from './data-endpoints.ts';

interface Session {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

const dayMs = 86_400_000;
/** Looks over a long weekend. */
const daysAhead = 7;

/**
 * Whether the exchange is open, and the session it is in or the next one. Dates override weekday templates (written as
 * days of January 2000, the 1st being a Saturday). Null when the schedule names no zone or no session.
 */
export function parseTradingHours(
  schedules: readonly VenueSchedule[],
  now: Instant,
): TradingHours | null {
  const venue = schedules.find((each) => each.timezone !== null && each.schedules.length > 0);
  if (venue === undefined || venue.timezone === null) return null;
  const sessions = sessionsAhead(venue, venue.timezone, now);
  const current = sessions.find((session) => now < session.closesAt);
  if (current === undefined) return null;
  return { isOpen: now >= current.opensAt, ...current };
}

function sessionsAhead(venue: VenueSchedule, zone: string, now: Instant): readonly Session[] {
  const days = Array.from({ length: daysAhead + 1 }, (_, day) => localDay(now + day * dayMs, zone));
  return days.flatMap((day) =>
    sessionsOf(venue, day)
      .map((times) => ({
        opensAt: instantAt(day, times.openingTime, zone),
        closesAt: instantAt(day, times.closingTime, zone),
      }))
      .filter((session) => session.opensAt < session.closesAt)
      .toSorted((a, b) => a.opensAt - b.opensAt),
  );
}

/** Regular sessions only: where the broker marks them, the others are before and after hours. */
function sessionsOf(venue: VenueSchedule, day: string) {
  const dated = venue.schedules.find((each) => each.tradingScheduleDate === day);
  const weekday = new Date(`${dashed(day)}T00:00:00Z`).getUTCDay();
  const template = `2000010${((weekday + 1) % 7) + 1}`;
  const found = dated ?? venue.schedules.find((each) => each.tradingScheduleDate === template);
  const sessions = found?.sessions ?? [];
  const liquid = sessions.filter((session) => session.prop === 'LIQUID');
  return liquid.length > 0 ? liquid : sessions;
}

const dashed = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

function localDay(epochMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .format(epochMs)
    .replaceAll('-', '');
}

/** "0930" on a day in a zone, as an instant: the wall time read as UTC, moved by the zone's offset at that time. */
function instantAt(day: string, time: string, zone: string): Instant {
  const clock = time.padStart(4, '0');
  const asUtc = Date.parse(`${dashed(day)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:00Z`);
  const firstGuess = asUtc - offsetAt(asUtc, zone);
  return instantOf(asUtc - offsetAt(firstGuess, zone));
}

function offsetAt(epochMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(epochMs);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const wall = Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`,
  );
  return wall - Math.floor(epochMs / 60_000) * 60_000;
}
