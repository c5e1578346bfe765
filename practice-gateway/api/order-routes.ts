import type { Hono } from 'hono';
import { z } from 'zod';

import type { SimulatedOrder } from '#simulation/exchange-shapes.ts';

import { answerQuestion, converse } from '../orders/conversation.ts';
import { modifyOrder, orderOf } from '../orders/modify-order.ts';
import { ticketShape, ticketsShape } from '../orders/order-ticket.ts';
import { placeOrders, planOrders } from '../orders/place-orders.ts';
import { questionsAbout } from '../orders/questions.ts';
import { whatIfBody } from '../orders/what-if-body.ts';
import { conidOfOrder } from '../wire/order-rows.ts';
import { isWorking } from '../wire/order-words.ts';
import type { World } from '../world.ts';
import { accountsFirst, badRequest, bodyOf, reply, serverError } from './replies.ts';

const MOST_SUPPRESSED = 51;
const replyShape = z.object({ confirmed: z.boolean() });
const suppressShape = z.object({ messageIds: z.array(z.string()) });
const notificationShape = z.object({
  orderId: z.union([z.number(), z.string()]),
  reqId: z.union([z.string(), z.number()]),
  text: z.string(),
});

/** The refusal for an account that is not ours, or before the account list was read. */
function accountProblem(world: World, accountId: string): Response | null {
  if (!world.session.memory.isAccountListRead) return accountsFirst();
  const isOurs = world.exchange.accountIds().includes(accountId);
  return isOurs ? null : badRequest(`accountId is not valid: ${accountId}`);
}

async function place(world: World, accountId: string, request: Request): Promise<Response> {
  world.session.memory.conversation = null;
  const body = await bodyOf(request, ticketsShape);
  if (!body.ok) return body.error;
  const planned = planOrders(world, accountId, body.value);
  if (!planned.ok) return reply({ error: planned.error });
  const questions = questionsAbout(
    world,
    planned.value.map((one) => one.request),
  );
  return converse(world, questions, () => placeOrders(world, planned.value));
}

async function preview(world: World, accountId: string, request: Request): Promise<Response> {
  world.session.memory.conversation = null;
  const body = await bodyOf(request, ticketsShape);
  if (!body.ok) return body.error;
  const planned = planOrders(world, accountId, body.value);
  if (!planned.ok) return reply({ error: planned.error });
  const first = planned.value[0]?.request;
  if (first === undefined) return badRequest('orders');
  return reply(whatIfBody(world, first, world.exchange.whatIf(first)));
}

/** The other children of a bracket's child that still work: they are canceled with it. */
function siblingsOf(world: World, { orderId, request }: SimulatedOrder): readonly SimulatedOrder[] {
  const { parentOrderId, accountId } = request;
  if (parentOrderId === null) return [];
  return world.exchange
    .orders(accountId)
    .filter((one) => one.request.parentOrderId === parentOrderId && one.orderId !== orderId)
    .filter((one) => isWorking(one.status));
}

/** -1 cancels every working order of the account. */
function cancel(world: World, accountId: string, orderId: number): Response {
  world.session.memory.conversation = null;
  const msg = 'Request was submitted';
  if (orderId === -1) {
    const working = world.exchange.orders(accountId).filter((one) => isWorking(one.status));
    for (const one of working) world.exchange.cancel(one.orderId);
    return reply({ msg, order_id: -1, conid: -1, account: null });
  }
  const order = orderOf(world, accountId, orderId);
  const outcome = order === null ? 'not-found' : world.exchange.cancel(orderId);
  if (order === null || outcome !== 'cancel-requested') {
    return reply({ error: `OrderID ${orderId} doesn't exist` });
  }
  for (const sibling of siblingsOf(world, order)) world.exchange.cancel(sibling.orderId);
  return reply({ msg, order_id: orderId, conid: conidOfOrder(order.request), account: accountId });
}

const orderNumber = (text: string) => (/^(?:-1|\d{1,15})$/.test(text) ? Number(text) : null);

/** Placing, previewing, changing and canceling, and the broker's questions in between. */
export function orderRoutes(app: Hono, world: World): void {
  app.post('/iserver/account/:accountId/orders', async (c) => {
    const accountId = c.req.param('accountId');
    return accountProblem(world, accountId) ?? place(world, accountId, c.req.raw);
  });

  app.post('/iserver/account/:accountId/orders/whatif', async (c) => {
    const accountId = c.req.param('accountId');
    return accountProblem(world, accountId) ?? preview(world, accountId, c.req.raw);
  });

  app.post('/iserver/account/:accountId/order/:orderId', async (c) => {
    const { accountId, orderId } = c.req.param();
    const id = orderNumber(orderId);
    if (id === null) return badRequest('orderId');
    const body = await bodyOf(c.req, ticketShape);
    if (!body.ok) return body.error;
    return accountProblem(world, accountId) ?? modifyOrder(world, accountId, id, body.value);
  });

  app.delete('/iserver/account/:accountId/order/:orderId', (c) => {
    const { accountId, orderId } = c.req.param();
    const id = orderNumber(orderId);
    if (id === null) return badRequest('orderId');
    return accountProblem(world, accountId) ?? cancel(world, accountId, id);
  });

  app.post('/iserver/reply/:replyId', async (c) => {
    const body = await bodyOf(c.req, replyShape);
    if (!body.ok) return body.error;
    return answerQuestion(world, c.req.param('replyId'), body.value.confirmed);
  });

  app.post('/iserver/questions/suppress', async (c) => {
    const body = await bodyOf(c.req, suppressShape);
    if (!body.ok) return body.error;
    if (body.value.messageIds.length > MOST_SUPPRESSED) return serverError('too many message ids');
    const { suppressed } = world.session.memory;
    suppressed.clear();
    for (const id of body.value.messageIds) suppressed.add(id);
    return reply({ status: 'submitted' });
  });

  app.post('/iserver/questions/suppress/reset', () => {
    world.session.memory.suppressed.clear();
    return reply({ status: 'submitted' });
  });

  app.post('/iserver/notification', async (c) => {
    const body = await bodyOf(c.req, notificationShape);
    return body.ok ? c.text('Success') : body.error;
  });
}
