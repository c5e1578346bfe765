import { Big } from 'big.js';

import type { PriceIncrement } from '#domain/contract.ts';
import { incrementAt } from '#domain/price-increment.ts';

import type { TickProgram } from './listings.ts';

const CENTS_FROM_THREE = 300;

const rules: Readonly<Record<TickProgram, { readonly below: number; readonly above: number }>> = {
  cent: { below: 1, above: 1 },
  'cent-nickel': { below: 1, above: 5 },
  'nickel-dime': { below: 5, above: 10 },
};

const steps = (lowerEdge: string, increment: string): PriceIncrement => ({
  lowerEdge: new Big(lowerEdge),
  increment: new Big(increment),
});

const tables: Readonly<Record<TickProgram, readonly PriceIncrement[]>> = {
  cent: [steps('0', '0.01')],
  'cent-nickel': [steps('0', '0.01'), steps('3', '0.05')],
  'nickel-dime': [steps('0', '0.05'), steps('3', '0.1')],
};

export function incrementsOf(program: TickProgram): readonly PriceIncrement[] {
  return tables[program];
}

/** The price step in cents that holds at a price in cents. */
function tickAt(program: TickProgram, cents: number): number {
  const { below, above } = rules[program];
  return cents >= CENTS_FROM_THREE ? above : below;
}

/** Greatest allowed price not above `price`, in cents. */
export function roundDown(program: TickProgram, price: number): number {
  const tick = tickAt(program, price * 100);
  return Math.floor((price * 100) / tick + 1e-9) * tick;
}

/** Least allowed price not below `price`, in cents; at least one step. */
export function roundUp(program: TickProgram, price: number): number {
  const tick = tickAt(program, price * 100);
  return Math.max(tick, Math.ceil((price * 100) / tick - 1e-9) * tick);
}

/** Nearest allowed price in cents, at least one step. */
export function roundNear(program: TickProgram, price: number): number {
  const tick = tickAt(program, price * 100);
  return Math.max(tick, Math.round((price * 100) / tick) * tick);
}

/** A price from whole cents. */
export function priceOfCents(cents: number): Big {
  return new Big(`${Math.round(cents)}e-2`);
}

/** Whether a price lies on the steps. The size counts, so that a credit is judged like a debit. */
export function isOnTick(increments: readonly PriceIncrement[], price: Big): boolean {
  const increment = incrementAt(increments, price);
  // A quotient is rounded, a remainder is exact: a price of almost nothing is no step.
  return increment !== null && price.mod(increment).eq(0);
}
