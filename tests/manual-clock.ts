import { instantOf, type Instant } from '#domain/time.ts';
import type { Clock } from '#services/ports/clock.ts';

import { openMarketAt } from './builders.ts';

/** A clock that stands until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time and runs what falls due, in order; promises settle between two callbacks. */
  advance(ms: number): Promise<void>;
  /** How many callbacks are waiting. */
  waiting(): number;
}

export function manualClock(startAt: Instant = openMarketAt): ManualClock {
  let now: number = startAt;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const next = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];

  return {
    now: () => instantOf(now),
    after: (delayMs, callback) => {
      const timer = { at: now + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: async (ms) => {
      const until = now + ms;
      await settled();
      for (let due = next(until); due !== undefined; due = next(until)) {
        timers.delete(due);
        now = Math.max(now, due.at);
        due.callback();
        await settled();
      }
      now = until;
    },
    waiting: () => timers.size,
  };
}

/** Lets everything that only waits for promises run; real timers and sockets are not waited for. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
