import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import type { Writable } from '#lib/readable.ts';

import type { Clock } from '../ports/clock.ts';
import type { StreamEvent } from '../ports/gateway-stream.ts';
import { light, lit, socketLamp, waiting, withoutData } from './session-lamps.ts';

/** The broker's heartbeat comes every ten seconds; so much later the line is doubted. */
const silentAfterMs = 15_000;
const checkEveryMs = 3_000;

/**
 * The lamps of what streams, socket and data. Notices that the stream has gone quiet long before anybody closes the socket:
 * nothing shown may pass for live then.
 */
export class FeedLamps {
  readonly #clock: Clock;
  readonly #session: Writable<GatewaySession>;
  #heardAt: Instant | null = null;
  #callOff: () => void = () => undefined;

  constructor(clock: Clock, session: Writable<GatewaySession>) {
    this.#clock = clock;
    this.#session = session;
  }

  start(): void {
    this.#callOff();
    this.#callOff = this.#clock.after(checkEveryMs, () => {
      if (this.#isSilent()) this.#doubt('silent');
      this.start();
    });
  }

  stop(): void {
    this.#callOff();
    this.#heardAt = null;
  }

  hear(event: StreamEvent): void {
    if (event.kind === 'socket' && event.state !== 'open') return this.#doubt(event.state);
    const now = this.#clock.now();
    this.#heardAt = now;
    if (event.kind === 'quote') light(this.#session, { data: lit(now) });
    else if (event.kind === 'heartbeat') light(this.#session, { socket: lit(now) });
    else if (event.kind === 'socket') this.#open(now);
  }

  /** The prices that came are not live any more. */
  doubtData(): void {
    light(this.#session, { data: withoutData(this.#session.get().lamps.data) });
  }

  /** Open again, but no price has come yet. */
  #open(now: Instant): void {
    const isFed = this.#session.get().lamps.data.state === 'good';
    light(this.#session, { socket: lit(now), ...(isFed ? {} : { data: waiting }) });
  }

  #isSilent(): boolean {
    return this.#heardAt !== null && this.#clock.now() - this.#heardAt > silentAfterMs;
  }

  #doubt(state: 'waiting' | 'closed' | 'silent'): void {
    this.#heardAt = null;
    light(this.#session, { socket: socketLamp(state, this.#session.get().lamps.socket) });
    this.doubtData();
  }
}
