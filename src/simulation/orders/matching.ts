import type { Big } from 'big.js';

import { sizeBlockAt } from '../prices/activity.ts';
import type { Floor, OrderState } from '../exchange-state.ts';
import type { LegFill } from './fills.ts';
import { netMarketOf, type NetMarket, type TradedLeg } from '../prices/net-price.ts';
import { chanceOf } from '../random.ts';

const PATIENCE_STREAM = 3101;
const PORTION_STREAM = 3102;
/** Chance per second that somebody comes to a waiting order: at the far side, and at the very edge of filling. */
const FAR_CHANCE = 0.012;
const NEAR_CHANCE = 0.3;
const BLOCK_MS = 1000;

export interface Match {
  readonly units: number;
  /** Net price per unit. */
  readonly price: Big;
  readonly legs: readonly LegFill[];
}

/** How far the limit reaches across the market, 0 at its far side, 1 at the price that fills at once. */
function reach(market: NetMarket, limit: Big): number | null {
  const { natural, patient } = market;
  if (natural === null || patient === null || natural.eq(patient)) return null;
  const far = patient.toNumber();
  return (limit.toNumber() - far) / (natural.toNumber() - far);
}

function consumedKey({ leg, side }: TradedLeg): string {
  return `${leg.conid}/${side}`;
}

/** Units the displayed sizes still allow; a longer step has seen them refreshed. */
function availableUnits({ state }: Floor, market: NetMarket, elapsedMs: number): number {
  const block = sizeBlockAt(state.now);
  const refreshes = Math.max(1, Math.floor(elapsedMs / BLOCK_MS));
  const perLeg = market.legs.map((traded) => {
    const { leg, side, market: quote } = traded;
    const displayed = (side === 'buy' ? quote.askSize : quote.bidSize) * refreshes;
    const used = state.consumed.get(consumedKey(traded));
    const left = displayed - (used?.block === block ? used.quantity : 0);
    return Math.floor(left / leg.ratio);
  });
  return Math.max(0, Math.min(...perLeg));
}

function consume({ state }: Floor, market: NetMarket, units: number): void {
  const block = sizeBlockAt(state.now);
  for (const traded of market.legs) {
    const key = consumedKey(traded);
    const used = state.consumed.get(key);
    const before = used?.block === block ? used.quantity : 0;
    state.consumed.set(key, { block, quantity: before + units * traded.leg.ratio });
  }
}

/** Fills what the market offers right now. */
function fillAtMarket(floor: Floor, order: OrderState, market: NetMarket, elapsedMs: number) {
  if (market.natural === null) return null;
  const units = Math.min(order.remaining, availableUnits(floor, market, elapsedMs));
  if (units <= 0) return null;
  consume(floor, market, units);
  const legs = market.legs.flatMap(({ leg, side, market: quote }) => {
    const price = side === 'buy' ? quote.ask : quote.bid;
    return price === null ? [] : [{ conid: leg.conid, side, quantity: units * leg.ratio, price }];
  });
  return { units, price: market.natural, legs };
}

/** Leg prices that add up to a net price exactly: the marks, one leg taking the difference. Null when none can. */
function legsAt(market: NetMarket, units: number, net: Big): readonly LegFill[] | null {
  const difference = net.minus(market.mark);
  const adjusted = market.legs.find(({ leg, weight, market: quote }) => {
    const price = leg.side === 'buy' ? quote.mark.plus(difference) : quote.mark.minus(difference);
    return weight === 1 && price.gt(0);
  });
  if (adjusted === undefined) return null;
  return market.legs.map((traded) => {
    const { leg, side, market: quote } = traded;
    const move = leg.side === 'buy' ? difference : difference.times(-1);
    const price = traded === adjusted ? quote.mark.plus(move) : quote.mark;
    return { conid: leg.conid, side, quantity: units * leg.ratio, price };
  });
}

/** Somebody may come to a waiting limit order: the likelier, the closer it is to the market. */
function fillWaiting(
  { state }: Floor,
  order: OrderState,
  market: NetMarket,
  limit: Big,
  elapsedMs: number,
): Match | null {
  const share = reach(market, limit);
  if (share === null || share < 0) return null;
  const perSecond = FAR_CHANCE + (NEAR_CHANCE - FAR_CHANCE) * share * share;
  const chance = 1 - (1 - perSecond) ** (elapsedMs / 1000);
  const step = Math.floor(state.now / 250);
  if (chanceOf(state.seed, PATIENCE_STREAM, order.orderId, step) >= chance) return null;
  const portion = 0.25 + chanceOf(state.seed, PORTION_STREAM, order.orderId, step);
  const units = Math.max(1, Math.floor(order.remaining * Math.min(1, portion)));
  const legs = legsAt(market, units, limit);
  return legs === null ? null : { units, price: limit, legs };
}

/** What an active order trades in this step, if anything. Takes from the displayed sizes; books nothing. */
export function matchOrder(floor: Floor, order: OrderState, elapsedMs: number): Match | null {
  const market = netMarketOf(floor.markets, order.request, floor.state.now);
  if (market === null) return null;
  const limit = order.request.limitPrice;
  if (limit === null) return fillAtMarket(floor, order, market, elapsedMs);
  const isBuy = order.request.side === 'buy';
  const { natural } = market;
  const crosses = natural !== null && (isBuy ? limit.gte(natural) : limit.lte(natural));
  return crosses
    ? fillAtMarket(floor, order, market, elapsedMs)
    : fillWaiting(floor, order, market, limit, elapsedMs);
}

/** Whether the market has reached the stop. The middle of the market decides, so that a wide one triggers nothing. */
export function isStopReached({ markets, state }: Floor, { request }: OrderState): boolean {
  const { stopPrice } = request;
  const market = netMarketOf(markets, request, state.now);
  if (stopPrice === null || market === null) return false;
  return request.side === 'buy' ? market.mark.gte(stopPrice) : market.mark.lte(stopPrice);
}
