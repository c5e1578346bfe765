import type { Big } from 'big.js';

import type { Conid } from '#domain/contract.ts';
import type { Side } from '#domain/order.ts';

import { accountOf, type AccountState, type Floor, type OrderState } from '../exchange-state.ts';
import type { SimulatedExecution } from '../exchange-shapes.ts';
import { chargeFill } from './fees.ts';
import { bookTrade, emptyPosition } from '../account/holdings.ts';
import { listingOf } from '../listing/listings.ts';
import { settlesOn } from '../account/settlement-days.ts';
import { hashOf } from '../random.ts';
import { contractOf, multiplierOf } from '../account/valuation.ts';

const optionVenues = ['CBOE', 'NASDAQOM', 'PHLX', 'BOX', 'AMEX', 'PSE', 'MIAX', 'BATS'] as const;
const shareVenues = ['NASDAQ', 'ARCA', 'BATS', 'IEX', 'EDGEA', 'NYSE'] as const;
const VENUE_STREAM = 3001;

/** What one leg of a fill traded. */
export interface LegFill {
  readonly conid: Conid;
  readonly side: Side;
  readonly quantity: number;
  /** Per share. */
  readonly price: Big;
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** Looks like the broker's: two words of eight digits, the leg, and 01 for a fill that was never corrected. */
function nextExecutionId({ state }: Floor, leg: number): string {
  const number = state.nextExecution++;
  const legText = String(leg).padStart(2, '0');
  return `0000e0d5.${hex(0x65780000 + number)}.${legText}.01`;
}

function venueOf({ state, markets }: Floor, conid: Conid): string {
  const option = markets.book.optionOf(conid, state.now);
  if (option?.tradingClass.listing.listed.contract.kind === 'index') return 'CBOE';
  const venues = listingOf(conid) === null ? optionVenues : shareVenues;
  return venues[hashOf(state.seed, VENUE_STREAM, state.nextExecution) % venues.length] ?? 'SMART';
}

export function positionIn(account: AccountState, conid: Conid) {
  const known = account.positions.get(conid);
  if (known !== undefined) return known;
  const fresh = emptyPosition(conid);
  account.positions.set(conid, fresh);
  return fresh;
}

function bookLeg(floor: Floor, order: OrderState, fill: LegFill, leg: number): void {
  const { state, markets } = floor;
  const contract = contractOf(markets, fill.conid, state.now);
  if (contract === null) throw new Error(`Filled an unknown contract: ${fill.conid}`);
  const account = accountOf(state, order.request.accountId);
  const multiplier = multiplierOf(contract);
  const kind = contract.kind === 'option' ? 'option' : 'stock';
  const charged = chargeFill(order.fees, { ...fill, kind, multiplier });
  order.fees = charged.fees;
  const sign = fill.side === 'buy' ? 1 : -1;
  const amount = fill.price
    .times(fill.quantity)
    .times(multiplier * sign)
    .plus(charged.charge);
  bookTrade(positionIn(account, fill.conid), fill.quantity * sign, amount);
  account.cash = account.cash.minus(amount);
  if (amount.lt(0)) {
    account.unsettled.push({ settlesOn: settlesOn(state.now), amount: amount.times(-1) });
  }
  const execution: SimulatedExecution = {
    executionId: nextExecutionId(floor, leg),
    orderId: order.orderId,
    clientOrderId: order.request.clientOrderId,
    accountId: account.accountId,
    conid: fill.conid,
    side: fill.side,
    quantity: fill.quantity,
    price: fill.price,
    commission: charged.charge,
    exchange: venueOf(floor, fill.conid),
    executedAt: state.now,
  };
  account.executions.push(execution);
  state.events.push({ kind: 'execution', execution });
}

/** Books a fill of `units` of an order at a net price: executions, cash, positions, fees. The status is the caller's. */
export function bookFill(
  floor: Floor,
  order: OrderState,
  units: number,
  price: Big,
  legs: readonly LegFill[],
): void {
  order.filled += units;
  order.remaining -= units;
  order.notional = order.notional.plus(price.times(units));
  for (const [index, leg] of legs.entries()) bookLeg(floor, order, leg, index + 1);
}
