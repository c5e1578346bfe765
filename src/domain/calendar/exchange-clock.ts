import { Temporal } from 'temporal-polyfill';

import { instantOf, type CalendarDate, type Instant } from '../time.ts';

/** The zone of the US exchanges' clocks. */
const EXCHANGE_ZONE = 'America/New_York';

const MS_PER_MINUTE = 60_000;
const NOON = 720;

/** Noon of each date asked for. Working out an offset is slow, and sessions are asked for with every quote. */
const noons = new Map<CalendarDate, Instant>();

/**
 * The instant at which the exchange's clock shows a time of day, in minutes after midnight.
 *
 * For times from 03:00 on, which all sessions are: clocks change at 02:00.
 */
export function exchangeInstant(date: CalendarDate, minutes: number): Instant {
  return instantOf(noonOf(date) + (minutes - NOON) * MS_PER_MINUTE);
}

function noonOf(date: CalendarDate): Instant {
  const known = noons.get(date);
  if (known !== undefined) return known;
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: EXCHANGE_ZONE,
    plainTime: '12:00',
  });
  const noon = instantOf(zoned.epochMilliseconds);
  noons.set(date, noon);
  return noon;
}
