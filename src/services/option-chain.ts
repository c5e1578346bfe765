import type { Big } from 'big.js';

import type { OptionContract, OptionRight, UnderlyingContract } from '#domain/contract.ts';
import type { CalendarDate } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';

import type { ChainRow, ChainView, ExpirySummary } from './market-service.ts';
import type { BrokerError } from './ports/broker.ts';
import type { ContractAtlas } from './ports/contract-atlas.ts';
import type { MarketData } from './ports/market-data.ts';

interface Deps {
  readonly market: Pick<MarketData, 'fetchContracts'>;
  readonly atlas: ContractAtlas;
}

interface Wanted {
  readonly strike: Big;
  readonly right: OptionRight;
}

/** Strikes read at once around the money; the rest waits until it is scrolled to. */
const strikesAtOnce = 12;
/** Calls of one chain under way together: the host paces them, this bounds what waits. */
const callsTogether = 3;

/** Fills the chain of one expiry, from the money outward. A contract known to the atlas costs no call. */
export class OptionChain {
  readonly view;
  readonly #deps: Deps;
  readonly #underlying: UnderlyingContract;
  readonly #expiry: ExpirySummary;
  readonly #around: Big | null;
  readonly #found = new Map<string, OptionContract | null>();
  #queue: Wanted[] = [];
  #shown = strikesAtOnce;
  #strikes: readonly Big[] = [];
  #busy = 0;
  #isClosed = false;
  #error: BrokerError | null = null;

  constructor(
    deps: Deps,
    place: { underlying: UnderlyingContract; expiry: ExpirySummary; around: Big | null },
  ) {
    this.#deps = deps;
    this.#underlying = place.underlying;
    this.#expiry = place.expiry;
    this.#around = place.around;
    this.view = writable<ChainView>({
      underlying: place.underlying,
      expiry: place.expiry.expiry,
      tradingClass: place.expiry.tradingClass,
      rows: [],
      pending: 0,
      error: null,
    });
  }

  async fill(strikes: readonly Big[]): Promise<void> {
    this.#strikes = strikes;
    const known = await this.#deps.atlas.loadStrikes(this.#underlying.conid, this.#expiry.month);
    for (const { strike, right, contracts } of known) this.#keep({ strike, right }, contracts);
    this.#ask();
  }

  fail(error: BrokerError): void {
    this.#error = error;
    this.#show();
  }

  /** Reads more strikes, further from the money. */
  extend(): void {
    this.#shown += strikesAtOnce;
    this.#error = null;
    this.#ask();
  }

  close(): void {
    this.#isClosed = true;
    this.#queue = [];
  }

  #ask(): void {
    const near = this.#nearest().slice(0, this.#shown);
    this.#queue = near
      .flatMap((strike) => [
        { strike, right: 'call' as const },
        { strike, right: 'put' as const },
      ])
      .filter((wanted) => !this.#found.has(keyOf(wanted)));
    this.#show();
    while (this.#busy < callsTogether && this.#queue.length > 0) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy += 1;
    for (;;) {
      const wanted = this.#queue.shift();
      if (wanted === undefined || this.#isClosed) break;
      const answer = await this.#deps.market.fetchContracts(
        this.#underlying,
        this.#expiry.month,
        wanted.strike,
        wanted.right,
      );
      if (answer.ok) {
        this.#keep(wanted, answer.value);
        void this.#deps.atlas.saveStrike(this.#underlying.conid, this.#expiry.month, {
          ...wanted,
          contracts: answer.value,
        });
      } else {
        this.#error = answer.error;
        this.#queue = [];
      }
      if (!this.#isClosed) this.#show();
    }
    this.#busy -= 1;
    if (this.#busy === 0 && !this.#isClosed) this.#show();
  }

  #keep(wanted: Wanted, contracts: readonly OptionContract[]): void {
    const mine = contracts.find((contract) => isOf(contract, this.#expiry));
    this.#found.set(keyOf(wanted), mine ?? null);
  }

  /** All strikes, nearest to the money first. */
  #nearest(): readonly Big[] {
    const middle = this.#around ?? this.#strikes[Math.floor(this.#strikes.length / 2)];
    if (middle === undefined) return [];
    return this.#strikes.toSorted((a, b) => a.minus(middle).abs().cmp(b.minus(middle).abs()));
  }

  #show(): void {
    const rows: ChainRow[] = [];
    const near = new Set(
      this.#nearest()
        .slice(0, this.#shown)
        .map((strike) => strike.toFixed()),
    );
    for (const strike of this.#strikes) {
      const call = this.#found.get(keyOf({ strike, right: 'call' }));
      const put = this.#found.get(keyOf({ strike, right: 'put' }));
      const isAsked = near.has(strike.toFixed());
      // A strike of the month that this expiry does not have is no row of its chain.
      const isAbsent = call === null && put === null;
      if (isAbsent || (!isAsked && call === undefined && put === undefined)) continue;
      rows.push({ strike, call: call ?? null, put: put ?? null });
    }
    this.view.set({
      ...this.view.get(),
      rows,
      pending: this.#queue.length + this.#busy,
      error: this.#error,
    });
  }
}

const keyOf = ({ strike, right }: Wanted): string => `${strike.toFixed()} ${right}`;

function isOf(
  contract: OptionContract,
  expiry: { readonly expiry: CalendarDate; readonly tradingClass: string },
): boolean {
  return contract.expiry === expiry.expiry && contract.tradingClass === expiry.tradingClass;
}
