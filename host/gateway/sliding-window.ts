/** When something was sent; null while it is about to leave, -Infinity when it never did. */
export interface Stamp {
  at: number | null;
}

/** Allows `count` events in any window of `windowMs`. Times are milliseconds and never go back. */
export class SlidingWindow {
  readonly #windowMs: number;
  #stamps: readonly Stamp[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Milliseconds until one more event keeps to `count`; 0 is now. */
  waitMs(count: number, now: number): number {
    this.#forget(now);
    const excess = this.#stamps.length - count;
    if (excess < 0) return 0;
    const times = this.#stamps.map(({ at }) => at ?? now).toSorted((one, other) => one - other);
    return (times[excess] ?? now) + this.#windowMs - now;
  }

  add(stamp: Stamp): void {
    this.#stamps = [...this.#stamps, stamp];
  }

  used(now: number): number {
    this.#forget(now);
    return this.#stamps.length;
  }

  #forget(now: number): void {
    this.#stamps = this.#stamps.filter(({ at }) => at === null || at + this.#windowMs > now);
  }
}
