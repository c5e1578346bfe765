import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds now. For what CSS cannot change, e.g. how many columns a cell spans. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = listOf(query);
      list?.addEventListener('change', listener);
      return () => list?.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => listOf(query)?.matches ?? false);
}

/** Null where there is no screen, as in tests. */
const listOf = (query: string): MediaQueryList | null => globalThis.matchMedia?.(query) ?? null;
