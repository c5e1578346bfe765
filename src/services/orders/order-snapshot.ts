import { provenEnvironment } from '#domain/account.ts';
import type { DeskSnapshot, MarginPreview } from '#domain/compliance/rule.ts';
import type { PriceIncrement } from '#domain/contract.ts';
import { isWorking, type OrderDraft } from '#domain/order.ts';
import type { CalendarDate } from '#domain/time.ts';

import type { AccountSync } from '../records/account-sync.ts';
import type { DeskState } from '../desk-state.ts';
import type { MarketService, QuoteBoard } from '../market-service.ts';
import type { OrderBook } from './order-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderReconciler } from './reconcile-orders.ts';

export interface SnapshotDeps {
  readonly clock: Clock;
  readonly today: () => CalendarDate;
  readonly state: DeskState;
  readonly sync: Pick<AccountSync, 'positions' | 'figures'>;
  readonly book: OrderBook;
  readonly reconciler: OrderReconciler;
  readonly market: MarketService;
  readonly quotes: QuoteBoard;
  /** What the trader stated, 1 to 4. */
  readonly optionsLevel: () => number | null;
  /** Whether the exchange trades the contract now; null when it is not known. */
  readonly isMarketOpen: (draft: OrderDraft) => Promise<boolean | null>;
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
  const isMarketOpen = await deps.isMarketOpen(draft);
  return {
    now: deps.clock.now(),
    today: deps.today(),
    environment: deps.state.environment.get() ?? 'paper',
    proof: accounts === null ? 'unproven' : provenEnvironment(accounts.witnesses),
    figures: deps.sync.figures.get().value,
    preview,
    quote: deps.quotes.quote(contract.conid).get(),
    positions: deps.sync.positions.get().rows,
    workingOrders: deps.book.brokerOrders().filter((order) => isWorking(order.status)),
    increments,
    optionsLevel: deps.optionsLevel(),
    isMarketOpen,
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
