import { lanes, type Lane } from '#config/host-api.ts';

/**
 * A browser opens six connections to the host for all tabs together, and a call that waits at the host occupies one.
 * The host has no more than three places for reading anyway; asking for more at once would only keep an order, or the
 * answer to the broker's question, waiting in the browser.
 */
const mostReads = 3;

/** Lets calls of the lane `orders` pass at once, all others a few at a time, higher lanes first. */
export class CallGate {
  #inside = 0;
  #waiting: readonly { readonly lane: Lane; readonly pass: () => void }[] = [];

  /** Runs a call when it may be sent. */
  async run<T>(lane: Lane, call: () => Promise<T>): Promise<T> {
    if (lane === 'orders') return call();
    if (this.#inside >= mostReads)
      await new Promise<void>((pass) => {
        this.#waiting = [...this.#waiting, { lane, pass }];
      });
    else this.#inside += 1;
    try {
      return await call();
    } finally {
      this.#leave();
    }
  }

  /** The place goes to the next in line, or becomes free. */
  #leave(): void {
    const next = lanes
      .map((lane) => this.#waiting.find((waiting) => waiting.lane === lane))
      .find((waiting) => waiting !== undefined);
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    next.pass();
  }
}
