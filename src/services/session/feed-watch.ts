import type { Instant } from '#domain/time.ts';

import type { Clock } from '../ports/clock.ts';

/** The broker's heartbeat comes every ten seconds; so much later the line is doubted. */
const silentAfterMs = 15_000;
const checkEveryMs = 3_000;

/** Notices that the stream has gone quiet, long before anybody closes the socket: nothing shown may pass for live then. */
export class FeedWatch {
  readonly #clock: Clock;
  readonly #onSilent: () => void;
  #heardAt: Instant | null = null;
  #callOff: () => void = () => undefined;

  constructor(clock: Clock, onSilent: () => void) {
    this.#clock = clock;
    this.#onSilent = onSilent;
  }

  start(): void {
    this.#callOff();
    this.#callOff = this.#clock.after(checkEveryMs, () => {
      const isSilent = this.#heardAt !== null && this.#clock.now() - this.#heardAt > silentAfterMs;
      if (isSilent) this.#tellOnce();
      this.start();
    });
  }

  stop(): void {
    this.#callOff();
    this.#heardAt = null;
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  #tellOnce(): void {
    this.#heardAt = null;
    this.#onSilent();
  }
}
