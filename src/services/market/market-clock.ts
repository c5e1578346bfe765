import { instantOf, type Instant } from '#domain/time.ts';
import { writable, type Readable } from '#lib/readable.ts';

import type { DeskState } from '../desk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayStream } from '../ports/gateway-stream.ts';

interface Deps {
  readonly clock: Clock;
  readonly stream: Pick<GatewayStream, 'subscribe'>;
  readonly state: Pick<DeskState, 'environment'>;
  /** Milliseconds the practice exchange of this desk is ahead, as known at the start; null without one. */
  readonly practiceLead: number | null;
}

/** Less is the way of a frame through the line, not another time. */
const noticedFromMs = 1_000;

const noticed = (lead: number) => (Math.abs(lead) < noticedFromMs ? 0 : lead);

/**
 * The time of the market. Real exchanges keep the time of this machine; a practice exchange has a clock of its own,
 * which may be ahead or behind, and tells it with each heartbeat; that of this desk is known from the start.
 */
export class MarketClock {
  readonly #clock: Clock;
  readonly #state: Deps['state'];
  readonly #practiceLead: number | null;
  readonly #lead = writable(0);
  /** The lead that the heartbeats tell, whether it is gone by or not; null before the first. */
  #told: number | null = null;
  #isPractice = false;

  constructor({ clock, stream, state, practiceLead }: Deps) {
    this.#clock = clock;
    this.#state = state;
    this.#practiceLead = practiceLead === null ? null : noticed(practiceLead);
    stream.subscribe((event) => {
      if (event.kind === 'heartbeat') this.#hear(event.at);
    });
    let before = state.environment.get();
    state.environment.subscribe(() => {
      // The first one is learnt on the way to the gateway, which may have spoken already.
      if (before !== null) this.#told = null;
      before = state.environment.get();
      this.#settle();
    });
  }

  /** Milliseconds the market is ahead of this machine's clock; 0 everywhere but at a practice exchange. */
  get lead(): Readable<number> {
    return this.#lead;
  }

  /** False while a practice exchange has not told its time yet: what hangs on the hour has to wait for it. */
  isKnown(): boolean {
    return this.#best() !== null || !this.#isFollowed();
  }

  now(): Instant {
    return instantOf(this.#clock.now() + this.#lead.get());
  }

  /** Whether the gateway says that a practice exchange is behind it, also one that the trader set up as a paper login. */
  follow(isPractice: boolean): void {
    this.#isPractice = isPractice;
    this.#settle();
  }

  #hear(marketTime: Instant | null): void {
    if (marketTime === null) return;
    const told = noticed(marketTime - this.#clock.now());
    const before = this.#best() ?? 0;
    this.#told = Math.abs(told - before) >= noticedFromMs ? told : before;
    this.#settle();
  }

  #best(): number | null {
    const isOurs = this.#state.environment.get() === 'practice';
    return this.#told ?? (isOurs ? this.#practiceLead : null);
  }

  #isFollowed(): boolean {
    return this.#isPractice || this.#state.environment.get() === 'practice';
  }

  #settle(): void {
    const lead = this.#isFollowed() ? (this.#best() ?? 0) : 0;
    if (lead !== this.#lead.get()) this.#lead.set(lead);
  }
}
