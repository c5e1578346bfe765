import { Big } from 'big.js';

import {
  accountIdOf,
  brokerOrderIdOf,
  clientOrderIdOf,
  type BrokerOrder,
  type ClientOrderId,
  type OrderStatus,
} from '#domain/order.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { parseEpoch, parseUtcStamp } from '../parse-text.ts';
import type { OrderRow, StatusAnswer } from './endpoints.ts';

const orderTypes: Readonly<Record<string, BrokerOrder['type']>> = {
  LMT: 'limit',
  LIMIT: 'limit',
  MKT: 'market',
  MARKET: 'market',
  STP: 'stop',
  STOP: 'stop',
  STOPLIMIT: 'stop-limit',
  STPLIMIT: 'stop-limit',
  STPLMT: 'stop-limit',
};

/** "Limit", "LMT", "STOP_LIMIT", "Stop Limit": the names differ between the ticket, the list and the status. */
function parseOrderType(text: string | null): BrokerOrder['type'] {
  return orderTypes[(text ?? '').toUpperCase().replaceAll(/[^A-Z]/g, '')] ?? 'other';
}

const statuses: Readonly<Record<string, OrderStatus>> = {
  Inactive: 'inactive',
  PendingSubmit: 'pending-submit',
  PreSubmitted: 'pre-submitted',
  Submitted: 'submitted',
  Filled: 'filled',
  PendingCancel: 'pending-cancel',
  PreCancelled: 'pending-cancel',
  Cancelled: 'canceled',
  Rejected: 'rejected',
  Expired: 'expired',
  WarnState: 'question',
};

/**
 * The broker's word as our status. "Cancelled" and "Inactive" hide refusals and expiry, which only the back end's own
 * word tells. A word we do not know is `unknown`: the broker may be working it.
 */
export function parseOrderStatus(status: string, backEndStatus: string | null): OrderStatus {
  if (status === 'Cancelled' || status === 'Inactive') {
    if (/^reject/i.test(backEndStatus ?? '')) return 'rejected';
    if (/^expire/i.test(backEndStatus ?? '')) return 'expired';
  }
  return statuses[status] ?? 'unknown';
}

const timesInForce: Readonly<Record<string, BrokerOrder['timeInForce']>> = {
  DAY: 'day',
  GTC: 'gtc',
  IOC: 'ioc',
};

function parseTimeInForce(text: string | null): BrokerOrder['timeInForce'] {
  return timesInForce[(text ?? '').toUpperCase()] ?? 'other';
}

/** Null for orders from elsewhere, also when their reference is none we could have made. */
export function parseOrderRef(text: string | null): ClientOrderId | null {
  return text !== null && /^[\x21-\x7e]{1,40}$/.test(text) ? clientOrderIdOf(text) : null;
}

/** Which of the wire's price fields is the limit and which the stop depends on the type. */
export function parsePrices(
  type: BrokerOrder['type'],
  wire: { readonly price: Big | null; readonly stop: Big | null },
): Pick<BrokerOrder, 'limitPrice' | 'stopPrice'> {
  if (type === 'market') return { limitPrice: null, stopPrice: null };
  if (type === 'stop') return { limitPrice: null, stopPrice: wire.stop ?? wire.price };
  return { limitPrice: wire.price, stopPrice: type === 'limit' ? null : wire.stop };
}

/** Fails with `invalid-reply` for a row without account or quantity. */
export function parseOrderRow(row: OrderRow): Result<BrokerOrder, BrokerError> {
  const account = row.acct ?? row.account;
  if (account === null) return missing(row, 'acct');
  const quantities = quantitiesOf(row);
  if (quantities === null) return missing(row, 'totalSize');
  const type = parseOrderType(row.origOrderType ?? row.orderType);
  return ok({
    brokerOrderId: brokerOrderIdOf(row.orderId),
    clientOrderId: parseOrderRef(row.order_ref),
    accountId: accountIdOf(account),
    conid: row.conidex?.includes(';') === true ? null : row.conid,
    ...subjectOf(row),
    side: row.side,
    type,
    ...parsePrices(type, { price: row.price, stop: row.auxPrice ?? row.stop_price }),
    timeInForce: parseTimeInForce(row.timeInForce),
    ...quantities,
    averagePrice: fillPrice(row.avgPrice),
    status: parseOrderStatus(row.status, row.order_ccp_status),
    brokerStatus: row.status,
    reason: row.order_cancellation_by_system_reason,
    updatedAt: parseEpoch(row.lastExecutionTime_r) ?? parseUtcStamp(row.lastExecutionTime ?? ''),
  });
}

function missing(row: OrderRow, field: string): Result<never, BrokerError> {
  return err({ kind: 'invalid-reply', path: `orders.${row.orderId}.${field}`, detail: 'missing' });
}

function subjectOf(row: OrderRow): Pick<BrokerOrder, 'description' | 'underlying'> {
  const described = [row.description1, row.description2].filter((text) => text !== null);
  return {
    description: described.join(' ') || (row.ticker ?? ''),
    underlying: row.ticker ?? row.description1 ?? '',
  };
}

/** No fill has the price 0: it is the broker's way to write "none yet". */
export function fillPrice(price: Big | null): Big | null {
  return price === null || price.eq(0) ? null : price;
}

/** Two of the three numbers tell the third. Orders in cash have none of them; they are counted as 0 contracts. */
function quantitiesOf(
  row: OrderRow,
): Pick<BrokerOrder, 'totalQuantity' | 'filledQuantity' | 'remainingQuantity'> | null {
  const filled = row.filledQuantity ?? new Big(0);
  const total =
    row.totalSize ??
    row.remainingQuantity?.plus(filled) ??
    (row.totalCashSize === null ? null : new Big(0));
  if (total === null) return null;
  const remaining = row.remainingQuantity ?? total.minus(filled);
  return {
    totalQuantity: total.toNumber(),
    filledQuantity: filled.toNumber(),
    remainingQuantity: remaining.toNumber(),
  };
}

/** The status answer names the same facts differently, and does not always tell the client order id. */
export function parseOrderState(wire: StatusAnswer, knownRef: ClientOrderId | null): BrokerOrder {
  const type = parseOrderType(wire.order_type);
  return {
    brokerOrderId: brokerOrderIdOf(wire.order_id),
    clientOrderId: parseOrderRef(wire.order_ref) ?? knownRef,
    accountId: accountIdOf(wire.account),
    conid: wire.conid,
    description: wire.contract_description_1 ?? wire.symbol ?? '',
    underlying: wire.symbol ?? '',
    side: wire.side,
    type,
    ...parsePrices(type, { price: wire.limit_price, stop: wire.stop_price }),
    timeInForce: parseTimeInForce(wire.tif),
    totalQuantity: wire.total_size.toNumber(),
    filledQuantity: wire.cum_fill.toNumber(),
    remainingQuantity: (wire.size ?? wire.total_size.minus(wire.cum_fill)).toNumber(),
    averagePrice: fillPrice(wire.average_price),
    status: parseOrderStatus(wire.order_status, wire.order_ccp_status),
    brokerStatus: wire.order_status,
    reason: null,
    updatedAt: parseUtcStamp(wire.order_time ?? ''),
  };
}
