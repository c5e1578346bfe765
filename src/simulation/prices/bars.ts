import { instantOf, type Instant } from '#domain/time.ts';

import type { SimulatedBar } from '../exchange-shapes.ts';
import { dayNumberAt, midnightOf, sessionOf, type Session } from '../market-days.ts';

const DAY_SECONDS = 86_400;
const INNER_SAMPLES = 6;
/** Far enough back for any bar count with every holiday in between. */
const MOST_DAYS_BACK = 4000;

/** What bars are drawn from: a price at any instant, and the volume of a stretch of time. */
export interface BarSource {
  priceAt(at: Instant): number;
  volumeBetween(from: Instant, to: Instant): number;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

function dayOf(dayNumber: number, alwaysOpen: boolean): Session | null {
  if (!alwaysOpen) return sessionOf(dayNumber);
  return { openAt: midnightOf(dayNumber), closeAt: midnightOf(dayNumber + 1) };
}

/** Pieces of one day's trading up to `now`, latest first. */
function spansOfDay(session: Session, barMs: number, now: Instant): Span[] {
  const end = Math.min(session.closeAt, now);
  const spans: Span[] = [];
  const count = Math.ceil((end - session.openAt) / barMs);
  for (let index = count - 1; index >= 0; index--) {
    const from = session.openAt + index * barMs;
    spans.push({ from: instantOf(from), to: instantOf(Math.min(from + barMs, end)) });
  }
  return spans;
}

function spansBack(now: Instant, barSeconds: number, count: number, alwaysOpen: boolean): Span[] {
  const spans: Span[] = [];
  const today = dayNumberAt(now);
  // A day is one bar, also the one of 25 hours when the clocks are set back.
  const barMs = (barSeconds < DAY_SECONDS ? barSeconds : DAY_SECONDS * 2) * 1000;
  for (let back = 0; back < MOST_DAYS_BACK && spans.length < count; back++) {
    const session = dayOf(today - back, alwaysOpen);
    if (session !== null) spans.push(...spansOfDay(session, barMs, now));
  }
  return spans.slice(0, count).toReversed();
}

function toBar(source: BarSource, { from, to }: Span): SimulatedBar {
  const open = source.priceAt(from);
  const close = source.priceAt(to);
  let high = Math.max(open, close);
  let low = Math.min(open, close);
  for (let sample = 1; sample < INNER_SAMPLES; sample++) {
    const price = source.priceAt(instantOf(from + ((to - from) * sample) / INNER_SAMPLES));
    high = Math.max(high, price);
    low = Math.min(low, price);
  }
  const cents = (price: number) => Math.round(price * 100) / 100;
  return {
    startAt: from,
    open: cents(open),
    high: cents(high),
    low: cents(low),
    close: cents(close),
    volume: source.volumeBetween(from, to),
  };
}

/** Puts bars of more than a day together from daily ones. */
function merged(bars: readonly SimulatedBar[], size: number): SimulatedBar[] {
  const groups: SimulatedBar[] = [];
  for (let end = bars.length; end > 0; end -= size) {
    const group = bars.slice(Math.max(0, end - size), end);
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) break;
    groups.unshift({
      startAt: first.startAt,
      open: first.open,
      high: Math.max(...group.map(({ high }) => high)),
      low: Math.min(...group.map(({ low }) => low)),
      close: last.close,
      volume: group.reduce((sum, { volume }) => sum + volume, 0),
    });
  }
  return groups;
}

/** Bars of `barSeconds` ending at `now`, oldest first. A bar never spans a night; a week is five trading days. */
export function drawBars(
  source: BarSource,
  now: Instant,
  barSeconds: number,
  count: number,
  alwaysOpen: boolean,
): readonly SimulatedBar[] {
  const daysPerWeek = alwaysOpen ? 7 : 5;
  const days = Math.max(1, Math.round(((barSeconds / DAY_SECONDS) * daysPerWeek) / 7));
  const isLong = barSeconds > DAY_SECONDS;
  const spans = spansBack(now, barSeconds, isLong ? count * days : count, alwaysOpen);
  const bars = spans.map((span) => toBar(source, span));
  return isLong ? merged(bars, days) : bars;
}
