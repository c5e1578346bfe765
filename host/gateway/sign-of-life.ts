import type { HostClock } from './clock.ts';

/** Asked after 2, 4, then every 6 s: each question that is not answered may cost the gateway a connection, too. */
const firstWaitMs = 2_000;
const longestWaitMs = 6_000;
/** A gateway that answers is looked at again at once, until nothing hangs any more. */
const nextWaitMs = 250;

interface SignParts {
  readonly clock: HostClock;
  /** Calls that nobody waits for and that still count. */
  readonly hung: () => number;
  /** Asks the broker something small, once; true when an answer came. Null when now is not the time. */
  readonly ask: () => Promise<boolean> | null;
  /** The gateway answered. */
  readonly onAnswer: () => void;
}

/**
 * Asks a gateway with hung calls whether it lives. When its connections to the broker break, the gateway frees them without
 * a word to whoever asked: nobody would ever learn that it works again.
 */
export class SignOfLife {
  readonly #parts: SignParts;
  #isLooking = false;
  #waitMs = firstWaitMs;
  #callOff: () => void = () => undefined;

  constructor(parts: SignParts) {
    this.#parts = parts;
  }

  /** A call began to hang. */
  look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#waitMs = firstWaitMs;
    this.#askAfter(firstWaitMs);
  }

  stop(): void {
    this.#callOff();
  }

  #askAfter(ms: number): void {
    this.#callOff = this.#parts.clock.after(ms, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const { hung, ask, onAnswer } = this.#parts;
    const isAnswered = hung() === 0 ? null : await ask();
    if (isAnswered === true) onAnswer();
    this.#isLooking = hung() > 0;
    if (!this.#isLooking) return;
    if (isAnswered === false) this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
    this.#askAfter(isAnswered === true ? nextWaitMs : this.#waitMs);
  }
}
