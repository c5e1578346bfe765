import type { Instant } from '#domain/time.ts';

/** The only way for services to know and wait for time. */
export interface Clock {
  /** Wall time of this machine. */
  now(): Instant;
  /** Calls back once after `delayMs`. Returns the way to cancel. */
  after(delayMs: number, callback: () => void): () => void;
}
