import { Big } from 'big.js';

import type { Side } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';

import type { SimulatedLeg, SimulatedOrderRequest } from '../exchange-shapes.ts';
import type { Markets } from './markets.ts';
import type { Touch } from './touch.ts';
import { contractOf, multiplierOf } from '../account/valuation.ts';

const zero = new Big(0);

/** One leg as it is traded when the order fills. */
export interface TradedLeg {
  readonly leg: SimulatedLeg;
  readonly side: Side;
  readonly market: Touch;
  /** How often its price counts in the net price: its ratio, for shares beside options divided by the multiplier. */
  readonly weight: number;
}

/** The order's own market: net prices per share, with the sign of a purchase of the combination. */
export interface NetMarket {
  /** Money per unit is net price × multiplier: that of the options if there are any. */
  readonly multiplier: number;
  readonly legs: readonly TradedLeg[];
  /** Price at which the order fills at once; null when a leg has nobody on the other side. */
  readonly natural: Big | null;
  /** Price at which it would have to wait longest; null when a leg has no other side. */
  readonly patient: Big | null;
  readonly mark: Big;
}

const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** Side on which a leg trades: its own when the order is bought, the other when it is sold. */
function tradedSide(order: Side, leg: Side): Side {
  return order === 'buy' ? leg : opposite(leg);
}

function netOf(legs: readonly TradedLeg[], priceOf: (leg: TradedLeg) => Big | null): Big | null {
  let net = zero;
  for (const traded of legs) {
    const price = priceOf(traded);
    if (price === null) return null;
    const part = price.times(traded.weight);
    net = traded.leg.side === 'buy' ? net.plus(part) : net.minus(part);
  }
  return net;
}

function multiplierOfLeg(markets: Markets, { conid }: SimulatedLeg, now: Instant): number {
  const contract = contractOf(markets, conid, now);
  return contract === null ? 1 : multiplierOf(contract);
}

/** Null when a leg is not listed any more. */
export function netMarketOf(
  markets: Markets,
  request: SimulatedOrderRequest,
  now: Instant,
): NetMarket | null {
  const multipliers = request.legs.map((leg) => multiplierOfLeg(markets, leg, now));
  const multiplier = Math.max(...multipliers);
  const legs: TradedLeg[] = [];
  for (const [index, leg] of request.legs.entries()) {
    const market = markets.touch(leg.conid, now);
    if (market === null) return null;
    const weight = (leg.ratio * (multipliers[index] ?? 1)) / multiplier;
    legs.push({ leg, side: tradedSide(request.side, leg.side), market, weight });
  }
  return {
    multiplier,
    legs,
    natural: netOf(legs, ({ side, market }) => (side === 'buy' ? market.ask : market.bid)),
    patient: netOf(legs, ({ side, market }) => (side === 'buy' ? market.bid : market.ask)),
    mark: netOf(legs, ({ market }) => market.mark) ?? zero,
  };
}

/** The price an order is expected to fill at: its limit, or the market. */
export function expectedPrice(request: SimulatedOrderRequest, market: NetMarket): Big {
  if (request.limitPrice !== null) return request.limitPrice;
  if (request.stopPrice !== null) return request.stopPrice;
  return market.natural ?? market.mark;
}
