import { Big } from 'big.js';

import { conidOf } from '#domain/contract.ts';
import type { TimeInForce } from '#domain/order.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { SimulatedLeg, SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

import { lookUp } from '../look-up.ts';
import type { OrderTicket } from './order-ticket.ts';

/** Contract of all USD combinations; the legs follow it in `conidex`. */
export const USD_COMBO = 28812380;

const types: Readonly<Record<string, SimulatedOrderRequest['type']>> = {
  MKT: 'market',
  LMT: 'limit',
  STP: 'stop',
  STOP_LIMIT: 'stop-limit',
  STP_LIMIT: 'stop-limit',
};

const lifetimes: Readonly<Record<string, TimeInForce>> = { DAY: 'day', GTC: 'gtc', IOC: 'ioc' };

const comboPattern = /^(\d+)(?:@[A-Z]+)?;;;(.+)$/;
const legPattern = /^(\d+)\/(-?\d+)$/;

type Legs = readonly [SimulatedLeg, ...SimulatedLeg[]];

/** `28812380;;;111/1,222/-1`: a negative ratio sells the leg when the combination is bought. */
function comboLegs(text: string): Legs | null {
  const legs: SimulatedLeg[] = [];
  for (const part of text.split(',')) {
    const match = legPattern.exec(part);
    const [conid, ratio] = [Number(match?.[1]), Number(match?.[2])];
    if (match === null || conid === 0 || ratio === 0) return null;
    legs.push({ conid: conidOf(conid), side: ratio > 0 ? 'buy' : 'sell', ratio: Math.abs(ratio) });
  }
  const [first, ...rest] = legs;
  return first === undefined ? null : [first, ...rest];
}

/** A conid wins over a conidex when both are there. */
function legsOf(ticket: OrderTicket): Legs | null {
  const plain = ticket.conid ?? Number(/^(\d+)(?:@[A-Z]+)?$/.exec(ticket.conidex ?? '')?.[1]);
  if (Number.isSafeInteger(plain) && plain > 0) {
    return [{ conid: conidOf(plain), side: 'buy', ratio: 1 }];
  }
  const combo = comboPattern.exec(ticket.conidex ?? '');
  return combo === null ? null : comboLegs(combo[2] ?? '');
}

interface Prices {
  readonly limitPrice: Big | null;
  readonly stopPrice: Big | null;
}

const big = (value: number | undefined) => (value === undefined ? null : new Big(String(value)));

/** A stop order's trigger is in `price`, a stop-limit order's in `auxPrice`. */
function pricesOf(ticket: OrderTicket, type: SimulatedOrderRequest['type']): Prices | null {
  const [price, aux] = [big(ticket.price), big(ticket.auxPrice)];
  if (type === 'market') return { limitPrice: null, stopPrice: null };
  if (price === null) return null;
  if (type === 'limit') return { limitPrice: price, stopPrice: null };
  if (type === 'stop') return { limitPrice: null, stopPrice: price };
  return aux === null ? null : { limitPrice: price, stopPrice: aux };
}

/** Where the order stands among the orders sent with it. */
export interface TicketPlace {
  readonly accountId: string;
  readonly parentOrderId: number | null;
  readonly groupId: string | null;
}

/** What is traded, when the ticket is for the account it was sent to. */
function legsFor(ticket: OrderTicket, accountId: string): Result<Legs, string> {
  const { acctId = accountId } = ticket;
  if (acctId !== accountId) return err(`accountId is not valid: ${acctId}`);
  const legs = legsOf(ticket);
  return legs === null ? err('Missing or invalid conid') : ok(legs);
}

/** Reads a ticket. The error is the broker's text. */
export function readTicket(
  ticket: OrderTicket,
  place: TicketPlace,
): Result<SimulatedOrderRequest, string> {
  const legs = legsFor(ticket, place.accountId);
  if (!legs.ok) return legs;
  const type = lookUp(types, ticket.orderType);
  if (type === undefined) return err(`Unsupported order type: ${ticket.orderType}`);
  const timeInForce = lookUp(lifetimes, ticket.tif);
  if (timeInForce === undefined) return err(`Unsupported time in force: ${ticket.tif}`);
  const prices = pricesOf(ticket, type);
  if (prices === null) return err('Missing price');
  if (ticket.quantity === undefined) return err('Missing quantity');
  return ok({
    ...place,
    ...prices,
    legs: legs.value,
    side: ticket.side === 'BUY' ? 'buy' : 'sell',
    quantity: ticket.quantity,
    type,
    timeInForce,
    outsideRegularHours: ticket.outsideRTH ?? false,
    clientOrderId: ticket.cOID ?? null,
  });
}
