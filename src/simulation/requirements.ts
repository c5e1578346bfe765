import type { OptionContract, UnderlyingContract } from '#domain/contract.ts';

/** A holding as the margin rules see it. */
export interface MarginHolding {
  readonly contract: OptionContract | UnderlyingContract;
  readonly quantity: number;
  /** Per share. */
  readonly mark: number;
  readonly underlyingPrice: number;
  readonly isBroadIndex: boolean;
}

/** Initial and maintenance requirement in USD of all holdings. */
export function requirementOf(
  holdings: readonly MarginHolding[],
  type: 'margin' | 'cash',
): { readonly initial: number; readonly maintenance: number } {
  let initial = 0;
  let maintenance = 0;
  for (const holding of holdings) {
    const { contract, quantity, mark, underlyingPrice } = holding;
    if (contract.kind !== 'option') {
      const value = Math.abs(quantity) * mark;
      initial += value * (type === 'cash' ? 1 : 0.5);
      maintenance += value * (type === 'cash' ? 1 : quantity > 0 ? 0.25 : 0.3);
      continue;
    }
    if (quantity >= 0) continue;
    const strike = contract.strike.toNumber();
    const out = Math.max(
      0,
      contract.right === 'call' ? strike - underlyingPrice : underlyingPrice - strike,
    );
    const rate = holding.isBroadIndex ? 0.15 : 0.2;
    const floor = 0.1 * (contract.right === 'call' ? underlyingPrice : strike);
    const perShare = mark + Math.max(rate * underlyingPrice - out, floor);
    initial += perShare * contract.multiplier * -quantity;
    maintenance += perShare * contract.multiplier * -quantity;
  }
  return { initial, maintenance };
}
