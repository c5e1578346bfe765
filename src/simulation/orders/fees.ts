import { Big } from 'big.js';

import type { Side } from '#domain/order.ts';

/** What an order has cost so far. Kept per order because its minimum counts once, however many fills it takes. */
export interface OrderFees {
  readonly optionCommission: Big;
  readonly shareCommission: Big;
  /** Money value of the shares, for the cap. */
  readonly shareValue: Big;
  readonly regulatory: Big;
  /** Already charged, whole cents. */
  readonly charged: Big;
}

/** One fill of one leg. */
export interface FeeBasis {
  readonly kind: 'option' | 'stock';
  readonly side: Side;
  readonly quantity: number;
  /** Per share. */
  readonly price: Big;
  readonly multiplier: number;
}

const zero = new Big(0);
const MINIMUM = new Big('1.00');
const SHARE_RATE = new Big('0.005');
const SHARE_CAP = new Big('0.01');
// Published schedules of 2026: clearing, options regulatory fee and audit trail on both sides of an option.
const OPTION_EACH = new Big('0.0403');
const OPTION_SOLD = new Big('0.00329');
const SHARE_EACH = new Big('0.000003');
const SHARE_SOLD = new Big('0.000195');
const SHARE_SOLD_MOST = new Big('9.79');
const PROCEEDS_SOLD = new Big('0.0000206');

export const noFees: OrderFees = {
  optionCommission: zero,
  shareCommission: zero,
  shareValue: zero,
  regulatory: zero,
  charged: zero,
};

function optionRate(price: Big): Big {
  if (price.lt('0.05')) return new Big('0.25');
  return price.lt('0.10') ? new Big('0.50') : new Big('0.65');
}

function regulatoryOf({ kind, side, quantity, price, multiplier }: FeeBasis): Big {
  const each = (kind === 'option' ? OPTION_EACH : SHARE_EACH).times(quantity);
  if (side === 'buy') return each;
  const sold = (kind === 'option' ? OPTION_SOLD : SHARE_SOLD).times(quantity);
  const activity = kind === 'stock' && sold.gt(SHARE_SOLD_MOST) ? SHARE_SOLD_MOST : sold;
  return each.plus(activity).plus(price.times(quantity).times(multiplier).times(PROCEEDS_SOLD));
}

function least(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}

function most(a: Big, b: Big): Big {
  return a.gt(b) ? a : b;
}

function totalOf(fees: OrderFees): Big {
  const options = fees.optionCommission;
  // Shares cost at least the minimum, but never more than one percent of their value.
  const shares = least(fees.shareCommission, fees.shareValue.times(SHARE_CAP));
  const lowest = options.gt(0) ? MINIMUM : least(MINIMUM, fees.shareValue.times(SHARE_CAP));
  return most(options.plus(shares), lowest).plus(fees.regulatory).round(2, Big.roundHalfUp);
}

/** Adds a fill to an order's fees. `charge` is what this fill costs, in whole cents: commission and small fees together. */
export function chargeFill(fees: OrderFees, fill: FeeBasis): { fees: OrderFees; charge: Big } {
  const isOption = fill.kind === 'option';
  const value = fill.price.times(fill.quantity).times(fill.multiplier);
  const added: OrderFees = {
    optionCommission: isOption
      ? fees.optionCommission.plus(optionRate(fill.price).times(fill.quantity))
      : fees.optionCommission,
    shareCommission: isOption
      ? fees.shareCommission
      : fees.shareCommission.plus(SHARE_RATE.times(fill.quantity)),
    shareValue: isOption ? fees.shareValue : fees.shareValue.plus(value),
    regulatory: fees.regulatory.plus(regulatoryOf(fill)),
    charged: fees.charged,
  };
  const total = totalOf(added);
  return { fees: { ...added, charged: total }, charge: total.minus(fees.charged) };
}
