import { err, ok, type Result } from '#lib/result.ts';

import { weekdayOf } from '../exchange-date.ts';
import { calendarDate, type CalendarDate } from '../time.ts';

/** The table of holidays ends; beyond it nothing is assumed. */
export type CalendarGap = 'unknown-year';

interface MarketYear {
  /** Days on which the exchanges stay closed, by the reason given. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Days that end at 13:00. */
  readonly earlyCloses: readonly string[];
}

/**
 * Closed days of NYSE, Nasdaq and the US option exchanges.
 *
 * Source: NYSE Group announcement of 2024-11-08 for 2025 to 2027; 2025-01-09 was declared later.
 */
const years: Readonly<Record<string, MarketYear>> = {
  '2025': {
    holidays: {
      '2025-01-01': "New Year's Day",
      '2025-01-09': 'National Day of Mourning',
      '2025-01-20': 'Martin Luther King Jr. Day',
      '2025-02-17': "Washington's Birthday",
      '2025-04-18': 'Good Friday',
      '2025-05-26': 'Memorial Day',
      '2025-06-19': 'Juneteenth',
      '2025-07-04': 'Independence Day',
      '2025-09-01': 'Labor Day',
      '2025-11-27': 'Thanksgiving Day',
      '2025-12-25': 'Christmas Day',
    },
    earlyCloses: ['2025-07-03', '2025-11-28', '2025-12-24'],
  },
  '2026': {
    holidays: {
      '2026-01-01': "New Year's Day",
      '2026-01-19': 'Martin Luther King Jr. Day',
      '2026-02-16': "Washington's Birthday",
      '2026-04-03': 'Good Friday',
      '2026-05-25': 'Memorial Day',
      '2026-06-19': 'Juneteenth',
      '2026-07-03': 'Independence Day (observed)',
      '2026-09-07': 'Labor Day',
      '2026-11-26': 'Thanksgiving Day',
      '2026-12-25': 'Christmas Day',
    },
    earlyCloses: ['2026-11-27', '2026-12-24'],
  },
  '2027': {
    holidays: {
      '2027-01-01': "New Year's Day",
      '2027-01-18': 'Martin Luther King Jr. Day',
      '2027-02-15': "Washington's Birthday",
      '2027-03-26': 'Good Friday',
      '2027-05-31': 'Memorial Day',
      '2027-06-18': 'Juneteenth (observed)',
      '2027-07-05': 'Independence Day (observed)',
      '2027-09-06': 'Labor Day',
      '2027-11-25': 'Thanksgiving Day',
      '2027-12-24': 'Christmas Day (observed)',
    },
    earlyCloses: ['2027-11-26'],
  },
};

/** The last day the table tells of. */
export const lastKnownDate = calendarDate('2027-12-31');

export type MarketDay =
  | { readonly kind: 'trading'; readonly isEarlyClose: boolean }
  | { readonly kind: 'closed'; readonly reason: string };

/** What the exchanges do on a date. `reason` is the holiday's name, or "Weekend". */
export function marketDay(date: CalendarDate): Result<MarketDay, CalendarGap> {
  const year = years[date.slice(0, 4)];
  if (year === undefined) return err('unknown-year');
  const holiday = year.holidays[date];
  if (holiday !== undefined) return ok({ kind: 'closed', reason: holiday });
  const weekday = weekdayOf(date);
  if (weekday === 0 || weekday === 6) return ok({ kind: 'closed', reason: 'Weekend' });
  return ok({ kind: 'trading', isEarlyClose: year.earlyCloses.includes(date) });
}
