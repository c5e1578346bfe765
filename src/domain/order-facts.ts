import { Big } from 'big.js';

import type { Contract } from './contract.ts';
import type { OrderDraft, OrderTerms, Side } from './order.ts';

/** What an order can win or lose. `unlimited` is a fact, null is not known yet. */
export type Extent = Big | 'unlimited' | null;

/** What the desk knows around an order while its facts are derived. Prices per share. */
export interface OrderSurroundings {
  readonly bid: Big | null;
  readonly ask: Big | null;
  /** Of the underlying; needed only for covered calls. */
  readonly underlyingPrice: Big | null;
  /** Of this very contract, negative is short; null when positions are not read. */
  readonly held: Big | null;
  /** Average price of `held`, per share. */
  readonly averagePrice: Big | null;
  /** Free shares of the underlying that a short call would be served from. */
  readonly freeShares: Big | null;
  /** Commission and fees as the broker's preview tells them, positive is paid. */
  readonly fees: Big | null;
}

/** What the trader must know before confirming, in the contract's currency. */
export interface OrderFacts {
  readonly currency: string;
  /** Shares behind the whole order: quantity × multiplier. */
  readonly shares: Big;
  /** The price the sums are made of: the limit, or the far side of the market for orders without one, or the trigger ahead of it. */
  readonly price: Big | null;
  /** True when the fill may be worse than `price`: market and stop orders. */
  readonly isEstimate: boolean;
  readonly direction: 'pay' | 'receive';
  /** price × shares, positive. */
  readonly premium: Big | null;
  readonly fees: Big | null;
  /** Premium with fees: what leaves or comes in. Without known fees it is the premium alone. Negative: fees exceed it. */
  readonly total: Big | null;
  /** Most that can be lost, fees included when known. Null for closing orders: see `result`. */
  readonly loss: Extent;
  readonly gain: Extent;
  /** Price of the underlying at expiry where neither is won nor lost; null for closing orders. */
  readonly breakeven: Big | null;
  /** What being assigned would mean, for options sold to open. */
  readonly assignment: { readonly shares: Big; readonly amount: Big } | null;
  /** True when shares held serve a short call. Then `loss` counts those shares falling to zero. */
  readonly isCovered: boolean;
  /** Realized by a closing order, fees included when known; null when the average price is not known. */
  readonly result: Big | null;
}

/** Derives money at stake from an order of one leg. Pure; every unknown stays null. */
export function deriveOrderFacts(draft: OrderDraft, around: OrderSurroundings): OrderFacts {
  const { contract, side } = draft.legs[0];
  const shares = new Big(draft.quantity).times(multiplierOf(contract));
  const price = priceFor(draft.terms, side, around);
  const premium = price?.times(shares) ?? null;
  const fees = around.fees;
  const base = {
    currency: contract.currency,
    shares,
    price,
    isEstimate: draft.terms.type === 'market' || draft.terms.type === 'stop',
    direction: side === 'buy' ? ('pay' as const) : ('receive' as const),
    premium,
    fees,
    total: totalOf(side, premium, fees),
  };
  if (draft.effect === 'close') {
    return { ...base, ...nothingAtStake, result: resultOf(draft, around, base) };
  }
  return { ...base, ...stakesOf({ contract, side, shares, total: base.total }, around) };
}

/** Shares one unit of the contract stands for. */
function multiplierOf(contract: Contract): number {
  return contract.kind === 'option' ? contract.multiplier : 1;
}

/**
 * Whether an order takes away from what is held or adds to it: it closes when the other side is held in at least that
 * quantity. What the broker does is netting; this is what the trader means.
 */
export function effectOf(side: Side, quantity: number, held: Big | null): 'open' | 'close' {
  if (held === null) return 'open';
  const closable = side === 'sell' ? held : held.times(-1);
  return closable.gte(quantity) && quantity > 0 ? 'close' : 'open';
}

/** The middle between bid and ask; null while either is missing. */
export function midOf(bid: Big | null, ask: Big | null): Big | null {
  return bid === null || ask === null ? null : bid.plus(ask).div(2);
}

const nothingAtStake = {
  loss: null,
  gain: null,
  breakeven: null,
  assignment: null,
  isCovered: false,
} as const;

/** A stop that the market has reached already does not wait: it fills at the far side, not at its trigger. */
function triggeredPrice(stopPrice: Big, side: Side, { bid, ask }: OrderSurroundings): Big {
  const far = side === 'buy' ? ask : bid;
  if (far === null) return stopPrice;
  const isReached = side === 'buy' ? far.gt(stopPrice) : far.lt(stopPrice);
  return isReached ? far : stopPrice;
}

function priceFor(terms: OrderTerms, side: Side, around: OrderSurroundings): Big | null {
  switch (terms.type) {
    case 'market':
      return side === 'buy' ? around.ask : around.bid;
    case 'stop':
      return triggeredPrice(terms.stopPrice, side, around);
    case 'limit':
    case 'stop-limit':
      return terms.limitPrice;
  }
}

function totalOf(side: Side, premium: Big | null, fees: Big | null): Big | null {
  if (premium === null) return null;
  return side === 'buy' ? premium.plus(fees ?? 0) : premium.minus(fees ?? 0);
}

interface Stake {
  readonly contract: Contract;
  readonly side: Side;
  readonly shares: Big;
  readonly total: Big | null;
}

type Stakes = Pick<
  OrderFacts,
  'loss' | 'gain' | 'breakeven' | 'assignment' | 'isCovered' | 'result'
>;

function stakesOf(stake: Stake, around: OrderSurroundings): Stakes {
  const { contract, side } = stake;
  if (contract.kind !== 'option') return shareStakes(stake);
  if (side === 'buy') return longStakes(stake, contract.right, contract.strike);
  return contract.right === 'put'
    ? shortPutStakes(stake, contract.strike)
    : shortCallStakes(stake, contract.strike, around);
}

function shareStakes({ side, shares, total }: Stake): Stakes {
  const perShare = total?.div(shares) ?? null;
  return {
    ...nothingAtStake,
    loss: side === 'buy' ? total : 'unlimited',
    gain: side === 'buy' ? 'unlimited' : total,
    breakeven: perShare,
    result: null,
  };
}

function longStakes({ shares, total }: Stake, right: 'call' | 'put', strike: Big): Stakes {
  const perShare = total?.div(shares) ?? null;
  const isCall = right === 'call';
  return {
    ...nothingAtStake,
    loss: total,
    gain: isCall ? 'unlimited' : total === null ? null : strike.times(shares).minus(total),
    breakeven: perShare === null ? null : isCall ? strike.plus(perShare) : strike.minus(perShare),
    result: null,
  };
}

function shortPutStakes({ shares, total }: Stake, strike: Big): Stakes {
  const amount = strike.times(shares);
  return {
    ...nothingAtStake,
    loss: total === null ? null : amount.minus(total),
    gain: total,
    breakeven: total === null ? null : strike.minus(total.div(shares)),
    assignment: { shares, amount },
    result: null,
  };
}

function shortCallStakes(
  { shares, total }: Stake,
  strike: Big,
  { freeShares, underlyingPrice }: OrderSurroundings,
): Stakes {
  const isCovered = freeShares !== null && freeShares.gte(shares);
  const sharesWorth = underlyingPrice?.times(shares) ?? null;
  const coveredLoss = sharesWorth === null || total === null ? null : sharesWorth.minus(total);
  return {
    loss: isCovered ? coveredLoss : 'unlimited',
    gain: total,
    breakeven: total === null ? null : strike.plus(total.div(shares)),
    assignment: { shares, amount: strike.times(shares) },
    isCovered,
    result: null,
  };
}

function resultOf(
  draft: OrderDraft,
  around: OrderSurroundings,
  base: Pick<OrderFacts, 'shares' | 'total'>,
): Big | null {
  if (around.averagePrice === null || base.total === null) return null;
  const paid = around.averagePrice.times(base.shares);
  return draft.legs[0].side === 'sell' ? base.total.minus(paid) : paid.minus(base.total);
}
