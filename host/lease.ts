import type { LeaseRequest, LeaseState } from '#domain/host-facts.ts';

import type { HostClock } from './gateway/clock.ts';

/**
 * A leader that is not heard of for this long has hung. One that was closed is known at once by its line; a living one
 * may be held up for seconds on a busy machine, and must not lose the lead under the trader's hand.
 */
const ttlMs = 6_000;

export interface Leader {
  readonly leaderTabId: string | null;
  readonly fence: number;
}

/**
 * Which tab leads: keeps the session, syncs, and may send orders. At most one does; whoever takes over gets a higher
 * fencing number, so that an order of the former leader is recognised however late it comes.
 */
export class Lease {
  readonly #clock: HostClock;
  #holder: string | null = null;
  #lastLeader: string | null = null;
  #fence: number;
  #callOff: () => void = () => undefined;
  /** Told when another tab leads, or none. */
  onChange: (leader: Leader) => void = () => undefined;
  /** Whether this tab is alive and in the middle of an order: then only a wish to seize takes the lead from it. */
  isTalking: (tabId: string) => boolean = () => false;

  /** `firstFence` must be higher than any number before: the time of the start is. */
  constructor(clock: HostClock, firstFence: number) {
    this.#clock = clock;
    this.#fence = firstFence;
  }

  ask({ tabId, wish }: LeaseRequest): LeaseState {
    const isFree = this.#holder === null || this.#holder === tabId;
    if (wish === 'leave') this.drop(tabId);
    else if (isFree || wish === 'seize' || (wish === 'take' && !this.#isHolderTalking))
      this.#give(tabId);
    const isLeader = this.#holder === tabId;
    // Nobody but the leader learns a number that would let an order pass.
    return { isLeader, fence: isLeader ? this.#fence : 0, ttlMs, isTalking: this.#isHolderTalking };
  }

  /** The tab went away. */
  drop(tabId: string): void {
    if (this.#holder === tabId) this.#setHolder(null);
  }

  get fence(): number {
    return this.#fence;
  }

  get leader(): Leader {
    return { leaderTabId: this.#holder, fence: this.#fence };
  }

  get #isHolderTalking(): boolean {
    return this.#holder !== null && this.isTalking(this.#holder);
  }

  #give(tabId: string): void {
    if (tabId !== this.#lastLeader) this.#fence += 1;
    this.#lastLeader = tabId;
    this.#setHolder(tabId);
    this.#expireLater(tabId);
  }

  /** A tab that is slow while the broker asks keeps the lead: nobody else could answer. The question's end frees it. */
  #expireLater(tabId: string): void {
    this.#callOff = this.#clock.after(ttlMs, () =>
      this.isTalking(tabId) ? this.#expireLater(tabId) : this.drop(tabId),
    );
  }

  #setHolder(holder: string | null): void {
    this.#callOff();
    if (holder === this.#holder) return;
    this.#holder = holder;
    this.onChange(this.leader);
  }
}
