import { useCallback, useSyncExternalStore } from 'react';

import type { Instant } from '#domain/time.ts';
import { writable, type Readable } from '#lib/readable.ts';
import type { Clock } from '#services/ports/clock.ts';

import { useDesk } from './desk-context.ts';

const beats = new WeakMap<Clock, Readable<Instant>>();

/** One timer per clock for everything that only needs to know about once a second, however many cells ask. */
export function beatOf(clock: Clock): Readable<Instant> {
  const known = beats.get(clock);
  if (known !== undefined) return known;
  const time = writable(clock.now());
  let listeners = 0;
  let stop: (() => void) | null = null;
  const beat = () => {
    time.set(clock.now());
    stop = clock.after(1000, beat);
  };
  const made: Readable<Instant> = {
    get: time.get,
    subscribe: (listener) => {
      listeners += 1;
      if (listeners === 1) beat();
      const leave = time.subscribe(listener);
      return () => {
        leave();
        listeners -= 1;
        if (listeners === 0) stop?.();
      };
    },
  };
  beats.set(clock, made);
  return made;
}

/**
 * A value derived from the time now, looked at once a second; draws again only when the value changes, so that a thousand
 * fresh cells cost nothing.
 */
export function useBeatValue<T extends string | number | boolean | null>(
  derive: (now: Instant) => T,
): T {
  const beat = beatOf(useDesk().clock);
  const get = useCallback(() => derive(beat.get()), [beat, derive]);
  return useSyncExternalStore(beat.subscribe, get, get);
}
