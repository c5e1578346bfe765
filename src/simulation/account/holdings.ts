import { Big } from 'big.js';

import type { Conid } from '#domain/contract.ts';

import type { PositionState } from '../exchange-state.ts';

const zero = new Big(0);

export function emptyPosition(conid: Conid): PositionState {
  return { conid, quantity: 0, cost: zero, realized: zero };
}

/**
 * Books a trade into a position. `quantity` is signed (positive is bought), `amount` what was paid in all, commission
 * included, negative when received. What closes a part of the position realizes its share of the cost; cost and
 * realized result together always equal everything paid.
 */
export function bookTrade(position: PositionState, quantity: number, amount: Big): void {
  const held = position.quantity;
  const isClosing = held !== 0 && Math.sign(held) !== Math.sign(quantity);
  const closed = isClosing ? Math.min(Math.abs(held), Math.abs(quantity)) : 0;
  const releasedCost = share(position.cost, closed, Math.abs(held));
  const closingAmount = share(amount, closed, Math.abs(quantity));
  position.realized = position.realized.minus(releasedCost).minus(closingAmount);
  position.cost = position.cost.minus(releasedCost).plus(amount).minus(closingAmount);
  position.quantity = held + quantity;
}

/** `part` of `whole` parts of a sum; exactly everything when all parts are meant. */
function share(sum: Big, part: number, whole: number): Big {
  if (part === 0) return zero;
  return part === whole ? sum : sum.times(part).div(whole).round(4);
}
