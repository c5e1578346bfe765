import { Big } from 'big.js';

import { instantOf, type Instant } from '#domain/time.ts';

import { isWorking, type Floor } from './exchange-state.ts';
import { payDividends } from './account/dividends.ts';
import { settleExpired } from './account/expiration.ts';
import { dayNumberAt, midnightOf, sessionOf } from './market-days.ts';
import { stepOrders } from './orders/order-lifecycle.ts';
import { STEP_MS } from './prices/price-path.ts';
import { netLiquidation } from './account/valuation.ts';

/** A long stretch is walked in at most this many steps, so that a jump of days stays quick. */
const MOST_STEPS = 80;
const DONE_ORDERS_KEPT_MS = 7 * 86_400_000;
const zero = new Big(0);

/** A new day at the exchange: yesterday's results are put away, what has settled is settled. */
function startDay({ state, markets }: Floor): void {
  const today = dayNumberAt(state.now);
  for (const account of state.accounts.values()) {
    for (const [conid, held] of account.positions) {
      if (held.quantity === 0) account.positions.delete(conid);
      else held.realized = zero;
    }
    account.unsettled = account.unsettled.filter(({ settlesOn }) => settlesOn > today);
    payDividends(state, account, today);
    account.startOfDay = netLiquidation({ state, markets }, account);
  }
  state.consumed.clear();
  for (const [orderId, order] of state.orders) {
    const isOld = state.now - order.updatedAt > DONE_ORDERS_KEPT_MS;
    if (isOld && !isWorking(order)) state.orders.delete(orderId);
  }
}

/** Instants at which something happens by the calendar, in (from, to]. */
function turningPoints(from: Instant, to: Instant): Instant[] {
  const points: Instant[] = [];
  for (let day = dayNumberAt(from); day <= dayNumberAt(to); day++) {
    const session = sessionOf(day);
    points.push(midnightOf(day));
    const late = sessionOf(day, 'late-options');
    if (session !== null) points.push(session.openAt, session.closeAt);
    if (late !== null) points.push(late.closeAt);
  }
  return points.filter((point) => point > from && point <= to);
}

function hasWorkingOrders({ state }: Floor): boolean {
  for (const order of state.orders.values()) if (isWorking(order)) return true;
  return false;
}

/** Walks to `to` on the grid of price steps. Between two steps nothing happens. */
function walk(floor: Floor, to: Instant): void {
  const { state } = floor;
  const first = Math.floor(state.now / STEP_MS) + 1;
  const last = Math.floor(to / STEP_MS);
  const stride = Math.max(1, Math.ceil((last - first + 1) / MOST_STEPS));
  for (let step = first; step <= last && hasWorkingOrders(floor); step += stride) {
    const before = state.now;
    state.now = instantOf(step * STEP_MS);
    stepOrders(floor, Math.max(STEP_MS, state.now - before));
  }
  state.now = to;
}

/** Moves the exchange to `to`: orders are matched, days begin, options expire. Never goes back. */
export function advance(floor: Floor, to: Instant): void {
  const { state } = floor;
  if (to <= state.now) return;
  for (const point of turningPoints(state.now, to)) {
    walk(floor, instantOf(point - 1));
    state.now = point;
    stepOrders(floor, STEP_MS);
    settleExpired(floor);
    if (midnightOf(dayNumberAt(point)) === point) startDay(floor);
  }
  walk(floor, to);
}
