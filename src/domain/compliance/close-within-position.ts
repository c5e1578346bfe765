import { Big } from 'big.js';

import { isWorking } from '../order.ts';
import type { ComplianceRule } from './rule.ts';

export type CloseCode = 'CLOSE_WITHIN_POSITION' | 'CLOSE_EXCEEDS_POSITION' | 'POSITION_NOT_READ';

/** A closing order takes away no more than is held, working closing orders counted. Opening orders have nothing to show. */
export const closeWithinPosition: ComplianceRule<CloseCode> = (draft, desk) => {
  if (draft.effect !== 'close') return [];
  if (desk.positions === null) return [{ verdict: 'warn', code: 'POSITION_NOT_READ', facts: {} }];
  const { contract, side } = draft.legs[0];
  const held = desk.positions.find((position) => position.conid === contract.conid)?.quantity;
  const closable = held === undefined ? new Big(0) : side === 'sell' ? held : held.times(-1);
  const working = (desk.workingOrders ?? [])
    .filter((order) => order.conid === contract.conid && order.side === side)
    .filter((order) => isWorking(order.status))
    .reduce((sum, order) => sum + order.remainingQuantity, 0);
  const facts = { held: (held ?? new Big(0)).toFixed(), working, wanted: draft.quantity };
  const isWithin = closable.minus(working).gte(draft.quantity);
  return isWithin
    ? [{ verdict: 'pass', code: 'CLOSE_WITHIN_POSITION', facts }]
    : [{ verdict: 'block', code: 'CLOSE_EXCEEDS_POSITION', facts }];
};
