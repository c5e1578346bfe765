import { Big } from 'big.js';

import { instantOf, type Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';

import { checkFunds } from './funds-check.ts';
import { isWorking, report, type Floor, type OrderState } from '../exchange-state.ts';
import type { PlaceResult, SimulatedOrderRequest } from '../exchange-shapes.ts';
import { noFees } from './fees.ts';
import { dayNumberAt, midnightOf, sessionOf } from '../market-days.ts';
import { checkChange, checkTerms, rejected, type Rejection } from './order-checks.ts';
import { fundsPerUnit, projectOrder } from './projection.ts';
import { chanceOf } from '../random.ts';

const CANCEL_STREAM = 3201;
const CANCEL_LEAST_MS = 150;
const CANCEL_SPREAD_MS = 600;
const zero = new Big(0);

/** What a trader may change about a working order. */
export type OrderChange = Partial<
  Pick<SimulatedOrderRequest, 'quantity' | 'limitPrice' | 'stopPrice' | 'timeInForce'>
>;

/** End of a day order: the close of the session it is for; midnight where the exchange never closes. */
function dayEnd({ state, markets }: Floor, legs: SimulatedOrderRequest['legs']): Instant {
  const today = dayNumberAt(state.now);
  const option = markets.book.optionOf(legs[0].conid, state.now);
  const hours = option?.tradingClass.hours;
  if (state.alwaysOpen) return midnightOf(today + 1);
  for (let day = today; ; day++) {
    const session = sessionOf(day, hours);
    if (session !== null && session.closeAt > state.now) return session.closeAt;
  }
}

/** Whether the order only closes what its parent opens. */
function isExit({ state }: Floor, { parentOrderId, legs, side, quantity }: SimulatedOrderRequest) {
  const parent = parentOrderId === null ? undefined : state.orders.get(parentOrderId)?.request;
  return (
    parent !== undefined &&
    parent.side !== side &&
    parent.quantity >= quantity &&
    parent.legs.length === legs.length &&
    parent.legs.every(({ conid }, index) => conid === legs[index]?.conid)
  );
}

/** Funds the order would take, or why the account cannot carry it. Exits of a bracket take none. */
function judgeFunds(floor: Floor, request: SimulatedOrderRequest): Result<Big, Rejection> {
  if (isExit(floor, request)) return ok(zero);
  const projection = projectOrder(floor, request);
  if (projection === null) return ok(zero);
  const problem = checkFunds(floor, request, projection);
  return problem === null ? ok(fundsPerUnit(projection, request.quantity)) : err(problem);
}

/** Takes an order in. It works from the next step on. */
export function placeOrder(floor: Floor, request: SimulatedOrderRequest): PlaceResult {
  const { state } = floor;
  const problem = checkTerms(floor, request);
  if (problem !== null) return problem;
  const funds = judgeFunds(floor, request);
  if (!funds.ok) return funds.error;
  const order: OrderState = {
    orderId: state.nextOrderId++,
    request,
    status: 'PreSubmitted',
    filled: 0,
    remaining: request.quantity,
    notional: zero,
    reason: null,
    placedAt: state.now,
    updatedAt: state.now,
    isTriggered: false,
    cancelAt: null,
    goodUntil: request.timeInForce === 'day' ? dayEnd(floor, request.legs) : null,
    fees: noFees,
    reservedPerUnit: funds.value,
  };
  state.orders.set(order.orderId, order);
  report(state, order);
  return { kind: 'accepted', orderId: order.orderId };
}

function findModifiable({ state }: Floor, orderId: number): OrderState | Rejection {
  const order = state.orders.get(orderId);
  if (order === undefined) {
    return rejected('order-not-found', `OrderID ${orderId} doesn't exist`);
  }
  return isWorking(order) && order.cancelAt === null
    ? order
    : rejected('not-modifiable', `Order ${orderId} cannot be modified: it is ${order.status}.`);
}

/** Changes a working order. The filled part stays filled; the new quantity is the whole. */
export function modifyOrder(floor: Floor, orderId: number, change: OrderChange): PlaceResult {
  const order = findModifiable(floor, orderId);
  if (!('orderId' in order)) return order;
  const request = { ...order.request, ...change };
  const problem = checkChange(floor, request);
  if (problem !== null) return problem;
  if (request.quantity <= order.filled) {
    return rejected('bad-quantity', `Invalid quantity: ${order.filled} are already filled.`);
  }
  const reservedBefore = order.reservedPerUnit;
  order.reservedPerUnit = zero;
  const remaining = request.quantity - order.filled;
  const funds = judgeFunds(floor, { ...request, quantity: remaining });
  if (!funds.ok) {
    order.reservedPerUnit = reservedBefore;
    return funds.error;
  }
  order.reservedPerUnit = funds.value;
  order.request = request;
  order.remaining = remaining;
  order.goodUntil = request.timeInForce === 'day' ? dayEnd(floor, request.legs) : null;
  report(floor.state, order);
  return { kind: 'accepted', orderId };
}

/** Asks to cancel. The order may still fill until the cancel reaches the exchange. */
export function requestCancel(
  { state }: Floor,
  orderId: number,
): 'cancel-requested' | 'not-found' | 'already-done' {
  const order = state.orders.get(orderId);
  if (order === undefined) return 'not-found';
  if (!isWorking(order)) return 'already-done';
  if (order.cancelAt !== null) return 'cancel-requested';
  const delay = CANCEL_LEAST_MS + CANCEL_SPREAD_MS * chanceOf(state.seed, CANCEL_STREAM, orderId);
  order.cancelAt = instantOf(state.now + delay);
  order.status = 'PendingCancel';
  report(state, order);
  return 'cancel-requested';
}
