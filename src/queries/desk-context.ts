import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';

import type { Instant } from '#domain/time.ts';
import type { Readable } from '#lib/readable.ts';
import type { DeskServices } from '#services/desk-services.ts';

/** Filled by app once the desk is built; everything that asks or does goes through it. */
export const DeskContext = createContext<DeskServices | null>(null);

/** The desk's services. Throws outside the provider: that is a wiring bug. */
export function useDesk(): DeskServices {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('Could not find the desk: DeskContext has no value here.');
  return desk;
}

/** The current value of a changing thing; draws again when it changes. */
export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get, readable.get);
}

/** The time now, stepped every `everyMs`. For ages and countdowns; prices never wait for it. */
export function useNow(everyMs = 1000): Instant {
  const { clock } = useDesk();
  const latest = useRef<Instant>(clock.now());
  const subscribe = useCallback(
    (listener: () => void) => {
      let stop: () => void = () => undefined;
      const beat = () => {
        latest.current = clock.now();
        listener();
        stop = clock.after(everyMs, beat);
      };
      stop = clock.after(everyMs, beat);
      return () => stop();
    },
    [clock, everyMs],
  );
  return useSyncExternalStore(subscribe, () => latest.current);
}
