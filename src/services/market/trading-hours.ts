import { hoursClassOf } from '#domain/calendar/option-classes.ts';
import type { UnderlyingContract } from '#domain/contract.ts';
import type { OrderDraft } from '#domain/order.ts';
import { instantOf, type Instant } from '#domain/time.ts';

import type { MarketService } from '../market-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { TradingHours } from '../ports/market-data.ts';
import type { MarketClock } from './market-clock.ts';

interface Deps {
  readonly market: Pick<MarketService, 'tradingHours' | 'contract'>;
  readonly clock: Clock;
  /** The market's time: its schedule goes by it. */
  readonly marketClock: Pick<MarketClock, 'now'>;
}

/** Whether a contract trades now, and since when it will. */
export interface MarketNow {
  readonly isOpen: boolean;
  /** When the next session begins, by the market's clock; null while one is on, and when the broker did not tell. */
  readonly opensAt: Instant | null;
}

interface Known {
  readonly at: Instant;
  readonly hours: TradingHours | null;
}

/** A schedule may change, but not every minute. */
const goodForMs = 60_000;
/** The rules ask while the trader types: a broker that did not tell is left alone for a moment. */
const untoldForMs = 5_000;
/** The broker tells the hours of the underlying; some options on it trade so much longer. */
const lateMs = 15 * 60_000;

/** Whether a contract trades now, as the broker tells it for the underlying. */
export class TradingHoursWatch {
  readonly #deps: Deps;
  readonly #known = new Map<string, Known>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Another gateway may keep other hours: the practice exchange can stay open all night. */
  forget(): void {
    this.#known.clear();
  }

  /** Null when the broker does not tell, or cannot be asked. */
  async of(draft: OrderDraft): Promise<MarketNow | null> {
    const { contract } = draft.legs[0];
    const isLate =
      contract.kind === 'option' && hoursClassOf(contract.tradingClass) === 'late-options';
    const conid = contract.kind === 'option' ? contract.underlyingConid : contract.conid;
    const longerMs = isLate ? lateMs : 0;
    const hours = await this.#hours(`${conid} ${longerMs}`, draft, longerMs);
    return hours === null ? null : judge(hours, this.#deps.marketClock.now(), longerMs);
  }

  async #hours(key: string, draft: OrderDraft, longerMs: number): Promise<TradingHours | null> {
    const now = this.#deps.clock.now();
    const marketNow = this.#deps.marketClock.now();
    const known = this.#known.get(key);
    if (known !== undefined && isGood(known, now, marketNow - longerMs)) return known.hours;
    const hours = await this.#ask(draft, instantOf(marketNow - longerMs));
    this.#known.set(key, { at: now, hours });
    return hours;
  }

  async #ask(draft: OrderDraft, at: Instant): Promise<TradingHours | null> {
    const underlying = await this.#underlying(draft);
    if (underlying === null) return null;
    const hours = await this.#deps.market.tradingHours(underlying, at);
    return hours.ok ? hours.value : null;
  }

  async #underlying(draft: OrderDraft): Promise<UnderlyingContract | null> {
    const { contract } = draft.legs[0];
    if (contract.kind !== 'option') return contract;
    const answer = await this.#deps.market.contract(contract.underlyingConid);
    return answer.ok && answer.value.kind !== 'option' ? answer.value : null;
  }
}

/** The session it told of must not be over: what comes after it was not told. */
function isGood({ at, hours }: Known, now: Instant, marketNow: number): boolean {
  if (hours === null) return now - at < untoldForMs;
  const isOver = hours.closesAt !== null && marketNow >= hours.closesAt;
  return !isOver && now - at < goodForMs;
}

function judge(hours: TradingHours, marketNow: Instant, longerMs: number): MarketNow {
  const { opensAt, closesAt } = hours;
  if (opensAt === null || closesAt === null) return { isOpen: hours.isOpen, opensAt: null };
  const isOpen = marketNow >= opensAt && marketNow < closesAt + longerMs;
  return { isOpen, opensAt: isOpen ? null : opensAt };
}
