/** Exchange time has one name here. */
const exchangeZone = 'America/New_York';

const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: exchangeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const shortClockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: exchangeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const localClockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const localDateFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** Epoch milliseconds as New York time: 10:42:07. */
export const formatExchangeClock = (epochMs: number): string => clockFormat.format(epochMs);
/** The same without seconds: 10:42. */
export const formatExchangeTime = (epochMs: number): string => shortClockFormat.format(epochMs);
/** Time on this machine's clock: 10:42:07. */
export const formatLocalClock = (epochMs: number): string => localClockFormat.format(epochMs);
/** Day on this machine's clock: 20 Nov 2026. */
export const formatLocalDate = (epochMs: number): string => localDateFormat.format(epochMs);

/** How long ago, as short as it can be: 0.4 s, 12 s, 4 min 10 s, 5 h 17 m, 2 d. */
export function formatAge(ageMs: number): string {
  const ms = Math.max(0, ageMs);
  if (ms < 950) return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes} min ${seconds % 60} s`;
  return formatSpan(ms);
}

/** A longer span: 24 min, 5 h 17 m, 2 d 3 h. */
export function formatSpan(spanMs: number): string {
  const minutes = Math.floor(Math.max(0, spanMs) / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 'YYYY-MM-DD' as 18 Dec, with the year when asked: 18 Dec 26. Anything else comes back as it is. */
export function formatCalendarDate(date: string, withYear = false): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = months[Number(parts?.[2]) - 1];
  if (parts === null || month === undefined) return date;
  return `${Number(parts[3])} ${month}${withYear ? ` ${parts[1]?.slice(2)}` : ''}`;
}
