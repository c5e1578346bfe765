import { Big } from 'big.js';

import type { Conid } from '#domain/contract.ts';

import { accountOf, isWorking, type AccountState, type Floor } from '../exchange-state.ts';
import type { SimulatedOrderRequest } from '../exchange-shapes.ts';
import { chargeFill, noFees } from './fees.ts';
import { expectedPrice, netMarketOf, type NetMarket } from '../prices/net-price.ts';
import {
  contractOf,
  figuresOf,
  multiplierOf,
  portfolioOf,
  type Portfolio,
  type PortfolioFigures,
} from '../account/valuation.ts';

const zero = new Big(0);

/** The account as it stands and as it would stand with the order filled. */
export interface Projection {
  /** Positive is paid. */
  readonly cost: Big;
  readonly commission: Big;
  readonly before: PortfolioFigures;
  /** A price better than the market earns nothing here. */
  readonly after: PortfolioFigures;
  /** Funds the order takes; negative when it frees some. */
  readonly taken: Big;
  /** Quantities after the fill. */
  readonly quantities: ReadonlyMap<Conid, number>;
}

function commissionOf(floor: Floor, request: SimulatedOrderRequest, market: NetMarket): Big {
  let fees = noFees;
  for (const { leg, side, market: quote } of market.legs) {
    const contract = contractOf(floor.markets, leg.conid, floor.state.now);
    if (contract === null) continue;
    const isAlone = market.legs.length === 1;
    const price = isAlone ? expectedPrice(request, market) : quote.mark;
    fees = chargeFill(fees, {
      kind: contract.kind === 'option' ? 'option' : 'stock',
      side,
      quantity: leg.ratio * request.quantity,
      price,
      multiplier: multiplierOf(contract),
    }).fees;
  }
  return fees.charged;
}

/** Money paid for the order (negative: received), commissions apart. */
function costOf(request: SimulatedOrderRequest, market: NetMarket): Big {
  const sign = request.side === 'buy' ? 1 : -1;
  const units = request.quantity * market.multiplier * sign;
  return expectedPrice(request, market).times(units);
}

/**
 * What the account would seem to gain at once because the order's price is better than the market's. A bought option
 * gains nothing: it lends no funds.
 */
function phantomGain(request: SimulatedOrderRequest, market: NetMarket): Big {
  const { multiplier } = market;
  const isOneOption = request.legs.length === 1 && multiplier > 1;
  if (isOneOption && request.side === 'buy') return zero;
  const sign = request.side === 'buy' ? 1 : -1;
  const gain = market.mark.minus(expectedPrice(request, market)).times(sign);
  return gain.gt(0) ? gain.times(request.quantity).times(multiplier) : zero;
}

/** Null when a leg has no market. */
export function projectOrder(floor: Floor, request: SimulatedOrderRequest): Projection | null {
  const market = netMarketOf(floor.markets, request, floor.state.now);
  if (market === null) return null;
  const now = portfolioOf(accountOf(floor.state, request.accountId));
  const cost = costOf(request, market);
  const commission = commissionOf(floor, request, market);
  const quantities = new Map(now.quantities);
  for (const { leg, side } of market.legs) {
    const change = leg.ratio * request.quantity * (side === 'buy' ? 1 : -1);
    quantities.set(leg.conid, (quantities.get(leg.conid) ?? 0) + change);
  }
  const paid = cost.plus(commission);
  const after: Portfolio = {
    type: now.type,
    cash: now.cash.minus(paid),
    // What a sale brings is not settled today.
    settledCash: now.settledCash.minus(paid.gt(0) ? paid : commission),
    quantities,
  };
  const before = figuresOf(floor, now);
  const atCost = withoutGain(figuresOf(floor, after), phantomGain(request, market));
  const taken = before.available.minus(atCost.available);
  return { cost, commission, before, after: atCost, taken, quantities };
}

/** A fill at the order's price would mean that the market has come there: nothing is won by that. */
function withoutGain(figures: PortfolioFigures, gain: Big): PortfolioFigures {
  return {
    ...figures,
    equityWithLoan: figures.equityWithLoan.minus(gain),
    available: figures.available.minus(gain),
  };
}

/** Funds that working orders would take when they fill. */
export function reservedFunds(floor: Floor, account: AccountState): Big {
  let sum = zero;
  for (const order of floor.state.orders.values()) {
    if (order.request.accountId !== account.accountId || !isWorking(order)) continue;
    sum = sum.plus(order.reservedPerUnit.times(order.remaining));
  }
  return sum;
}

/** Funds the order takes per unit, 0 when it frees some. */
export function fundsPerUnit({ taken }: Projection, quantity: number): Big {
  return taken.gt(0) ? taken.div(quantity).round(4) : zero;
}
