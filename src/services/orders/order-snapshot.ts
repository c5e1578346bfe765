import { provenEnvironment } from '#domain/account.ts';
import type { DeskSnapshot, MarginPreview } from '#domain/compliance/rule.ts';
import type { PriceIncrement } from '#domain/contract.ts';
import { exchangeDateAt } from '#domain/exchange-date.ts';
import { isWorking, type OrderDraft } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';

import type { AccountSync } from '../records/account-sync.ts';
import type { DeskState } from '../desk-state.ts';
import type { MarketNow } from '../market/trading-hours.ts';
import type { MarketService, QuoteBoard } from '../market-service.ts';
import type { OrderBook } from './order-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderReconciler } from './reconcile-orders.ts';

export interface SnapshotDeps {
  readonly clock: Clock;
  /** The exchange's time. */
  readonly marketNow: () => Instant;
  readonly state: DeskState;
  readonly sync: Pick<AccountSync, 'positions' | 'figures'>;
  readonly book: OrderBook;
  readonly reconciler: OrderReconciler;
  readonly market: MarketService;
  readonly quotes: QuoteBoard;
  /** What the trader stated, 1 to 4. */
  readonly optionsLevel: () => number | null;
  /** Whether the exchange trades the contract now; null when it is not known. */
  readonly tradingHours: (draft: OrderDraft) => Promise<MarketNow | null>;
}

/** Gathers what the rules may look at. Takes what the desk knows; asks the broker only for price steps not yet known. */
export async function gatherSnapshot(
  deps: SnapshotDeps,
  draft: OrderDraft,
  preview: MarginPreview | null,
): Promise<DeskSnapshot> {
  const { contract, side } = draft.legs[0];
  const accounts = deps.state.accounts.get();
  const increments = await readIncrements(deps, draft);
  const hours = await deps.tradingHours(draft);
  const exchangeNow = deps.marketNow();
  return {
    now: deps.clock.now(),
    exchangeNow,
    today: exchangeDateAt(exchangeNow),
    environment: deps.state.environment.get() ?? 'paper',
    proof: accounts === null ? 'unproven' : provenEnvironment(accounts.witnesses),
    figures: deps.sync.figures.get().value,
    preview,
    quote: deps.quotes.quote(contract.conid).get(),
    positions: deps.sync.positions.get().rows,
    workingOrders: deps.book.brokerOrders().filter((order) => isWorking(order.status)),
    increments,
    optionsLevel: deps.optionsLevel(),
    isMarketOpen: hours?.isOpen ?? null,
    opensAt: hours?.opensAt ?? null,
    isLockedByUnknown: deps.reconciler.isLocked(draft.accountId, contract.conid, side),
  };
}

async function readIncrements(
  deps: SnapshotDeps,
  draft: OrderDraft,
): Promise<readonly PriceIncrement[] | null> {
  const answer = await deps.market.increments(draft.legs[0].contract.conid);
  return answer.ok ? answer.value : null;
}
