import { setTimeout as pause } from 'node:timers/promises';

const WINDOW_MS = 1000;
const PER_WINDOW = 10;
const MINUTE_MS = 60_000;

interface Limit {
  readonly method: string | null;
  readonly path: RegExp;
  readonly everyMs: number;
}

/** The published limits of slower endpoints; the rest shares ten requests a second. */
const limits: readonly Limit[] = [
  { method: 'GET', path: /^\/iserver\/account\/orders$/, everyMs: 5000 },
  { method: 'GET', path: /^\/iserver\/account\/trades$/, everyMs: 5000 },
  { method: 'GET', path: /^\/iserver\/account\/pnl\/partitioned$/, everyMs: 5000 },
  { method: 'GET', path: /^\/portfolio\/accounts$/, everyMs: 5000 },
  { method: 'GET', path: /^\/portfolio\/subaccounts$/, everyMs: 5000 },
  { method: null, path: /^\/tickle$/, everyMs: 1000 },
  { method: null, path: /^\/sso\/validate$/, everyMs: MINUTE_MS },
  { method: null, path: /^\/fyi\/unreadnumber$/, everyMs: 1000 },
  { method: 'GET', path: /^\/fyi\/notifications/, everyMs: 1000 },
  { method: 'PUT', path: /^\/fyi\/notifications/, everyMs: 1000 },
  { method: 'GET', path: /^\/iserver\/scanner\/params$/, everyMs: 15 * MINUTE_MS },
  { method: 'POST', path: /^\/iserver\/scanner\/run$/, everyMs: 1000 },
  { method: 'POST', path: /^\/pa\//, everyMs: 15 * MINUTE_MS },
];

/**
 * The way to the broker takes so long that a client which waits for its answers seldom meets the shared limit. Here
 * there is no such way: this many calls above the limit wait for room instead of being refused.
 */
const MOST_WAITING = 3;

/** A client that goes on like this for a minute ignores its refusals: its address waits in the penalty box. */
const BOX_AFTER = 600;
const BOX_MS = 10 * MINUTE_MS;

/** The broker's request limits, counted over a sliding window. Times are milliseconds of any steady clock. */
export class Pacing {
  #sent: number[] = [];
  #refused: number[] = [];
  #boxedUntil = -Infinity;
  #waiting = 0;
  readonly #lastByLimit = new Map<Limit, number>();

  /**
   * Whether the call is within the limits. A refused call takes no place, but many of them lead into the penalty box.
   * One that only `primes` a reading does not count for its endpoint: libraries ask again at once, and are answered.
   */
  admits(method: string, path: string, now: number, primes = false): boolean {
    if (now < this.#boxedUntil) return false;
    if (this.#isWithinLimits(method, path, now, primes)) return true;
    this.#refused = [...this.#refused.filter((at) => now - at < MINUTE_MS), now];
    if (this.#refused.length >= BOX_AFTER) this.#boxedUntil = now + BOX_MS;
    return false;
  }

  /** Waits until the shared limit has room for one call more, if not too many wait already. */
  async waitForRoom(now: () => number): Promise<void> {
    if (this.#waiting >= MOST_WAITING) return;
    this.#waiting += 1;
    let ms = this.#fullForMs(now());
    while (ms > 0) {
      await pause(Math.ceil(ms));
      ms = this.#fullForMs(now());
    }
    this.#waiting -= 1;
  }

  /** 0 in the penalty box: there is no use in waiting. */
  #fullForMs(now: number): number {
    if (now < this.#boxedUntil || this.#recent(now).length < PER_WINDOW) return 0;
    return WINDOW_MS - (now - (this.#sent[0] ?? now));
  }

  #recent(now: number): readonly number[] {
    this.#sent = this.#sent.filter((at) => now - at < WINDOW_MS);
    return this.#sent;
  }

  #isWithinLimits(method: string, path: string, now: number, primes: boolean): boolean {
    if (this.#recent(now).length >= PER_WINDOW) return false;
    const limit = limits.find(
      (one) => (one.method === null || one.method === method) && one.path.test(path),
    );
    if (limit !== undefined && !primes) {
      const last = this.#lastByLimit.get(limit);
      if (last !== undefined && now - last < limit.everyMs) return false;
      this.#lastByLimit.set(limit, now);
    }
    this.#sent.push(now);
    return true;
  }

  reset(): void {
    this.#sent = [];
    this.#refused = [];
    this.#boxedUntil = -Infinity;
    this.#lastByLimit.clear();
  }
}
