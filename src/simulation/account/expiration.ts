import { Big } from 'big.js';

import type { Conid, OptionContract } from '#domain/contract.ts';

import type { ListedOption } from '../listing/contract-book.ts';
import { isWorking, type AccountState, type Floor, type PositionState } from '../exchange-state.ts';
import { bookTrade } from './holdings.ts';
import { cancelNow } from '../orders/order-lifecycle.ts';
import { positionIn } from '../orders/fills.ts';

const zero = new Big(0);
/** Options this much in the money are exercised for their holders. */
const EXERCISED_FROM = new Big('0.01');

function describe({ underlying, expiry, strike, right }: OptionContract): string {
  return `${underlying} ${expiry} ${strike.toString()} ${right === 'call' ? 'C' : 'P'}`;
}

function intrinsicOf({ right, strike }: OptionContract, price: Big): Big {
  const value = right === 'call' ? price.minus(strike) : strike.minus(price);
  return value.gt(0) ? value : zero;
}

function tell(floor: Floor, account: AccountState, conid: Conid, text: string): void {
  floor.state.events.push({ kind: 'expired', accountId: account.accountId, conid, text });
}

/** Shares change hands at the strike; what the option cost goes into what the shares cost. */
function deliver(
  floor: Floor,
  account: AccountState,
  held: PositionState,
  contract: OptionContract,
) {
  const toBuy = (contract.right === 'call') === held.quantity > 0;
  const shares = Math.abs(held.quantity) * contract.multiplier * (toBuy ? 1 : -1);
  const paid = contract.strike.times(shares);
  bookTrade(positionIn(account, contract.underlyingConid), shares, paid.plus(held.cost));
  held.cost = zero;
  account.cash = account.cash.minus(paid);
  const at = floor.state.now;
  account.entries.push({ at, kind: 'exercise', conid: held.conid, amount: paid.times(-1) });
  const word = held.quantity > 0 ? 'exercised' : 'assigned';
  held.quantity = 0;
  tell(floor, account, held.conid, `${describe(contract)} was ${word}: ${shares} shares.`);
}

function payOut(
  floor: Floor,
  account: AccountState,
  held: PositionState,
  contract: OptionContract,
  value: Big,
) {
  const received = value.times(held.quantity * contract.multiplier);
  bookTrade(held, -held.quantity, received.times(-1));
  account.cash = account.cash.plus(received);
  const at = floor.state.now;
  account.entries.push({ at, kind: 'cash-settlement', conid: held.conid, amount: received });
  tell(floor, account, held.conid, `${describe(contract)} settled at ${value.toFixed(2)} a share.`);
}

function expire(floor: Floor, account: AccountState, held: PositionState, option: ListedOption) {
  const { contract, tradingClass } = option;
  const value = intrinsicOf(contract, new Big(String(floor.markets.settlementPrice(option))));
  if (value.lt(EXERCISED_FROM)) {
    bookTrade(held, -held.quantity, zero);
    tell(floor, account, held.conid, `${describe(contract)} expired worthless.`);
  } else if (tradingClass.listing.listed.settlement === 'physical') {
    deliver(floor, account, held, contract);
  } else {
    payOut(floor, account, held, contract, value);
  }
}

/** Settles every held option whose time has come, and takes orders for expired ones off the book. */
export function settleExpired(floor: Floor): void {
  const { state, markets } = floor;
  for (const order of state.orders.values()) {
    const isOver = order.request.legs.some(({ conid }) => {
      const option = markets.book.optionOf(conid, state.now);
      return option !== null && option.expiresAt <= state.now;
    });
    if (isOver && isWorking(order)) cancelNow(floor, order, 'The contract has expired.');
  }
  for (const account of state.accounts.values()) {
    for (const held of account.positions.values()) {
      const option = markets.book.optionOf(held.conid, state.now);
      if (option === null || held.quantity === 0 || option.settlesAt > state.now) continue;
      expire(floor, account, held, option);
    }
  }
}
