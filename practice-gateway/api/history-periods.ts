import { lookUp } from '../look-up.ts';

export const DAY_S = 86_400;

/** How much market a day has, and how many days the longer units of a period have. */
export interface MarketTime {
  readonly daySeconds: number;
  readonly unitDays: Readonly<Record<string, number>>;
}

const withHours: MarketTime = { daySeconds: 23_400, unitDays: { d: 1, w: 5, m: 21, y: 252 } };
const withoutEnd: MarketTime = { daySeconds: DAY_S, unitDays: { d: 1, w: 7, m: 30, y: 365 } };

export const timeOf = (isAlwaysOpen: boolean): MarketTime =>
  isAlwaysOpen ? withoutEnd : withHours;

/** Seconds of a bar word within a day, as the API writes them. */
const shortBars: Readonly<Record<string, number>> = {
  '1min': 60,
  '2min': 120,
  '3min': 180,
  '5min': 300,
  '10min': 600,
  '15min': 900,
  '30min': 1800,
  '1h': 3600,
  '2h': 7200,
  '3h': 10_800,
  '4h': 14_400,
  '8h': 28_800,
  '1d': DAY_S,
};

/** Days of the longer bars as the broker names their length, by the calendar. */
const longBars: Readonly<Record<string, number>> = { '1w': 7, '1m': 30 };

/** What a bar is said to last, in seconds. */
export const shownBarSeconds = (bar: string): number =>
  shortBars[bar] ?? (longBars[bar] ?? 1) * DAY_S;

/** What a bar takes of market days, in seconds of whole days; null when the word is no bar. */
export function barSecondsOf(bar: string, time: MarketTime): number | null {
  const short = lookUp(shortBars, bar);
  if (short !== undefined) return short;
  return lookUp(longBars, bar) === undefined ? null : (time.unitDays[bar.slice(1)] ?? 1) * DAY_S;
}

/** The bar of a period for which none was named. */
export function usualBar(period: string): string {
  const [number, unit] = [Number.parseInt(period, 10), period.replace(/^\d+/, '')];
  if (unit === 'w') return '15min';
  if (unit === 'm') return number < 3 ? '30min' : '1d';
  if (unit === 'y') return number < 3 ? '1d' : '1w';
  return '1min';
}

/** How many bars of `bar` seconds a period has; null when the word is no period. */
export function barsIn(period: string, bar: number, time: MarketTime): number | null {
  const match = /^(\d+)(min|h|d|w|m|y)$/.exec(period);
  const number = Number(match?.[1]);
  const unit = match?.[2] ?? '';
  if (match === null || number === 0) return null;
  if (unit === 'min') return Math.ceil((number * 60) / bar);
  if (unit === 'h') return Math.ceil((number * 3600) / bar);
  const days = number * (time.unitDays[unit] ?? 1);
  return bar >= DAY_S ? Math.ceil((days * DAY_S) / bar) : days * Math.ceil(time.daySeconds / bar);
}
