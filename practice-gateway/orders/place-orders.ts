import { randomUUID } from 'node:crypto';

import { err, ok, type Result } from '#lib/result.ts';
import type { PlaceResult, SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

import { reply } from '../api/replies.ts';
import type { World } from '../world.ts';
import type { OrderTicket } from './order-ticket.ts';
import { readTicket } from './read-ticket.ts';

const isRegistered = (clientOrderId: string) =>
  `Order couldn't be submitted: Local order ID=${clientOrderId} is already registered.`;

/** The broker's words for a refusal. */
export function refusalText(
  result: Extract<PlaceResult, { readonly kind: 'rejected' }>,
  clientOrderId: string | null,
): string {
  if (result.reason === 'duplicate-client-order-id') return isRegistered(clientOrderId ?? '');
  return result.text;
}

/** A read ticket with the words that tie it to its set. */
export interface PlannedOrder {
  readonly request: SimulatedOrderRequest;
  /** The parent's client order id or order id, as the client gave it. */
  readonly parentId: string | null;
}

/** The set is one ticket, a bracket (one parent, the rest its children) or one-cancels-all. */
function setProblem(tickets: readonly OrderTicket[]): string | null {
  if (tickets.length === 1) return null;
  if (tickets.every((ticket) => ticket.isSingleGroup === true)) return null;
  const [parent, ...children] = tickets;
  const isBracket =
    parent?.cOID !== undefined &&
    children.every((child) => child.parentId === parent.cOID && child.cOID === undefined);
  return isBracket ? null : 'Only a bracket or a one-cancels-all group can be sent together';
}

function knownDuplicate(world: World, accountId: string, tickets: readonly OrderTicket[]) {
  const known = new Set(world.exchange.orders(accountId).map((one) => one.request.clientOrderId));
  return tickets.find(({ cOID }) => cOID !== undefined && known.has(cOID))?.cOID ?? null;
}

/** Reads the tickets of one call. The error is the broker's text. */
export function planOrders(
  world: World,
  accountId: string,
  tickets: readonly OrderTicket[],
): Result<readonly PlannedOrder[], string> {
  const problem = setProblem(tickets);
  if (problem !== null) return err(problem);
  const duplicate = knownDuplicate(world, accountId, tickets);
  if (duplicate !== null) return err(isRegistered(duplicate));
  const ocaId = tickets.length > 1 && tickets[0]?.isSingleGroup === true ? randomUUID() : null;
  const planned: PlannedOrder[] = [];
  for (const ticket of tickets) {
    const read = readTicket(ticket, { accountId, parentOrderId: null, groupId: ocaId });
    if (!read.ok) return read;
    const unknown = read.value.legs.find(({ conid }) => world.exchange.contract(conid) === null);
    if (unknown !== undefined) return err(`No contract found for conid ${unknown.conid}`);
    planned.push({ request: read.value, parentId: ticket.parentId ?? null });
  }
  return ok(planned);
}

function parentOrderIdOf(world: World, accountId: string, parentId: string): number | null {
  const parent = world.exchange
    .orders(accountId)
    .find((one) => one.request.clientOrderId === parentId || String(one.orderId) === parentId);
  return parent?.orderId ?? null;
}

/** Children of one parent cancel each other. */
function tied(world: World, { request, parentId }: PlannedOrder): SimulatedOrderRequest | null {
  if (parentId === null) return request;
  const parentOrderId = parentOrderIdOf(world, request.accountId, parentId);
  if (parentOrderId === null) return null;
  return { ...request, parentOrderId, groupId: request.groupId ?? `bracket-${parentOrderId}` };
}

/** Places the set. When one of it is refused the ones before are taken back. */
export function placeOrders(world: World, planned: readonly PlannedOrder[]): Response {
  const placed: number[] = [];
  for (const one of planned) {
    const request = tied(world, one);
    const result: PlaceResult =
      request === null
        ? { kind: 'rejected', reason: 'order-not-found', text: 'Parent order is not found' }
        : world.exchange.place(request);
    if (result.kind === 'rejected') {
      for (const orderId of placed) world.exchange.cancel(orderId);
      return reply({ error: refusalText(result, one.request.clientOrderId) });
    }
    placed.push(result.orderId);
  }
  return reply(placed.map((orderId) => acceptedRow(world, orderId)));
}

export function acceptedRow(world: World, orderId: number) {
  return {
    order_id: String(orderId),
    order_status: world.exchange.order(orderId)?.status ?? 'PreSubmitted',
    encrypt_message: '1',
  };
}
