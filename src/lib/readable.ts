/** A value that changes: read it now, hear of changes. Fits React's useSyncExternalStore as it is. */
export interface Readable<T> {
  readonly get: () => T;
  /** Calls `listener` after each change. Returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A {@link Readable} with its pen. `set` with the same value (Object.is) tells nobody. */
export interface Writable<T> extends Readable<T> {
  readonly set: (value: T) => void;
}

export function writable<T>(initial: T): Writable<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
