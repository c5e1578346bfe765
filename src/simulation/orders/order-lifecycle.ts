import { isWorking, report, type Floor, type OrderState } from '../exchange-state.ts';
import { bookFill } from './fills.ts';
import { isStopReached, matchOrder } from './matching.ts';

const isStop = ({ request }: OrderState) =>
  request.type === 'stop' || request.type === 'stop-limit';

function endOrder(
  { state }: Floor,
  order: OrderState,
  status: 'Filled' | 'Cancelled',
  reason: string | null = null,
): void {
  order.status = status;
  order.reason = reason;
  order.cancelAt = null;
  report(state, order);
}

function childrenOf({ state }: Floor, parentId: number): OrderState[] {
  return [...state.orders.values()].filter(
    (order) => order.request.parentOrderId === parentId && isWorking(order),
  );
}

/** Takes units off an order: its quantity stays what is filled and what remains. */
function shrink({ state }: Floor, order: OrderState, units: number): void {
  if (units <= 0) return;
  order.remaining -= units;
  order.request = { ...order.request, quantity: order.filled + order.remaining };
  report(state, order);
}

/** Children of a canceled parent protect what it has filled, or go with it. */
function settleChildren(floor: Floor, parent: OrderState): void {
  for (const child of childrenOf(floor, parent.orderId)) {
    if (parent.filled === 0) {
      cancelNow(floor, child, 'The parent order was canceled.');
    } else if (child.filled === 0) {
      shrink(floor, child, child.remaining - parent.filled);
    }
  }
}

/** Takes an order off the book at once, and what depends on it. */
export function cancelNow(floor: Floor, order: OrderState, reason: string | null): void {
  endOrder(floor, order, 'Cancelled', reason);
  settleChildren(floor, order);
}

/** Brothers of a filled order: the other child of a bracket shrinks with it, the rest of a group goes. */
function settleGroup(floor: Floor, order: OrderState, units: number): void {
  const { parentOrderId, groupId, accountId } = order.request;
  for (const other of floor.state.orders.values()) {
    if (other === order || !isWorking(other) || other.request.accountId !== accountId) continue;
    if (parentOrderId !== null && other.request.parentOrderId === parentOrderId) {
      if (other.remaining <= units)
        cancelNow(floor, other, 'The other side of the bracket filled.');
      else shrink(floor, other, units);
    } else if (groupId !== null && other.request.groupId === groupId) {
      cancelNow(floor, other, 'Another order of the group filled.');
    }
  }
}

/** Whether the parent, if there is one, lets the order work. */
function isReleased({ state }: Floor, { request }: OrderState): boolean {
  if (request.parentOrderId === null) return true;
  const parent = state.orders.get(request.parentOrderId);
  return parent === undefined || (!isWorking(parent) && parent.filled > 0);
}

/** Brings a waiting order to the book. False while it has to wait on. */
function activate(floor: Floor, order: OrderState): boolean {
  if (isStop(order) && !order.isTriggered) {
    if (!isStopReached(floor, order)) return false;
    order.isTriggered = true;
  }
  if (order.status === 'PreSubmitted') {
    order.status = 'Submitted';
    report(floor.state, order);
  }
  return true;
}

function fill(floor: Floor, order: OrderState, elapsedMs: number): void {
  const match = matchOrder(floor, order, elapsedMs);
  if (match !== null) {
    bookFill(floor, order, match.units, match.price, match.legs);
    if (order.remaining === 0) endOrder(floor, order, 'Filled');
    else report(floor.state, order);
    settleGroup(floor, order, match.units);
  }
  if (order.request.timeInForce === 'ioc' && isWorking(order)) {
    cancelNow(floor, order, 'The rest of an IOC order is canceled.');
  }
}

function isMarketOpen({ markets, state }: Floor, { request }: OrderState): boolean {
  return request.legs.every(({ conid }) => markets.isOpen(conid, state.now));
}

/** One step of one order: its end, its cancel, its stop, its fills. */
function stepOrder(floor: Floor, order: OrderState, elapsedMs: number): void {
  const { now } = floor.state;
  if (order.goodUntil !== null && now >= order.goodUntil) {
    cancelNow(floor, order, 'The day order expired at the close.');
    return;
  }
  if (isMarketOpen(floor, order) && isReleased(floor, order) && activate(floor, order)) {
    fill(floor, order, elapsedMs);
  }
  if (isWorking(order) && order.cancelAt !== null && now >= order.cancelAt) {
    cancelNow(floor, order, null);
  }
}

/** Steps every working order, oldest first. */
export function stepOrders(floor: Floor, elapsedMs: number): void {
  for (const order of floor.state.orders.values()) {
    if (isWorking(order)) stepOrder(floor, order, elapsedMs);
  }
}
