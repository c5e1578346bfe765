import type { Big } from 'big.js';

import type { PriceIncrement } from '#domain/contract.ts';
import { effectOf } from '#domain/order-facts.ts';
import { parsePrice, parseQuantity, type InputFault } from '#domain/order-input.ts';
import type { AccountId, ClientOrderId, OrderDraft, OrderTerms } from '#domain/order.ts';
import { nearestOnTick } from '#domain/price-increment.ts';
import type { Result } from '#lib/result.ts';
import type { TicketEntry } from '#stores/ticket.ts';

/** A price field: its value or fault, and the two nearest prices when it stands between steps. */
export interface WrittenPrice {
  readonly price: Result<Big, InputFault>;
  readonly offTick: { readonly below: Big; readonly above: Big } | null;
}

/** What is written on the ticket, read. Fields the order type does not use are null. */
export interface WrittenOrder {
  readonly quantity: Result<number, InputFault>;
  readonly limit: WrittenPrice | null;
  readonly stop: WrittenPrice | null;
  /** Null while any field has a fault or a price stands between steps: then there is no order to judge or send. */
  readonly draft: OrderDraft | null;
}

interface Around {
  readonly accountId: AccountId | null;
  readonly clientOrderId: ClientOrderId;
  /** Of the contract, negative is short; null when positions are not read. */
  readonly held: Big | null;
  /** Null while the broker has not told the price steps: then no price is off. */
  readonly increments: readonly PriceIncrement[] | null;
}

/** Reads the ticket. Nothing typed is guessed or rounded. */
export function readEntry(entry: TicketEntry, around: Around): WrittenOrder {
  const { type } = entry;
  const quantity = parseQuantity(entry.quantityText);
  const limit =
    type === 'limit' || type === 'stop-limit' ? readPrice(entry.limitText, around) : null;
  const stop = type === 'stop' || type === 'stop-limit' ? readPrice(entry.stopText, around) : null;
  const terms = termsOf(entry, limit, stop);
  const { accountId } = around;
  if (!quantity.ok || terms === null || accountId === null) {
    return { quantity, limit, stop, draft: null };
  }
  return {
    quantity,
    limit,
    stop,
    draft: {
      clientOrderId: around.clientOrderId,
      accountId,
      legs: [{ contract: entry.contract, side: entry.side, ratio: 1 }],
      quantity: quantity.value,
      terms,
      timeInForce: entry.timeInForce,
      outsideRegularHours: false,
      effect: entry.isClosing ? 'close' : effectOf(entry.side, quantity.value, around.held),
    },
  };
}

function readPrice(text: string, { increments }: Around): WrittenPrice {
  const price = parsePrice(text);
  if (!price.ok || increments === null) return { price, offTick: null };
  const nearest = nearestOnTick(increments, price.value);
  return { price, offTick: nearest.below.eq(nearest.above) ? null : nearest };
}

function termsOf(
  { type }: TicketEntry,
  limit: WrittenPrice | null,
  stop: WrittenPrice | null,
): OrderTerms | null {
  const limitPrice = usable(limit);
  const stopPrice = usable(stop);
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      return limitPrice === null ? null : { type, limitPrice };
    case 'stop':
      return stopPrice === null ? null : { type, stopPrice };
    case 'stop-limit':
      return limitPrice === null || stopPrice === null ? null : { type, limitPrice, stopPrice };
  }
}

function usable(written: WrittenPrice | null): Big | null {
  return written?.price.ok === true && written.offTick === null ? written.price.value : null;
}
