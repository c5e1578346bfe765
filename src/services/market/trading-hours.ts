import type { UnderlyingContract } from '#domain/contract.ts';
import type { OrderDraft } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';

import type { MarketService } from '../market-service.ts';
import type { Clock } from '../ports/clock.ts';

interface Deps {
  readonly market: Pick<MarketService, 'tradingHours' | 'contract'>;
  readonly clock: Clock;
}

/** The answer changes at most at an opening or a close. */
const goodForMs = 60_000;
/** The rules ask while the trader types: a broker that did not tell is left alone for a moment. */
const untoldForMs = 5_000;

/** Whether a contract trades now, as the broker tells it for the underlying. */
export class TradingHoursWatch {
  readonly #deps: Deps;
  readonly #known = new Map<number, { readonly at: Instant; readonly isOpen: boolean | null }>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Another gateway may keep other hours: the practice exchange can stay open all night. */
  forget(): void {
    this.#known.clear();
  }

  /** Null when the broker does not tell, or cannot be asked. */
  async isOpen(draft: OrderDraft): Promise<boolean | null> {
    const { contract } = draft.legs[0];
    const conid = contract.kind === 'option' ? contract.underlyingConid : contract.conid;
    const now = this.#deps.clock.now();
    const known = this.#known.get(conid);
    if (known !== undefined && now - known.at < goodFor(known.isOpen)) return known.isOpen;
    const isOpen = await this.#ask(draft);
    this.#known.set(conid, { at: now, isOpen });
    return isOpen;
  }

  async #ask(draft: OrderDraft): Promise<boolean | null> {
    const underlying = await this.#underlying(draft);
    if (underlying === null) return null;
    const hours = await this.#deps.market.tradingHours(underlying);
    return hours.ok ? (hours.value?.isOpen ?? null) : null;
  }

  async #underlying(draft: OrderDraft): Promise<UnderlyingContract | null> {
    const { contract } = draft.legs[0];
    if (contract.kind !== 'option') return contract;
    const answer = await this.#deps.market.contract(contract.underlyingConid);
    return answer.ok && answer.value.kind !== 'option' ? answer.value : null;
  }
}

const goodFor = (isOpen: boolean | null): number => (isOpen === null ? untoldForMs : goodForMs);
