import type { Big } from 'big.js';

import type { OptionContract, OptionRight, UnderlyingContract } from '#domain/contract.ts';
import type { CalendarDate } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';

import type { ChainRow, ChainView, ExpirySummary } from '../market-service.ts';
import type { BrokerError } from '../ports/broker.ts';
import type { ContractAtlas, KnownMonth } from '../ports/contract-atlas.ts';
import type { MarketData } from '../ports/market-data.ts';

interface Deps {
  readonly market: Pick<MarketData, 'fetchContracts'>;
  readonly atlas: ContractAtlas;
  /** The exchange's date. */
  readonly today: () => CalendarDate;
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
  /** Being asked for now: whoever wants more meanwhile must not ask for these again. */
  readonly #underWay = new Set<string>();
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

  /** Starts with the strikes of the month. Contracts the atlas holds are shown at once. */
  async fill(month: KnownMonth): Promise<void> {
    const known = await this.#deps.atlas.loadStrikes(this.#underlying.conid, this.#expiry.month);
    if (this.#isClosed) return;
    this.#error = null;
    this.#strikes = unionOf(month.call, month.put);
    for (const row of known) {
      const isThere = row.contracts.some((contract) => isOf(contract, this.#expiry));
      if (isThere || row.readOn >= month.settledOn) this.#keep(row, row.contracts);
    }
    this.#ask();
  }

  fail(error: BrokerError): void {
    this.#error = error;
    this.#show();
  }

  /** Reads more strikes, further from the money. */
  extend(): void {
    if (this.#isClosed) return;
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
      .filter((wanted) => !this.#found.has(keyOf(wanted)) && !this.#underWay.has(keyOf(wanted)));
    while (this.#busy < callsTogether && this.#queue.length > 0) void this.#work();
    this.#show();
  }

  async #work(): Promise<void> {
    this.#busy += 1;
    for (;;) {
      const wanted = this.#queue.shift();
      if (wanted === undefined) break;
      this.#underWay.add(keyOf(wanted));
      await this.#read(wanted);
      this.#underWay.delete(keyOf(wanted));
      if (!this.#isClosed) this.#show();
    }
    this.#busy -= 1;
  }

  async #read(wanted: Wanted): Promise<void> {
    const { market, atlas, today } = this.#deps;
    const { month } = this.#expiry;
    const { strike, right } = wanted;
    const answer = await market.fetchContracts(this.#underlying, month, strike, right);
    if (!answer.ok) {
      this.#error = answer.error;
      this.#queue = [];
      return;
    }
    this.#keep(wanted, answer.value);
    const known = { strike, right, contracts: answer.value, readOn: today() };
    void atlas.saveStrike(this.#underlying.conid, month, known);
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
      pending: this.#queue.length + this.#underWay.size,
      error: this.#error,
    });
  }
}

function unionOf(a: readonly Big[], b: readonly Big[]): Big[] {
  const byText = new Map([...a, ...b].map((strike) => [strike.toFixed(), strike]));
  return [...byText.values()].toSorted((x, y) => x.cmp(y));
}

const keyOf = ({ strike, right }: Wanted): string => `${strike.toFixed()} ${right}`;

function isOf(
  contract: OptionContract,
  expiry: { readonly expiry: CalendarDate; readonly tradingClass: string },
): boolean {
  return contract.expiry === expiry.expiry && contract.tradingClass === expiry.tradingClass;
}
