import { Big } from 'big.js';

import { incrementAt, nearestOnTick } from '../price-increment.ts';
import type { OrderTerms } from '../order.ts';
import type { Check, ComplianceRule, DeskSnapshot } from './rule.ts';

export type PriceCode =
  'PRICE_ON_TICK' | 'PRICE_OFF_TICK' | 'PRICE_NOT_POSITIVE' | 'PRICE_ENORMOUS' | 'TICK_UNKNOWN';

/** No option or share trades above it; such a price is a missing decimal point. Desk policy. */
const mostPrice = new Big(100_000);

/** Every price of the order is positive and on the contract's price steps, as the broker tells them. */
export const priceOnTick: ComplianceRule<PriceCode> = (draft, desk) =>
  pricesOf(draft.terms).flatMap(({ name, price }) => checkPrice(name, price, desk));

function pricesOf(terms: OrderTerms): readonly { readonly name: string; readonly price: Big }[] {
  switch (terms.type) {
    case 'market':
      return [];
    case 'limit':
      return [{ name: 'limit', price: terms.limitPrice }];
    case 'stop':
      return [{ name: 'stop', price: terms.stopPrice }];
    case 'stop-limit':
      return [
        { name: 'stop', price: terms.stopPrice },
        { name: 'limit', price: terms.limitPrice },
      ];
  }
}

function checkPrice(name: string, price: Big, desk: DeskSnapshot): readonly Check<PriceCode>[] {
  const facts = { name, price: price.toFixed() };
  if (price.lte(0)) return [{ verdict: 'block', code: 'PRICE_NOT_POSITIVE', facts }];
  if (price.gt(mostPrice)) {
    return [
      { verdict: 'block', code: 'PRICE_ENORMOUS', facts: { ...facts, most: mostPrice.toFixed() } },
    ];
  }
  const increment = desk.increments === null ? null : incrementAt(desk.increments, price);
  if (desk.increments === null || increment === null) {
    return [{ verdict: 'warn', code: 'TICK_UNKNOWN', facts }];
  }
  const withStep = { ...facts, increment: increment.toFixed() };
  if (price.mod(increment).eq(0)) {
    return [{ verdict: 'pass', code: 'PRICE_ON_TICK', facts: withStep }];
  }
  const { below, above } = nearestOnTick(desk.increments, price);
  return [
    {
      verdict: 'block',
      code: 'PRICE_OFF_TICK',
      facts: { ...withStep, below: below.toFixed(), above: above.toFixed() },
    },
  ];
}
