/** Allows `count` events in any window of `windowMs`. Times are milliseconds and never go back. */
export class SlidingWindow {
  readonly #windowMs: number;
  readonly #times: number[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Milliseconds until one more event keeps to `count`; 0 is now. */
  waitMs(count: number, now: number): number {
    this.#forget(now);
    const excess = this.#times.length - count;
    if (excess < 0) return 0;
    const leaving = this.#times[excess];
    return leaving === undefined ? this.#windowMs : leaving + this.#windowMs - now;
  }

  add(now: number): void {
    this.#forget(now);
    this.#times.push(now);
  }

  used(now: number): number {
    this.#forget(now);
    return this.#times.length;
  }

  #forget(now: number): void {
    while (this.#times[0] !== undefined && this.#times[0] + this.#windowMs <= now)
      this.#times.shift();
  }
}
