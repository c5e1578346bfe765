import type { Lane } from '#config/host-api.ts';

import { SlidingWindow, type Stamp } from './sliding-window.ts';

/** A limit of one endpoint. Routes with the same key share it. */
export interface EndpointLimit {
  readonly key: string;
  readonly count: number;
  readonly windowMs: number;
}

/** The gateway allows ten requests a second; 40 ms more keep us clear of a clock that runs differently. */
const fullLimit = 10;
const windowMs = 1_040;
/** Slow endpoints get a wider margin: a refusal there costs minutes. */
const endpointMarginMs = 100;
/** Kept for orders in every window. */
const orderReserve = 2;
const tightestLimit = 3;
/** One request a second is given back this often after the last refusal. */
const recoverEveryMs = 10_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A pause the gateway itself asks for is believed up to its longest known penalty. */
const longestPenaltyMs = 15 * 60_000;
/** After this long without a refusal the next pause is short again. */
const forgiveAfterMs = 60_000;

/**
 * How often the machine may ask the gateway: one sliding window for all, one for each limited endpoint. A 429 stops
 * everything for a while and tightens the window, which then recovers step by step.
 */
export class RequestBudget {
  readonly #all = new SlidingWindow(windowMs);
  readonly #endpoints = new Map<string, SlidingWindow>();
  #tightened = fullLimit;
  #pausedUntil = -Infinity;
  #nextPauseMs = firstPauseMs;

  /** Milliseconds until a call may be sent; 0 is now. */
  waitMs(lane: Lane, endpoint: EndpointLimit | null, now: number): number {
    const limit = this.#limit(now);
    const share = lane === 'orders' ? limit : Math.max(1, limit - orderReserve);
    return Math.max(
      0,
      this.#pausedUntil - now,
      this.#all.waitMs(share, now),
      endpoint === null ? 0 : this.#windowOf(endpoint).waitMs(endpoint.count, now),
    );
  }

  /**
   * Takes the call's share. A call that first has to connect leaves later than it was let go; it counts from then on,
   * so whoever takes a share sets the stamp when the bytes leave.
   */
  spend(endpoint: EndpointLimit | null): Stamp {
    const stamp: Stamp = { at: null };
    this.#all.add(stamp);
    if (endpoint !== null) this.#windowOf(endpoint).add(stamp);
    return stamp;
  }

  /** The gateway answered 429. `retryAfterMs` is what it asked for, or null. */
  refused(retryAfterMs: number | null, now: number): void {
    const isOldStory = now - this.#pausedUntil > forgiveAfterMs;
    if (isOldStory) this.#nextPauseMs = firstPauseMs;
    const pauseMs =
      retryAfterMs === null
        ? this.#nextPauseMs
        : Math.min(Math.max(retryAfterMs, firstPauseMs), longestPenaltyMs);
    this.#tightened = Math.max(tightestLimit, Math.floor(this.#limit(now) / 2));
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    this.#nextPauseMs = Math.min(this.#nextPauseMs * 2, longestPauseMs);
  }

  facts(now: number): { readonly used: number; readonly limit: number; readonly pausedMs: number } {
    return {
      used: this.#all.used(now),
      limit: this.#limit(now),
      pausedMs: Math.max(0, Math.round(this.#pausedUntil - now)),
    };
  }

  #limit(now: number): number {
    const calmMs = Math.max(0, now - this.#pausedUntil);
    return Math.min(fullLimit, this.#tightened + Math.floor(calmMs / recoverEveryMs));
  }

  #windowOf(endpoint: EndpointLimit): SlidingWindow {
    const known = this.#endpoints.get(endpoint.key);
    if (known !== undefined) return known;
    const made = new SlidingWindow(endpoint.windowMs + endpointMarginMs);
    this.#endpoints.set(endpoint.key, made);
    return made;
  }
}
