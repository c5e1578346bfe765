import {
  accountIdOf,
  brokerOrderIdOf,
  type BrokerOrder,
  type BrokerOrderId,
} from '#domain/order.ts';
import type { OrderUpdate } from '#services/ports/gateway-stream.ts';

import { isRecord } from '../failure.ts';
import { orderRow } from '../orders/endpoints.ts';
import { fillPrice, parseOrderRow, parseOrderStatus, parsePrices } from '../orders/parse-order.ts';
import { parseDecimal, type WireNumber } from '../parse-text.ts';

type RawRow = Readonly<Record<string, unknown>>;

/**
 * Puts the stream's order rows together: the first brings everything, later ones only what changed. A row of an order
 * whose beginning was missed brings what it can.
 */
export class OrderRows {
  readonly #rows = new Map<string, RawRow>();
  readonly #typeOf: (id: BrokerOrderId) => BrokerOrder['type'] | undefined;

  constructor(typeOf: (id: BrokerOrderId) => BrokerOrder['type'] | undefined) {
    this.#typeOf = typeOf;
  }

  clear(): void {
    this.#rows.clear();
  }

  /** Null for a row without an order id. */
  take(row: unknown): OrderUpdate | null {
    const id = isRecord(row) ? row['orderId'] : null;
    if (!isRecord(row) || (typeof id !== 'number' && typeof id !== 'string') || id === '') {
      return null;
    }
    const key = String(id);
    const merged = { ...this.#rows.get(key), ...row };
    this.#rows.set(key, merged);
    return wholeOrder(merged) ?? this.#partial(brokerOrderIdOf(key), row);
  }

  #partial(brokerOrderId: BrokerOrderId, row: RawRow): OrderUpdate {
    const type = this.#typeOf(brokerOrderId);
    return {
      brokerOrderId,
      ...statusPart(row),
      ...quantityPart(row),
      ...(type === undefined ? {} : pricePart(row, type)),
    };
  }
}

function wholeOrder(row: RawRow): BrokerOrder | null {
  const read = orderRow.safeParse(row);
  if (!read.success) return null;
  const order = parseOrderRow(read.data);
  return order.ok ? order.value : null;
}

function statusPart(row: RawRow): Partial<BrokerOrder> {
  const status = row['status'];
  if (typeof status !== 'string') return {};
  const backEnd = row['order_ccp_status'];
  const reason = row['order_cancellation_by_system_reason'];
  const account = row['acct'];
  return {
    status: parseOrderStatus(status, typeof backEnd === 'string' ? backEnd : null),
    brokerStatus: status,
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof account === 'string' && account !== '' ? { accountId: accountIdOf(account) } : {}),
  };
}

function quantityPart(row: RawRow): Partial<BrokerOrder> {
  const part: { -readonly [Key in keyof BrokerOrder]?: BrokerOrder[Key] } = {};
  const names = [
    ['totalSize', 'totalQuantity'],
    ['filledQuantity', 'filledQuantity'],
    ['remainingQuantity', 'remainingQuantity'],
  ] as const;
  for (const [wire, ours] of names) {
    const value = number(row[wire]);
    if (value !== null) part[ours] = value.toNumber();
  }
  const average = fillPrice(number(row['avgPrice']));
  if (average !== null) part.averagePrice = average;
  return part;
}

function pricePart(row: RawRow, type: BrokerOrder['type']): Partial<BrokerOrder> {
  const price = number(row['price']);
  const stop = number(row['auxPrice'] ?? row['stop_price']);
  const prices = parsePrices(type, { price, stop });
  return {
    ...(prices.limitPrice === null ? {} : { limitPrice: prices.limitPrice }),
    ...(prices.stopPrice === null ? {} : { stopPrice: prices.stopPrice }),
  };
}

function number(value: unknown) {
  const wire: WireNumber = typeof value === 'string' || typeof value === 'number' ? value : null;
  const parsed = parseDecimal(wire);
  return parsed.ok ? parsed.value : null;
}
