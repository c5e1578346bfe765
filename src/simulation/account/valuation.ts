import { Big } from 'big.js';

import type { Conid, OptionContract, UnderlyingContract } from '#domain/contract.ts';
import type { Instant } from '#domain/time.ts';

import type { AccountState, Floor, PositionState } from '../exchange-state.ts';
import type { SimulatedAccount, SimulatedPosition } from '../exchange-shapes.ts';
import { listingOf } from '../listing/listings.ts';
import type { Markets } from '../prices/markets.ts';
import { requirementOf, type MarginHolding, type Requirement } from './requirements.ts';

const zero = new Big(0);
const MARGIN_LEVERAGE = 2;

export function contractOf(
  markets: Markets,
  conid: Conid,
  now: Instant,
): OptionContract | UnderlyingContract | null {
  return listingOf(conid)?.listed.contract ?? markets.book.optionOf(conid, now)?.contract ?? null;
}

export function multiplierOf(contract: OptionContract | UnderlyingContract): number {
  return contract.kind === 'option' ? contract.multiplier : 1;
}

/** Price per share at which a holding is valued; 0 for what is no longer quoted. */
function markOf({ markets, state }: Floor, conid: Conid): Big {
  return markets.touch(conid, state.now)?.mark ?? zero;
}

export function toSimulatedPosition(floor: Floor, position: PositionState): SimulatedPosition {
  const contract = contractOf(floor.markets, position.conid, floor.state.now);
  const multiplier = contract === null ? 1 : multiplierOf(contract);
  const mark = markOf(floor, position.conid);
  const units = position.quantity * multiplier;
  const marketValue = mark.times(units);
  return {
    conid: position.conid,
    quantity: position.quantity,
    averagePrice: units === 0 ? zero : position.cost.div(units).round(8),
    marketPrice: mark,
    marketValue,
    unrealizedPnl: marketValue.minus(position.cost).round(2),
    realizedPnl: position.realized.round(2),
  };
}

/** Cash and quantities to be valued: the real ones, or those an order would lead to. */
export interface Portfolio {
  readonly type: 'margin' | 'cash';
  readonly cash: Big;
  readonly settledCash: Big;
  readonly quantities: ReadonlyMap<Conid, number>;
}

export function portfolioOf(account: AccountState): Portfolio {
  const waiting = account.unsettled.reduce((sum, { amount }) => sum.plus(amount), zero);
  return {
    type: account.type,
    cash: account.cash,
    settledCash: account.cash.minus(waiting),
    quantities: new Map([...account.positions].map(([conid, { quantity }]) => [conid, quantity])),
  };
}

export interface PortfolioFigures extends Requirement {
  readonly stockValue: Big;
  readonly optionValue: Big;
  readonly grossValue: Big;
  /** Cash and shares; options lend nothing. */
  readonly equityWithLoan: Big;
  readonly available: Big;
}

function toHolding(floor: Floor, conid: Conid, quantity: number): MarginHolding | null {
  const contract = contractOf(floor.markets, conid, floor.state.now);
  if (contract === null || quantity === 0) return null;
  const under = contract.kind === 'option' ? contract.underlyingConid : conid;
  return {
    contract,
    quantity,
    mark: markOf(floor, conid),
    underlyingPrice: markOf(floor, under),
    underlyingClass: listingOf(under)?.listed.contract.kind === 'index' ? 'broad-index' : 'equity',
  };
}

export function figuresOf(floor: Floor, portfolio: Portfolio): PortfolioFigures {
  let stockValue = zero;
  let optionValue = zero;
  let grossValue = zero;
  const holdings: MarginHolding[] = [];
  for (const [conid, quantity] of portfolio.quantities) {
    const holding = toHolding(floor, conid, quantity);
    if (holding === null) continue;
    holdings.push(holding);
    const value = markOf(floor, conid).times(quantity).times(multiplierOf(holding.contract));
    grossValue = grossValue.plus(value.abs());
    if (holding.contract.kind === 'option') optionValue = optionValue.plus(value);
    else stockValue = stockValue.plus(value);
  }
  const needed = requirementOf(holdings, portfolio.type);
  const cash = portfolio.type === 'cash' ? portfolio.settledCash : portfolio.cash;
  const equityWithLoan = portfolio.cash.plus(stockValue);
  return {
    stockValue,
    optionValue,
    grossValue,
    equityWithLoan,
    ...needed,
    available: cash.plus(stockValue).minus(needed.initial),
  };
}

export function netLiquidation(floor: Floor, account: AccountState): Big {
  const { stockValue, optionValue } = figuresOf(floor, portfolioOf(account));
  return account.cash.plus(stockValue).plus(optionValue);
}

/** All figures of an account as a broker shows them. */
export function toSimulatedAccount(floor: Floor, account: AccountState): SimulatedAccount {
  const portfolio = portfolioOf(account);
  const figures = figuresOf(floor, portfolio);
  const net = account.cash.plus(figures.stockValue).plus(figures.optionValue);
  const positions = [...account.positions.values()].map((each) => toSimulatedPosition(floor, each));
  const sum = (pick: (position: SimulatedPosition) => Big) =>
    positions.reduce((total, position) => total.plus(pick(position)), zero);
  const power = figures.available.times(account.type === 'margin' ? MARGIN_LEVERAGE : 1);
  return {
    accountId: account.accountId,
    type: account.type,
    netLiquidation: net,
    cash: account.cash,
    settledCash: portfolio.settledCash,
    equityWithLoan: figures.equityWithLoan,
    grossPositionValue: figures.grossValue,
    stockMarketValue: figures.stockValue,
    optionMarketValue: figures.optionValue,
    initialMargin: figures.initial,
    maintenanceMargin: figures.maintenance,
    availableFunds: figures.available,
    excessLiquidity: figures.equityWithLoan.minus(figures.maintenance),
    buyingPower: power.gt(0) ? power : zero,
    dailyPnl: net.minus(account.startOfDay),
    unrealizedPnl: sum(({ unrealizedPnl }) => unrealizedPnl),
    realizedPnl: sum(({ realizedPnl }) => realizedPnl),
    startOfDayNetLiquidation: account.startOfDay,
  };
}
