import { type Instant } from '#domain/time.ts';

import { dayNumberAt, midnightOf, sessionOf, type Session } from '../market-days.ts';

/** Part of a day's way that is made before the opening, when the exchange keeps hours. */
const OVERNIGHT = 0.12;

/** Where an instant lies on the price path: a day of the path, and how far through it (0 to 1). */
export interface PathPoint {
  readonly day: number;
  readonly fraction: number;
}

/** How clock time maps to days of trading. Days are numbered without gaps so that a weekend is one night. */
export interface DayScale {
  pathDayOf(dayNumber: number): number;
  pointAt(at: number): PathPoint;
  /** When the trading day that holds `at` began; before an opening that is the last one's. */
  startAt(at: number): Instant;
  endAt(at: number): Instant;
  /** How far through that trading day, 0 to 1. */
  progressAt(at: number): number;
  /** The end of the trading day before. */
  previousEndOf(at: number): PathPoint;
}

/** Every day counts, midnight to midnight in New York: the exchange that never closes. */
export const openDays: DayScale = {
  pathDayOf: (dayNumber) => dayNumber,
  pointAt: (at) => {
    const day = dayNumberAt(at);
    return { day, fraction: shareOf(at, midnightOf(day), midnightOf(day + 1)) };
  },
  startAt: (at) => midnightOf(dayNumberAt(at)),
  endAt: (at) => midnightOf(dayNumberAt(at) + 1),
  progressAt: (at) => openDays.pointAt(at).fraction,
  previousEndOf: (at) => ({ day: dayNumberAt(at) - 1, fraction: 1 }),
};

/** Only regular hours count. */
export const tradedDays: DayScale = {
  pathDayOf: weekdayIndexOf,
  pointAt: (at) => {
    const { day, session } = tradingDayAt(at);
    const progress = shareOf(at, session.openAt, session.closeAt);
    return { day: weekdayIndexOf(day), fraction: OVERNIGHT + (1 - OVERNIGHT) * progress };
  },
  startAt: (at) => tradingDayAt(at).session.openAt,
  endAt: (at) => tradingDayAt(at).session.closeAt,
  progressAt: (at) => {
    const { session } = tradingDayAt(at);
    return shareOf(at, session.openAt, session.closeAt);
  },
  previousEndOf: (at) => {
    const { day } = lastSession(tradingDayAt(at).day - 1);
    return { day: weekdayIndexOf(day), fraction: 1 };
  },
};

function shareOf(at: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** Weekdays since 1970. */
function weekdayIndexOf(dayNumber: number): number {
  const sinceMonday = dayNumber + 3;
  return Math.floor(sinceMonday / 7) * 5 + Math.min(sinceMonday % 7, 5);
}

interface TradingDay {
  readonly day: number;
  readonly session: Session;
}

function lastSession(from: number): TradingDay {
  for (let day = from; ; day--) {
    const session = sessionOf(day);
    if (session !== null) return { day, session };
  }
}

function tradingDayAt(at: number): TradingDay {
  const today = dayNumberAt(at);
  const session = sessionOf(today);
  if (session !== null && at >= session.openAt) return { day: today, session };
  return lastSession(today - 1);
}
