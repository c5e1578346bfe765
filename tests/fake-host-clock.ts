import type { HostClock } from '#host/gateway/clock.ts';

/** A clock that stands still until a test moves it. */
export interface FakeHostClock extends HostClock {
  /** Moves time on, calling what falls due on the way, in order. */
  readonly advance: (ms: number) => void;
}

export function aFakeHostClock(): FakeHostClock {
  let now = 1_000;
  let timers: readonly { readonly at: number; readonly call: () => void }[] = [];
  const runDue = (until: number): void => {
    const due = timers
      .filter(({ at }) => at <= until)
      .reduce<(typeof timers)[number] | null>(
        (first, timer) => (first === null || timer.at < first.at ? timer : first),
        null,
      );
    if (due === null) return;
    timers = timers.filter((timer) => timer !== due);
    now = Math.max(now, due.at);
    due.call();
    runDue(until);
  };
  return {
    now: () => now,
    after: (ms, call) => {
      const timer = { at: now + ms, call };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const until = now + ms;
      runDue(until);
      now = until;
    },
  };
}
