import { Big } from 'big.js';

import type { Execution } from '#domain/execution.ts';
import { exchangeDateAt } from '#domain/exchange-date.ts';
import { midOf } from '#domain/order-facts.ts';
import { isWorking, type BrokerOrder } from '#domain/order.ts';
import { deriveDayPnl, deriveOpenPnl } from '#domain/position-pnl.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import type { Instant } from '#domain/time.ts';

/** A position's numbers now: from the quote where there is one, else as the broker last listed them. */
export interface PositionFigures {
  readonly mark: Big | null;
  /** True when `mark` is the broker's from the last read, not a quote's. */
  readonly isMarkOld: boolean;
  readonly openPnl: Big | null;
  readonly dayPnl: Big | null;
  readonly value: Big | null;
}

export function deriveFigures(
  position: Position,
  quote: Quote | null,
  /** Null while fills are not read: then nobody knows what of it was bought today. */
  fillsToday: readonly Execution[] | null,
): PositionFigures {
  const { quantity } = position;
  const multiplier = position.option?.multiplier ?? 1;
  const live = liveMark(quote);
  const mark = live ?? position.marketPrice;
  const held = { quantity, multiplier, mark };
  const dayPnl = fillsToday === null ? null : deriveDayPnl(held, previousClose(quote), fillsToday);
  if (live === null) {
    const { unrealizedPnl: openPnl, marketValue: value } = position;
    return { mark, isMarkOld: mark !== null, openPnl, dayPnl, value };
  }
  const openPnl = deriveOpenPnl(held, position.averagePrice);
  return { mark, isMarkOld: false, openPnl, dayPnl, value: live.times(quantity).times(multiplier) };
}

function liveMark(quote: Quote | null): Big | null {
  return quote === null ? null : (quote.mark ?? midOf(quote.bid, quote.ask));
}

/** As the broker tells it; else the last price less its change of the day, which only a traded contract has. */
function previousClose(quote: Quote | null): Big | null {
  if (quote === null) return null;
  if (quote.previousClose !== null) return quote.previousClose;
  if (quote.change === null) return null;
  const last = quote.last ?? quote.mark;
  return last?.minus(quote.change) ?? null;
}

/** Fills of one contract on the exchange's date of `now`. */
export function fillsOfToday(
  executions: readonly Execution[],
  conid: number,
  now: Instant,
): readonly Execution[] {
  const today = exchangeDateAt(now);
  return executions.filter(
    (fill) => fill.conid === conid && exchangeDateAt(fill.executedAt) === today,
  );
}

/** Contracts or shares that working orders of the other side will take away. */
export function closingQuantity(position: Position, orders: readonly BrokerOrder[]): number {
  const side = position.quantity.gt(0) ? 'sell' : 'buy';
  return orders
    .filter((order) => order.conid === position.conid && order.side === side)
    .filter((order) => isWorking(order.status))
    .reduce((sum, order) => sum + order.remainingQuantity, 0);
}

/** Sum of what is known; null when a part is missing, so that a total is never too small in silence. */
export function sumOf(parts: readonly (Big | null)[]): Big | null {
  return parts.reduce<Big | null>(
    (sum, part) => (sum === null || part === null ? null : sum.plus(part)),
    new Big(0),
  );
}
