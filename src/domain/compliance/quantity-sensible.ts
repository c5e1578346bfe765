import type { ComplianceRule } from './rule.ts';

export type QuantityCode = 'QUANTITY_SENSIBLE' | 'QUANTITY_NOT_WHOLE' | 'QUANTITY_ENORMOUS';

/** More than this is a slip of the finger, not an order. Desk policy; contracts for options, shares for stock. */
const mostUnits = { option: 5_000, stock: 1_000_000, index: 0 } as const;

/** The quantity is a positive whole number of a size a person means. */
export const quantitySensible: ComplianceRule<QuantityCode> = (draft) => {
  const most = mostUnits[draft.legs[0].contract.kind];
  const facts = { quantity: draft.quantity, most };
  if (!Number.isSafeInteger(draft.quantity) || draft.quantity <= 0) {
    return [{ verdict: 'block', code: 'QUANTITY_NOT_WHOLE', facts }];
  }
  if (draft.quantity > most) return [{ verdict: 'block', code: 'QUANTITY_ENORMOUS', facts }];
  return [{ verdict: 'pass', code: 'QUANTITY_SENSIBLE', facts }];
};
