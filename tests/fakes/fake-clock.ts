import { instantOf, type Instant } from '#domain/time.ts';
import type { Clock } from '#services/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on and rings every alarm that falls due, in order. */
  readonly advance: (ms: number) => void;
}

/** A clock that stands still until told otherwise. */
export function fakeClock(startAt: Instant): FakeClock {
  let now: number = startAt;
  let alarms: { at: number; ring: () => void }[] = [];
  return {
    now: () => instantOf(now),
    after: (delayMs, ring) => {
      const alarm = { at: now + delayMs, ring };
      alarms.push(alarm);
      return () => void (alarms = alarms.filter((other) => other !== alarm));
    },
    advance: (ms) => {
      const until = now + ms;
      for (;;) {
        const next = alarms.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > until) break;
        alarms = alarms.filter((other) => other !== next);
        now = next.at;
        next.ring();
      }
      now = until;
    },
  };
}

/** A clock that runs at real speed from a fixed instant, for screens that are looked at. */
export function runningClock(startAt: Instant): Clock {
  const offset = startAt - Date.now();
  return {
    now: () => instantOf(Date.now() + offset),
    after: (delayMs, ring) => {
      const timer = setTimeout(ring, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
