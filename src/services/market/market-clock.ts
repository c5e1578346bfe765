import { instantOf, type Instant } from '#domain/time.ts';
import { writable, type Readable } from '#lib/readable.ts';

import type { DeskState } from '../desk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayStream } from '../ports/gateway-stream.ts';

interface Deps {
  readonly clock: Clock;
  readonly stream: Pick<GatewayStream, 'subscribe'>;
  readonly state: Pick<DeskState, 'environment'>;
}

/** Less is the way of a frame through the line, not another time. */
const noticedFromMs = 1_000;

/**
 * The time of the market. Real exchanges keep the time of this machine; the practice exchange has a clock of its own,
 * which may be ahead, and tells it with each heartbeat.
 */
export class MarketClock {
  readonly #clock: Clock;
  readonly #lead = writable(0);

  constructor({ clock, stream, state }: Deps) {
    this.#clock = clock;
    stream.subscribe((event) => {
      if (event.kind === 'heartbeat' && state.environment.get() === 'practice')
        this.#hear(event.at);
    });
    state.environment.subscribe(() => {
      if (state.environment.get() !== 'practice') this.#lead.set(0);
    });
  }

  /** Milliseconds the market is ahead of this machine's clock; 0 everywhere but at the practice exchange. */
  get lead(): Readable<number> {
    return this.#lead;
  }

  now(): Instant {
    return instantOf(this.#clock.now() + this.#lead.get());
  }

  #hear(marketTime: Instant | null): void {
    if (marketTime === null) return;
    const lead = marketTime - this.#clock.now();
    const told = Math.abs(lead) < noticedFromMs ? 0 : lead;
    if (Math.abs(told - this.#lead.get()) >= noticedFromMs) this.#lead.set(told);
  }
}
