import type { Conid } from '#domain/contract.ts';
import type { Clock } from '#services/ports/clock.ts';

import { quoteFields } from '../market/parse-quote.ts';

interface QuoteLineDeps {
  readonly clock: Clock;
  readonly send: (text: string) => void;
  /** Kept up to date for others: the contracts with a line of the stream. */
  readonly watched: Set<Conid>;
}

/** A screen that scrolls asks and stops many times within one frame; only the sum is told to the gateway. */
const settleMs = 50;
/** The server lets a quote subscription end silently after 15 minutes. */
const renewEveryMs = 12 * 60_000;

const watchText = (conid: Conid) => `smd+${conid}+${JSON.stringify({ fields: quoteFields })}`;
const stopText = (conid: Conid) => `umd+${conid}+{}`;

/** Which contracts are watched, counted, so that two askers of one contract share its line. */
export class QuoteLines {
  readonly #deps: QuoteLineDeps;
  readonly #askers = new Map<Conid, number>();
  #isPlanned = false;
  #callOffRenewal: () => void = () => undefined;

  constructor(deps: QuoteLineDeps) {
    this.#deps = deps;
  }

  watch(conids: readonly Conid[]): () => void {
    const wanted = [...new Set(conids)];
    for (const conid of wanted) this.#askers.set(conid, (this.#askers.get(conid) ?? 0) + 1);
    this.#plan();
    let isStopped = false;
    return () => {
      if (isStopped) return;
      isStopped = true;
      for (const conid of wanted) this.#leave(conid);
      this.#plan();
    };
  }

  /** The line has come up: everything has to be asked anew. */
  restart(): void {
    this.#deps.watched.clear();
    this.#tell();
    this.#callOffRenewal();
    this.#callOffRenewal = this.#deps.clock.after(renewEveryMs, () => this.restart());
  }

  /** Nothing is asked until the next {@link restart}. */
  pause(): void {
    this.#callOffRenewal();
    this.#deps.watched.clear();
  }

  #leave(conid: Conid): void {
    const left = (this.#askers.get(conid) ?? 1) - 1;
    if (left > 0) this.#askers.set(conid, left);
    else this.#askers.delete(conid);
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#deps.clock.after(settleMs, () => {
      this.#isPlanned = false;
      this.#tell();
    });
  }

  #tell(): void {
    for (const conid of this.#deps.watched) {
      if (this.#askers.has(conid)) continue;
      this.#deps.watched.delete(conid);
      this.#deps.send(stopText(conid));
    }
    for (const conid of this.#askers.keys()) {
      if (this.#deps.watched.has(conid)) continue;
      this.#deps.watched.add(conid);
      this.#deps.send(watchText(conid));
    }
  }
}
