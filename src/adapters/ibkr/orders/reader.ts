import type { BrokerOrder, OrderDraft } from '#domain/order.ts';
import type { MarginPreview } from '#domain/compliance/rule.ts';
import { ok, type Result } from '#lib/result.ts';
import type { BrokerError, BrokerReader, Reply } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';

import { eachOf } from '../each-of.ts';
import type { Transport } from '../http.ts';
import type { SessionMemory } from '../session-memory.ts';
import {
  getOrders,
  getOrdersForced,
  getOrderStatus,
  getTrades,
  postWhatif,
  type TradeRow,
} from './endpoints.ts';
import { parseExecution } from './parse-execution.ts';
import { parseOrderRow, parseOrderState } from './parse-order.ts';
import { parsePreview } from './parse-preview.ts';
import { ticketOf } from './ticket.ts';

export interface OrderDeps {
  readonly transport: Transport;
  readonly memory: SessionMemory;
  readonly clock: Clock;
}

type OrderReader = Pick<
  BrokerReader,
  'fetchOrders' | 'fetchOrder' | 'fetchExecutions' | 'previewOrder'
>;

/** The reading half of orders. */
export function createOrderReader(deps: OrderDeps): OrderReader {
  return {
    fetchOrders: () => fetchOrders(deps),
    fetchOrder: async (brokerOrderId) => {
      const answer = await getOrderStatus(deps.transport, brokerOrderId);
      if (!answer.ok) return answer;
      return ok(parseOrderState(answer.value, deps.memory.orderRefs.get(brokerOrderId) ?? null));
    },
    fetchExecutions: (days) => fetchExecutions(deps, days),
    previewOrder: (draft) => previewOrder(deps, draft),
  };
}

/**
 * The first reading of a session only makes the server load its list, so another follows at once; the host keeps the two
 * as far apart as the broker wants. Two readings later an empty list is the truth, also where the server never says so.
 */
async function fetchOrders(deps: OrderDeps): ReturnType<OrderReader['fetchOrders']> {
  const { memory, transport } = deps;
  const isPriming = memory.orderReads === null;
  if (isPriming) {
    const primed = await getOrdersForced(transport);
    if (!primed.ok) return primed;
    memory.orderReads = 0;
  }
  const answer = await getOrders(transport);
  if (!answer.ok) {
    const isTooSoon = isPriming && answer.error.kind === 'rate-limited';
    return isTooSoon ? ok({ orders: [], isComplete: false }) : answer;
  }
  const reads = (memory.orderReads ?? 0) + 1;
  memory.orderReads = reads;
  const orders = eachOf(answer.value.orders, parseOrderRow);
  if (!orders.ok) return orders;
  for (const order of orders.value) learnOrder(memory, order);
  return ok({
    orders: orders.value,
    isComplete: answer.value.snapshot === true || reads >= 2,
  });
}

function learnOrder(memory: SessionMemory, order: BrokerOrder): void {
  memory.orderTypes.set(order.brokerOrderId, order.type);
  if (order.clientOrderId !== null) memory.orderRefs.set(order.brokerOrderId, order.clientOrderId);
}

/** The first reading of a session may be empty whatever the truth, so an empty one is asked again. */
async function fetchExecutions(
  deps: OrderDeps,
  days: number,
): ReturnType<OrderReader['fetchExecutions']> {
  const rows = await readTrades(deps, Math.min(7, Math.max(1, Math.trunc(days))));
  if (!rows.ok) return rows;
  const executions = eachOf(rows.value, parseExecution);
  if (!executions.ok) return executions;
  return ok([...new Map(executions.value.map((each) => [each.executionId, each])).values()]);
}

async function readTrades(deps: OrderDeps, days: number): Reply<readonly TradeRow[]> {
  const rows = await getTrades(deps.transport, days);
  if (!rows.ok || deps.memory.areTradesPrimed) return rows;
  deps.memory.areTradesPrimed = true;
  return rows.value.length > 0 ? rows : getTrades(deps.transport, days);
}

async function previewOrder(deps: OrderDeps, draft: OrderDraft): Reply<MarginPreview> {
  const ticket = ticketOf(draft, { withClientOrderId: false });
  if (!ticket.ok) return ticket;
  // Without a market data reading first, the server has no price to calculate with; a failure shows in the preview itself.
  const conids = draft.legs.map((leg) => leg.contract.conid);
  await deps.transport.send({
    method: 'GET',
    path: '/iserver/marketdata/snapshot',
    query: { conids: conids.join(','), fields: '31,84,86' },
    lane: 'orders',
  });
  const answer = await postWhatif(deps.transport, ticket.value, draft.accountId);
  if (!answer.ok) return refusedPreview(answer.error, deps);
  return parsePreview(answer.value, deps.clock.now());
}

/** Words of refusal with an error status are the same preview as with 200. */
function refusedPreview(error: BrokerError, deps: OrderDeps): Result<MarginPreview, BrokerError> {
  if (error.kind !== 'rejected') return { ok: false, error };
  return parsePreview({ error: error.reason }, deps.clock.now());
}
