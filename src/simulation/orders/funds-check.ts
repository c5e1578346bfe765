import type { Big } from 'big.js';

import { accountOf, type Floor } from '../exchange-state.ts';
import type { SimulatedOrderRequest } from '../exchange-shapes.ts';
import { rejected, type Rejection } from './order-checks.ts';
import { reservedFunds, type Projection } from './projection.ts';

function dollars(amount: Big): string {
  const [whole = '0', cents = '00'] = amount.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents} USD`;
}

/** Whether the account can carry the order. What frees funds, or takes none, always passes. */
export function checkFunds(
  floor: Floor,
  request: SimulatedOrderRequest,
  projection: Projection,
): Rejection | null {
  const { before, after, taken } = projection;
  if (after.needsMarginAccount && !before.needsMarginAccount) {
    return rejected(
      'no-permission',
      'No trading permissions: short positions need a margin account.',
    );
  }
  if (taken.lte(0)) return null;
  const reserved = reservedFunds(floor, accountOf(floor.state, request.accountId));
  const left = before.available.minus(reserved).minus(taken);
  if (left.gte(0)) return null;
  const equity = dollars(after.initial.plus(left));
  return rejected(
    'insufficient-funds',
    'YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE ' +
      `[${equity}] MUST EXCEED THE INITIAL MARGIN [${dollars(after.initial)}]`,
  );
}
