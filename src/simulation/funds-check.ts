import type { Big } from 'big.js';

import { accountOf, type Floor } from './exchange-state.ts';
import type { SimulatedOrderRequest } from './exchange-shapes.ts';
import { rejected, type Rejection } from './order-checks.ts';
import { reservedFunds, type Projection } from './projection.ts';
import { contractOf } from './valuation.ts';

function dollars(amount: Big): string {
  const [whole = '0', cents = '00'] = amount.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents} USD`;
}

/** A cash account may not be short of shares or of a call it does not hold the shares for. */
function checkShorts({ markets, state }: Floor, { quantities }: Projection): Rejection | null {
  const sharesNeeded = new Map<number, number>();
  for (const [conid, quantity] of quantities) {
    const contract = contractOf(markets, conid, state.now);
    if (contract === null || quantity >= 0) continue;
    if (contract.kind !== 'option') sharesNeeded.set(conid, -quantity);
    else if (contract.right === 'call') {
      const under = contract.underlyingConid;
      const needed = -quantity * contract.multiplier;
      sharesNeeded.set(under, (sharesNeeded.get(under) ?? 0) + needed);
    }
  }
  const isCovered = [...sharesNeeded].every(([conid, needed]) =>
    [...quantities].some(([held, quantity]) => held === conid && quantity >= needed),
  );
  return isCovered
    ? null
    : rejected('no-permission', 'No trading permissions: short positions need a margin account.');
}

/** Whether the account can carry the order. What frees funds, or takes none, always passes. */
export function checkFunds(
  floor: Floor,
  request: SimulatedOrderRequest,
  projection: Projection,
): Rejection | null {
  const account = accountOf(floor.state, request.accountId);
  if (account.type === 'cash') {
    const problem = checkShorts(floor, projection);
    if (problem !== null) return problem;
  }
  const { before, after } = projection;
  if (after.available.gte(before.available)) return null;
  const reserved = reservedFunds(floor, account);
  if (after.available.minus(reserved).gte(0)) return null;
  const equity = dollars(after.equityWithLoan.minus(reserved));
  return rejected(
    'insufficient-funds',
    'YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE ' +
      `[${equity}] MUST EXCEED THE INITIAL MARGIN [${dollars(after.initial)}]`,
  );
}
