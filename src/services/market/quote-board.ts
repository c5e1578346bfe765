import type { Conid } from '#domain/contract.ts';
import { blankQuote, type Quote } from '#domain/quote.ts';
import { writable, type Writable } from '#lib/readable.ts';

import type { QuoteBoard } from '../market-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayStream } from '../ports/gateway-stream.ts';
import type { MarketData } from '../ports/market-data.ts';

interface Deps {
  readonly stream: GatewayStream;
  readonly market: MarketData;
  readonly clock: Clock;
}

/** One paint of the screen: cells hear of changes at most this often. */
const flushEveryMs = 16;
/** A watched contract that the stream has not filled by then is asked for once by snapshot. */
const snapshotAfterMs = 1_500;

/**
 * Latest quotes, one cell of memory per contract. Updates are merged as they come and told once per frame,
 * so that a burst of a thousand frames wakes each visible cell once.
 */
export class LiveQuoteBoard implements QuoteBoard {
  readonly #deps: Deps;
  readonly #cells = new Map<Conid, Writable<Quote | null>>();
  readonly #changed = new Map<Conid, Quote>();
  readonly #watched = new Map<Conid, number>();
  #isFlushPlanned = false;
  /** Counts the gateways, so that a late answer of an earlier one is known as such. */
  #gateway = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.stream.subscribe((event) => {
      if (event.kind === 'quote') this.#merge(event.conid, event.changed);
    });
  }

  /** Another gateway, other prices: none of this one's may be seen there. */
  forget(): void {
    this.#gateway += 1;
    this.#changed.clear();
    for (const cell of this.#cells.values()) cell.set(null);
  }

  quote(conid: Conid): Writable<Quote | null> {
    const known = this.#cells.get(conid);
    if (known !== undefined) return known;
    const cell = writable<Quote | null>(null);
    this.#cells.set(conid, cell);
    return cell;
  }

  watch(conids: readonly Conid[]): () => void {
    const wanted = [...new Set(conids)];
    for (const conid of wanted) this.#watched.set(conid, (this.#watched.get(conid) ?? 0) + 1);
    const stopStream = this.#deps.stream.watchQuotes(wanted);
    const stopTimer = this.#deps.clock.after(snapshotAfterMs, () => void this.#readMissing(wanted));
    let isStopped = false;
    return () => {
      if (isStopped) return;
      isStopped = true;
      stopStream();
      stopTimer();
      for (const conid of wanted) this.#unwatch(conid);
    };
  }

  #unwatch(conid: Conid): void {
    const left = (this.#watched.get(conid) ?? 1) - 1;
    if (left > 0) this.#watched.set(conid, left);
    else this.#watched.delete(conid);
  }

  async #readMissing(conids: readonly Conid[]): Promise<void> {
    const isMissing = (conid: Conid): boolean =>
      this.#watched.has(conid) && this.#latest(conid) === null;
    const missing = conids.filter(isMissing);
    if (missing.length === 0) return;
    const gateway = this.#gateway;
    const answer = await this.#deps.market.fetchQuotes(missing);
    if (!answer.ok || gateway !== this.#gateway) return;
    // The answer takes its time. What the stream has brought meanwhile is newer.
    for (const quote of answer.value) if (isMissing(quote.conid)) this.#merge(quote.conid, quote);
  }

  #latest(conid: Conid): Quote | null {
    return this.#changed.get(conid) ?? this.quote(conid).get();
  }

  #merge(conid: Conid, changed: Partial<Quote>): void {
    const before = this.#latest(conid) ?? blankQuote(conid, this.#deps.clock.now());
    this.#changed.set(conid, { ...before, ...changed, receivedAt: this.#deps.clock.now() });
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    this.#deps.clock.after(flushEveryMs, () => {
      this.#isFlushPlanned = false;
      const batch = [...this.#changed];
      this.#changed.clear();
      for (const [changedConid, quote] of batch) this.quote(changedConid).set(quote);
    });
  }
}
