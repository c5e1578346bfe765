import { instantOf, type Instant } from '#domain/time.ts';

/**
 * Two times. `market` is what the exchange and every stamp in an answer show: it runs at `speed` from where it was set.
 * `elapsed` counts for sessions, subscriptions and caches: real milliseconds, so that a fast market does not log anyone
 * out. Advancing moves both.
 */
export class PracticeClock {
  #marketBase: number;
  #realBase = performance.now();
  #advanced = 0;
  #speed: number;

  constructor(startAt: Instant, speed: number) {
    this.#marketBase = startAt;
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  market(): Instant {
    return instantOf(this.#marketWhen(performance.now()));
  }

  /** Milliseconds since some fixed moment; only differences mean anything. */
  elapsed(): number {
    return performance.now() + this.#advanced;
  }

  /** The market time of a moment told by `elapsed`, as if the speed were 1. The same moment gives the same time. */
  marketAt(elapsedMs: number): Instant {
    const now = performance.now();
    return instantOf(this.#marketWhen(now) - (now + this.#advanced - elapsedMs));
  }

  setSpeed(speed: number): void {
    this.#settle();
    this.#speed = speed;
  }

  /** Sets the market time; never back. */
  jumpTo(instant: Instant): void {
    this.#settle();
    this.#marketBase = Math.max(this.#marketBase, instant);
  }

  /** Lets `ms` pass at once, for the market and for sessions. */
  advance(ms: number): void {
    this.#settle();
    this.#marketBase += ms;
    this.#advanced += ms;
  }

  #marketWhen(now: number): number {
    return this.#marketBase + (now - this.#realBase) * this.#speed;
  }

  #settle(): void {
    this.#marketBase = this.market();
    this.#realBase = performance.now();
  }
}
