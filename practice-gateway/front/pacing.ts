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

/** A client that goes on like this for a minute ignores its refusals: its address waits in the penalty box. */
const BOX_AFTER = 600;
const BOX_MS = 10 * MINUTE_MS;

/** The broker's request limits, counted over a sliding window. Times are milliseconds of any steady clock. */
export class Pacing {
  #sent: number[] = [];
  #refused: number[] = [];
  #boxedUntil = -Infinity;
  readonly #lastByLimit = new Map<Limit, number>();

  /** Whether the call is within the limits. A refused call takes no place, but many of them lead into the penalty box. */
  admits(method: string, path: string, now: number): boolean {
    if (now < this.#boxedUntil) return false;
    if (this.#isWithinLimits(method, path, now)) return true;
    this.#refused = [...this.#refused.filter((at) => now - at < MINUTE_MS), now];
    if (this.#refused.length >= BOX_AFTER) this.#boxedUntil = now + BOX_MS;
    return false;
  }

  #isWithinLimits(method: string, path: string, now: number): boolean {
    this.#sent = this.#sent.filter((at) => now - at < WINDOW_MS);
    if (this.#sent.length >= PER_WINDOW) return false;
    const limit = limits.find(
      (one) => (one.method === null || one.method === method) && one.path.test(path),
    );
    if (limit !== undefined) {
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
