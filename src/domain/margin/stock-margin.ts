import { Big } from 'big.js';

import { err, ok, type Result } from '#lib/result.ts';

import type { Side } from '../order.ts';

import { basisOf } from './margin-basis.ts';
import {
  addUp,
  type AccountKind,
  type MarginFault,
  type MarginRequirement,
  type UnderlyingClass,
} from './margin-requirement.ts';

/** Shares or fund units, held long (`buy`) or short (`sell`). */
export interface StockPosition {
  readonly side: Side;
  /** Shares, positive. */
  readonly quantity: number;
  /** Per share, now. */
  readonly price: Big;
  readonly underlyingClass: UnderlyingClass;
}

const LEVERAGE: Readonly<Record<UnderlyingClass, number>> = {
  equity: 1,
  'broad-index': 1,
  'leveraged-2x': 2,
  'leveraged-3x': 3,
};

const INITIAL = new Big('0.5');
const LONG_MAINTENANCE = new Big('0.25');
const SHORT_MAINTENANCE = new Big('0.3');
/** A share sold short ties up at least $5, or below that price all of it, but not under $2.50. */
const CHEAP = new Big(5);
const LEAST_WHEN_CHEAP = new Big('2.5');

/** Requirement of shares. A cash account pays in full and cannot sell short. */
export function stockMargin(
  position: StockPosition,
  account: AccountKind,
): Result<MarginRequirement, MarginFault> {
  const { side, quantity, price } = position;
  checkQuantity(quantity);
  if (account === 'cash' && side === 'sell') return err('needs-margin-account');
  const value = price.times(quantity);
  const isPaid = account === 'cash';
  const maintenance = isPaid ? value : maintenancePerShare(position).times(quantity);
  const initial = isPaid ? value : larger(value.times(INITIAL), maintenance);
  const basis = basisOf(side === 'buy' ? 'long-stock' : 'short-stock');
  return ok(addUp([{ quantity, initial, maintenance, buyingPowerEffect: initial, basis }], 0));
}

/** Throws unless a positive whole number: the caller has parsed its input. */
export function checkQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity <= 0) {
    throw new RangeError(`Not a quantity: ${quantity}`);
  }
}

/** Equity a long share must keep, as a fraction of its value. Never more than all of it. */
export function longMaintenanceRate(underlyingClass: UnderlyingClass): Big {
  return atMostAll(LONG_MAINTENANCE.times(LEVERAGE[underlyingClass]));
}

/** Equity needed to buy a share, as a fraction of its value. */
export function longInitialRate(underlyingClass: UnderlyingClass): Big {
  return larger(INITIAL, longMaintenanceRate(underlyingClass));
}

function maintenancePerShare({ side, price, underlyingClass }: StockPosition): Big {
  if (side === 'buy') return price.times(longMaintenanceRate(underlyingClass));
  if (price.lt(CHEAP)) return larger(price, LEAST_WHEN_CHEAP);
  return larger(price.times(atMostAll(SHORT_MAINTENANCE.times(LEVERAGE[underlyingClass]))), CHEAP);
}

function larger(a: Big, b: Big): Big {
  return a.gt(b) ? a : b;
}

function atMostAll(rate: Big): Big {
  return rate.gt(1) ? new Big(1) : rate;
}
