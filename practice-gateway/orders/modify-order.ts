import type { SimulatedOrder, SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

import { reply } from '../api/replies.ts';
import type { World } from '../world.ts';
import { converse } from './conversation.ts';
import type { OrderTicket } from './order-ticket.ts';
import { acceptedRow, refusalText } from './place-orders.ts';
import { questionsAbout } from './questions.ts';
import { readTicket } from './read-ticket.ts';

/** An order of the account; null when there is none with this id. */
export function orderOf(world: World, accountId: string, orderId: number): SimulatedOrder | null {
  const order = world.exchange.order(orderId);
  return order?.request.accountId === accountId ? order : null;
}

/** The whole ticket comes again: contract, side and type must be the order's own. */
function isSameOrder(order: SimulatedOrderRequest, changed: SimulatedOrderRequest): boolean {
  const legs = (request: SimulatedOrderRequest) =>
    request.legs.map(({ conid, side, ratio }) => `${conid}${side}${ratio}`).join();
  return (
    legs(order) === legs(changed) && order.side === changed.side && order.type === changed.type
  );
}

/** Changes quantity, prices or lifetime of a working order, after the questions the change raises. */
export function modifyOrder(
  world: World,
  accountId: string,
  orderId: number,
  ticket: OrderTicket,
): Response {
  world.session.memory.conversation = null;
  const order = orderOf(world, accountId, orderId);
  if (order === null) return reply({ error: `OrderID ${orderId} doesn't exist` });
  const { parentOrderId, groupId } = order.request;
  const read = readTicket(ticket, { accountId, parentOrderId, groupId });
  if (!read.ok) return reply({ error: read.error });
  const changed = read.value;
  if (!isSameOrder(order.request, changed)) {
    return reply({ error: 'Contract, side and order type of an order cannot be changed' });
  }
  return converse(world, questionsAbout(world, [changed]), () => {
    const { quantity, limitPrice, stopPrice, timeInForce } = changed;
    const result = world.exchange.modify(orderId, {
      quantity,
      limitPrice,
      stopPrice,
      timeInForce,
    });
    if (result.kind === 'rejected') return reply({ error: refusalText(result, ticket.cOID ?? '') });
    return reply([acceptedRow(world, orderId)]);
  });
}
