import type { DeskState } from '../desk-state.ts';
import { TradingHoursWatch } from '../market/trading-hours.ts';
import type { MarketClock } from '../market/market-clock.ts';
import { OrderReviewer, type ReviewDeps } from './review-order.ts';
import { OrderSubmitter, type SubmitDeps } from './submit-order.ts';

export type OrderRoomDeps = Omit<ReviewDeps, 'tradingHours' | 'marketNow'> &
  Omit<SubmitDeps, 'recheck'> & {
    readonly marketClock: Pick<MarketClock, 'now'>;
    readonly state: Pick<DeskState, 'connection'>;
  };

/** What judges orders and what sends them: a chunk of its own, fetched with the first ticket. */
export function openOrderRoom(deps: OrderRoomDeps) {
  const hours = new TradingHoursWatch(deps);
  deps.state.connection.subscribe(() => hours.forget());
  const reviewer = new OrderReviewer({
    ...deps,
    marketNow: () => deps.marketClock.now(),
    tradingHours: (draft) => hours.of(draft),
  });
  const submitter = new OrderSubmitter({ ...deps, recheck: (review) => reviewer.recheck(review) });
  return { reviewer, submitter };
}
