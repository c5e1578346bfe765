import * as z from 'zod/mini';

import type { AccountId, BrokerOrderId } from '#domain/order.ts';
import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { Transport } from '../http.ts';
import {
  decimal,
  flag,
  looseConid,
  neededConid,
  neededCount,
  neededDecimal,
  neededId,
  neededSide,
  words,
} from '../schema.ts';
import type { OrderTicket } from './ticket.ts';

const part = encodeURIComponent;
const ordersOf = (accountId: AccountId) => `/iserver/account/${part(accountId)}/orders`;
const orderOf = (accountId: AccountId, orderId: BrokerOrderId) =>
  `/iserver/account/${part(accountId)}/order/${part(orderId)}`;

/** POST /iserver/account/{id}/orders. Never repeated. */
export const postOrders = (transport: Transport, ticket: OrderTicket, accountId: AccountId) =>
  transport.send({
    method: 'POST',
    path: ordersOf(accountId),
    body: { orders: [ticket] },
    lane: 'orders',
    isWrite: true,
  });

/** POST /iserver/reply/{id}. Must be the next thing sent; never repeated. */
export const postReply = (transport: Transport, replyId: string, confirmed: boolean) =>
  transport.send({
    method: 'POST',
    path: `/iserver/reply/${part(replyId)}`,
    body: { confirmed },
    lane: 'orders',
    isWrite: true,
    acceptsText: true,
  });

/** POST /iserver/account/{id}/order/{orderId}: the whole ticket, not wrapped. Never repeated. */
export const postOrder = (
  transport: Transport,
  ticket: OrderTicket,
  target: { readonly accountId: AccountId; readonly orderId: BrokerOrderId },
) =>
  transport.send({
    method: 'POST',
    path: orderOf(target.accountId, target.orderId),
    body: ticket,
    lane: 'orders',
    isWrite: true,
  });

const cancelRow = z.object({ msg: z.string() });

/** DELETE /iserver/account/{id}/order/{orderId}. The caller guards the id: -1 would cancel everything. */
export const deleteOrder = (
  transport: Transport,
  target: { readonly accountId: AccountId; readonly orderId: BrokerOrderId },
): Reply<unknown> =>
  ask(
    transport,
    {
      method: 'DELETE',
      path: orderOf(target.accountId, target.orderId),
      lane: 'orders',
      isWrite: true,
    },
    z.union([cancelRow, z.array(cancelRow).check(z.minLength(1))]),
  );

/** POST /iserver/account/{id}/orders/whatif: transmits nothing. */
export const postWhatif = (transport: Transport, ticket: OrderTicket, accountId: AccountId) =>
  transport.send({
    method: 'POST',
    path: `${ordersOf(accountId)}/whatif`,
    body: { orders: [ticket] },
    lane: 'orders',
  });

/** One order in the list and on the stream; stream rows after the first bring only what changed. */
export const orderRow = z.object({
  orderId: neededId,
  acct: words,
  account: words,
  conid: looseConid,
  conidex: words,
  ticker: words,
  description1: words,
  description2: words,
  side: neededSide,
  orderType: words,
  origOrderType: words,
  price: decimal,
  auxPrice: decimal,
  stop_price: decimal,
  avgPrice: decimal,
  totalSize: decimal,
  totalCashSize: decimal,
  filledQuantity: decimal,
  remainingQuantity: decimal,
  timeInForce: words,
  status: neededId,
  order_ccp_status: words,
  order_ref: words,
  order_cancellation_by_system_reason: words,
  lastExecutionTime: words,
  lastExecutionTime_r: words,
});
export type OrderRow = z.output<typeof orderRow>;

const ordersAnswer = z.object({ orders: z.array(orderRow), snapshot: flag });
const primingAnswer = z.union([ordersAnswer, z.array(z.unknown()), z.object({})]);

/** GET /iserver/account/orders: at most once in 5 s, never with filters (they stop the stream's order rows). */
export const getOrders = (transport: Transport): Reply<z.output<typeof ordersAnswer>> =>
  ask(
    transport,
    { method: 'GET', path: '/iserver/account/orders', lane: 'positions' },
    ordersAnswer,
  );

/** GET /iserver/account/orders?force=true: clears the server's cache; its own answer is worth nothing. */
export const getOrdersForced = (transport: Transport): Reply<unknown> =>
  ask(
    transport,
    {
      method: 'GET',
      path: '/iserver/account/orders',
      query: { force: 'true' },
      lane: 'positions',
    },
    primingAnswer,
  );

const statusAnswer = z.object({
  order_id: neededId,
  account: neededId,
  conid: looseConid,
  symbol: words,
  contract_description_1: words,
  side: neededSide,
  order_type: words,
  limit_price: decimal,
  stop_price: decimal,
  average_price: decimal,
  total_size: neededDecimal,
  cum_fill: neededDecimal,
  size: decimal,
  tif: words,
  order_status: neededId,
  order_ccp_status: words,
  order_status_description: words,
  order_ref: words,
  order_time: words,
});
export type StatusAnswer = z.output<typeof statusAnswer>;

/** GET /iserver/account/order/status/{orderId}. Its `size` is what remains. */
export const getOrderStatus = (transport: Transport, orderId: BrokerOrderId): Reply<StatusAnswer> =>
  ask(
    transport,
    { method: 'GET', path: `/iserver/account/order/status/${part(orderId)}`, lane: 'positions' },
    statusAnswer,
  );

/** One fill in the list and on the stream. */
export const tradeRow = z.object({
  execution_id: neededId,
  order_id: words,
  order_ref: words,
  account: words,
  accountCode: words,
  conid: neededConid,
  symbol: words,
  contract_description_1: words,
  contract_description_2: words,
  company_name: words,
  side: neededSide,
  size: neededCount,
  price: neededDecimal,
  commission: decimal,
  exchange: words,
  trade_time: words,
  trade_time_r: words,
});
export type TradeRow = z.output<typeof tradeRow>;

/** GET /iserver/account/trades: at most once in 5 s, of the selected account. */
export const getTrades = (transport: Transport, days: number): Reply<readonly TradeRow[]> =>
  ask(
    transport,
    {
      method: 'GET',
      path: '/iserver/account/trades',
      query: { days: String(days) },
      lane: 'positions',
    },
    z.array(tradeRow),
  );
