import { setTimeout as wait } from 'node:timers/promises';

/** Keeps count of answers that are being worked on. */
export class Underway {
  readonly #answers = new Set<Promise<void>>();

  add(answer: Promise<void>): void {
    const counted = answer.finally(() => this.#answers.delete(counted));
    this.#answers.add(counted);
  }

  /** Resolves when all are given, at the latest after a while. */
  async drained(withinMs: number): Promise<void> {
    const patience = new AbortController();
    const tooLong = wait(withinMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#answers), tooLong]);
    patience.abort();
  }
}
