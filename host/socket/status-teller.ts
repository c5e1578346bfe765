import type { HostFrame, HostStatus } from '#domain/host-facts.ts';

import type { HostClock } from '../gateway/clock.ts';

const everyMs = 1_000;

/** Tells the status to all tabs: at once when it matters, otherwise about once a second while it changes. */
export class StatusTeller {
  readonly #clock: HostClock;
  readonly #read: () => HostStatus;
  readonly #tell: (frame: HostFrame) => void;
  #callOff: (() => void) | null = null;
  #told = '';

  constructor(clock: HostClock, read: () => HostStatus, tell: (frame: HostFrame) => void) {
    this.#clock = clock;
    this.#read = read;
    this.#tell = tell;
  }

  /** Something changed; it will be told within a second. */
  changed(): void {
    this.#callOff ??= this.#clock.after(everyMs, () => this.now());
  }

  now(): void {
    this.close();
    const status = this.#read();
    // The age grows by itself and is no news.
    const news = JSON.stringify({ ...status, socket: status.socket.state });
    if (news === this.#told) return;
    this.#told = news;
    this.#tell({ topic: 'host', status });
    // These two go down without anybody doing anything.
    if (status.budget.used > 0 || status.budget.pausedMs > 0) this.changed();
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }
}
