import { Big } from 'big.js';

import { checkFunds } from './funds-check.ts';
import type { SimulatedOrderRequest, SimulatedWhatIf } from '../exchange-shapes.ts';
import { accountOf, type Floor } from '../exchange-state.ts';
import { checkTerms } from './order-checks.ts';
import { projectOrder } from './projection.ts';
import { figuresOf, portfolioOf, type PortfolioFigures } from '../account/valuation.ts';

const zero = new Big(0);

function summary({ equityWithLoan, initial, maintenance }: PortfolioFigures) {
  return { equity: equityWithLoan, initial, maintenance };
}

function refusedPreview(
  floor: Floor,
  request: SimulatedOrderRequest,
  refusal: string,
): SimulatedWhatIf {
  const account = floor.state.accounts.get(request.accountId);
  const nothing = { equity: zero, initial: zero, maintenance: zero };
  const now = account === undefined ? nothing : summary(figuresOf(floor, portfolioOf(account)));
  const held = account?.positions.get(request.legs[0].conid)?.quantity ?? 0;
  return {
    cost: zero,
    commission: zero,
    before: now,
    after: now,
    positionBefore: held,
    positionAfter: held,
    refusal,
  };
}

/** What the account looks like before and after the order. A refused order changes nothing. */
export function previewOrder(floor: Floor, request: SimulatedOrderRequest): SimulatedWhatIf {
  const problem = checkTerms(floor, { ...request, clientOrderId: null, parentOrderId: null });
  if (problem !== null) return refusedPreview(floor, request, problem.text);
  const projection = projectOrder(floor, request);
  if (projection === null) return refusedPreview(floor, request, 'No market data.');
  const conid = request.legs[0].conid;
  const held = accountOf(floor.state, request.accountId).positions.get(conid)?.quantity ?? 0;
  return {
    cost: projection.cost,
    commission: projection.commission,
    before: summary(projection.before),
    after: summary(projection.after),
    positionBefore: held,
    positionAfter: projection.quantities.get(conid) ?? held,
    refusal: checkFunds(floor, request, projection)?.text ?? null,
  };
}
