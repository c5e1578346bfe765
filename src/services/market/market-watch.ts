import type { Big } from 'big.js';

import type {
  Conid,
  OptionContract,
  PriceIncrement,
  UnderlyingContract,
} from '#domain/contract.ts';
import { daysBetween } from '#domain/exchange-date.ts';
import type { CalendarDate, Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { ChainView, ExpirySummary, MarketService } from '../market-service.ts';
import { OptionChain } from './option-chain.ts';
import type { BrokerError, Reply } from '../ports/broker.ts';
import type { ContractAtlas, KnownMonth } from '../ports/contract-atlas.ts';
import type {
  Bar,
  ExpiryMonth,
  MarketData,
  TradingHours,
  UnderlyingMatch,
} from '../ports/market-data.ts';
import type { Readable } from '#lib/readable.ts';

interface Deps {
  readonly market: MarketData;
  readonly atlas: ContractAtlas;
  /** The exchange's date. */
  readonly today: () => CalendarDate;
}

/** A month whose expiries are not known yet is asked for at one strike, near the middle of its list. */
const middleOf = (strikes: readonly Big[]): Big | undefined =>
  strikes[Math.floor(strikes.length / 2)];

/** Finds underlyings, expiries and contracts, asking the broker only for what the atlas does not know. */
export class MarketWatch implements MarketService {
  readonly #deps: Deps;
  readonly #searches = new Map<string, Reply<readonly UnderlyingMatch[]>>();
  readonly #increments = new Map<Conid, Reply<readonly PriceIncrement[]>>();
  readonly #contracts = new Map<Conid, Reply<OptionContract | UnderlyingContract>>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A new login must search again before it may ask for strikes. */
  forgetSession(): void {
    this.#searches.clear();
  }

  /** Another gateway may know other contracts under the same numbers: the practice exchange does. */
  forgetGateway(): void {
    this.#searches.clear();
    this.#increments.clear();
    this.#contracts.clear();
  }

  search(symbol: string): Reply<readonly UnderlyingMatch[]> {
    const key = symbol.trim().toUpperCase();
    return remembered(this.#searches, key, () => this.#deps.market.searchUnderlying(key));
  }

  increments(conid: Conid): Reply<readonly PriceIncrement[]> {
    return remembered(this.#increments, conid, () =>
      this.#deps.market.fetchIncrements(conid, true),
    );
  }

  contract(conid: Conid): Reply<OptionContract | UnderlyingContract> {
    return remembered(this.#contracts, conid, () => this.#deps.market.fetchContract(conid));
  }

  tradingHours(underlying: UnderlyingContract, at: Instant): Reply<TradingHours | null> {
    return this.#deps.market.fetchTradingHours(underlying, at);
  }

  history(conid: Conid, period: string, bar: string): Reply<readonly Bar[]> {
    return this.#deps.market.fetchHistory(conid, period, bar);
  }

  async expiries(match: UnderlyingMatch): Reply<readonly ExpirySummary[]> {
    const found: ExpirySummary[] = [];
    let failure: BrokerError | null = null;
    for (const month of match.months) {
      const inMonth = await this.#expiriesOf(match.contract, month);
      if (inMonth.ok) found.push(...inMonth.value);
      else failure = inMonth.error;
      if (failure !== null) break;
    }
    if (failure !== null && found.length === 0) return err(failure);
    return ok(this.#stillListed(found));
  }

  async monthExpiries(match: UnderlyingMatch, month: ExpiryMonth): Reply<readonly ExpirySummary[]> {
    const found = await this.#expiriesOf(match.contract, month);
    return found.ok ? ok(this.#stillListed(found.value)) : found;
  }

  openChain(
    underlying: UnderlyingContract,
    expiry: ExpirySummary,
    around: Big | null,
  ): {
    readonly view: Readable<ChainView>;
    readonly extend: () => void;
    readonly close: () => void;
  } {
    const chain = new OptionChain(this.#deps, { underlying, expiry, around });
    let state: 'reading' | 'failed' | 'filled' = 'reading';
    const read = async (): Promise<void> => {
      state = 'reading';
      const month = await this.#month(underlying, expiry.month);
      state = month.ok ? 'filled' : 'failed';
      await (month.ok ? chain.fill(month.value) : chain.fail(month.error));
    };
    void read();
    return {
      view: chain.view,
      extend: () => {
        if (state === 'filled') chain.extend();
        else if (state === 'failed') void read();
      },
      close: () => chain.close(),
    };
  }

  #stillListed(expiries: readonly ExpirySummary[]): ExpirySummary[] {
    const today = this.#deps.today();
    return expiries
      .filter((expiry) => expiry.expiry >= today)
      .toSorted((a, b) => order(a.expiry, b.expiry) || order(a.tradingClass, b.tradingClass));
  }

  async #expiriesOf(
    underlying: UnderlyingContract,
    month: ExpiryMonth,
  ): Reply<readonly ExpirySummary[]> {
    const { atlas, market, today } = this.#deps;
    const strikes = await this.#month(underlying, month);
    if (!strikes.ok) return strikes;
    const known = await atlas.loadStrikes(underlying.conid, month);
    const told = known.flatMap((row) => row.contracts);
    const isSettled = known.some((row) => row.readOn >= strikes.value.settledOn);
    if (told.length > 0 && isSettled) return ok(summarize(told, month));
    const strike = middleOf(strikes.value.call);
    if (strike === undefined) return ok(summarize(told, month));
    const contracts = await market.fetchContracts(underlying, month, strike, 'call');
    if (!contracts.ok) return told.length > 0 ? ok(summarize(told, month)) : contracts;
    const fresh = { strike, right: 'call' as const, contracts: contracts.value, readOn: today() };
    await atlas.saveStrike(underlying.conid, month, fresh);
    return ok(summarize([...told, ...contracts.value], month));
  }

  async #month(
    underlying: UnderlyingContract,
    month: ExpiryMonth,
  ): Promise<Result<KnownMonth, BrokerError>> {
    const { atlas, market, today } = this.#deps;
    const known = await atlas.loadMonth(underlying.conid, month);
    if (known !== null && known.readOn === today()) return ok(known);
    const read = await market.fetchStrikes(underlying, month);
    if (!read.ok) return known === null ? read : ok(known);
    const readOn = today();
    const fresh = { ...read.value, readOn, settledOn: settledOn(known, read.value, readOn) };
    await atlas.saveMonth(underlying.conid, month, fresh);
    return ok(fresh);
  }
}

/** A month grows by weeklies that may use strikes it already has, so after a week it counts as unsettled anyway. */
const settledForDays = 7;

/** Keeps the date when nothing was listed since, so that a known chain costs no call on the next day either. */
function settledOn(
  known: KnownMonth | null,
  read: Pick<KnownMonth, 'call' | 'put'>,
  today: CalendarDate,
): CalendarDate {
  if (known === null || daysBetween(known.settledOn, today) >= settledForDays) return today;
  const isSame = textOf(known.call) === textOf(read.call) && textOf(known.put) === textOf(read.put);
  return isSame ? known.settledOn : today;
}

const textOf = (strikes: readonly Big[]): string =>
  strikes.map((strike) => strike.toFixed()).join();

/** One call per key while its answer is good; a failed one may be asked again. */
function remembered<K, T>(answers: Map<K, Reply<T>>, key: K, ask: () => Reply<T>): Reply<T> {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const asked = ask();
  answers.set(key, asked);
  void asked.then((answer) => {
    if (!answer.ok) answers.delete(key);
  });
  return asked;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function summarize(contracts: readonly OptionContract[], month: ExpiryMonth): ExpirySummary[] {
  const byKey = new Map<string, ExpirySummary>();
  for (const { expiry, tradingClass } of contracts) {
    byKey.set(`${expiry} ${tradingClass}`, { expiry, tradingClass, month });
  }
  return [...byKey.values()];
}
