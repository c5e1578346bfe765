import type { HostClock } from '../gateway/clock.ts';

/** One opened WebSocket, whoever made it. */
export interface Line {
  send(text: string): void;
  /** Ends it without waiting. */
  cut(): void;
}

export interface LineEvents {
  readonly onText: (text: string) => void;
  readonly onClosed: () => void;
}

interface UpstreamParts {
  readonly clock: HostClock;
  readonly dial: (events: LineEvents) => Line;
  /** A frame of the gateway, and its topic when it has one. */
  readonly onFrame: (text: string, frame: Readonly<Record<string, unknown>> | null) => void;
  /** The first frame came: now messages arrive. */
  readonly onReady: () => void;
  readonly onState: () => void;
}

export type UpstreamState = 'closed' | 'connecting' | 'open' | 'silent';

/** The server's heartbeat comes every ten seconds; two missed and a bit is silence. */
const silentAfterMs = 25_000;
const backoffMs = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** A line that held this long was a good one: the next failure starts with a short wait again. */
const goodAfterMs = 30_000;
/** The client's own sign of life, at least once a minute. */
const ticEveryMs = 45_000;

/**
 * The one socket to the gateway. An open socket proves nothing: the gateway keeps it open when IBKR is gone, and loses
 * what is sent before IBKR has spoken. So it counts as open from the first frame on, and as silent without heartbeat.
 */
export class UpstreamSocket {
  readonly #parts: UpstreamParts;
  #line: Line | null = null;
  #state: UpstreamState = 'closed';
  #isWanted = false;
  #since: number;
  #failures = 0;
  #callOffs: readonly (() => void)[] = [];
  #callOffWatch: () => void = () => undefined;
  #callOffTic: () => void = () => undefined;

  constructor(parts: UpstreamParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
  }

  facts(): { readonly state: UpstreamState; readonly ageMs: number | null } {
    const ageMs = Math.round(this.#parts.clock.now() - this.#since);
    return {
      state: this.#state,
      ageMs: this.#state === 'closed' && !this.#isWanted ? null : ageMs,
    };
  }

  /** Says whether there should be a line. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#failures = 0;
    if (isWanted) this.#dial();
    else this.#hangUp('closed');
  }

  /**
   * Something says that it would work now: does not wait for the next try. A line that has not spoken may have been dialed
   * before the login, and the gateway leaves such a line silent for good: it is dialed anew. One that speaks is left alone.
   */
  nudge(): void {
    if (!this.#isWanted || this.#state === 'open') return;
    this.#line?.cut();
    this.#line = null;
    this.#dial();
  }

  /** Sends, or drops what cannot arrive: subscriptions are sent again when the line is ready. */
  send(text: string): void {
    if (this.#state === 'open') this.#line?.send(text);
  }

  #dial(): void {
    this.#stopTimers();
    this.#become('connecting');
    const line = this.#parts.dial({
      onText: (text) => {
        if (this.#line === line) this.#hear(text);
      },
      onClosed: () => {
        if (this.#line === line) this.#fail('closed');
      },
    });
    this.#line = line;
    this.#watch();
  }

  #hear(text: string): void {
    const frame = frameOf(text);
    if (frame?.['topic'] === 'system') this.#watch();
    const isFirst = this.#state === 'connecting';
    if (isFirst) this.#open();
    this.#parts.onFrame(text, frame);
    if (isFirst) this.#parts.onReady();
  }

  #open(): void {
    this.#become('open');
    const { clock } = this.#parts;
    const tic = (): void => {
      this.send('tic');
      this.#callOffTic = clock.after(ticEveryMs, tic);
    };
    this.#callOffTic = clock.after(ticEveryMs, tic);
    this.#later(clock.after(goodAfterMs, () => (this.#failures = 0)));
  }

  #watch(): void {
    this.#callOffWatch();
    this.#callOffWatch = this.#parts.clock.after(silentAfterMs, () => this.#fail('silent'));
  }

  #fail(state: 'closed' | 'silent'): void {
    this.#hangUp(state);
    const wait = backoffMs[Math.min(this.#failures, backoffMs.length - 1)] ?? 30_000;
    this.#failures += 1;
    this.#later(this.#parts.clock.after(wait, () => this.#dial()));
  }

  #hangUp(state: UpstreamState): void {
    this.#stopTimers();
    const line = this.#line;
    this.#line = null;
    line?.cut();
    this.#become(state);
  }

  #become(state: UpstreamState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#since = this.#parts.clock.now();
    this.#parts.onState();
  }

  #later(callOff: () => void): void {
    this.#callOffs = [...this.#callOffs, callOff];
  }

  #stopTimers(): void {
    this.#callOffWatch();
    this.#callOffTic();
    for (const callOff of this.#callOffs) callOff();
    this.#callOffs = [];
  }
}

/** The frame as an object; null for the few that are plain words. */
function frameOf(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
