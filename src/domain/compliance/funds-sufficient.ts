import type { Big } from 'big.js';

import type { Check, ComplianceRule, DeskSnapshot, MarginPreview } from './rule.ts';

export type FundsCode =
  | 'FUNDS_SUFFICIENT'
  | 'FUNDS_SHORT'
  | 'FUNDS_NOT_READ'
  | 'PREVIEW_REFUSED'
  | 'PREVIEW_WARNED'
  | 'PREVIEW_MISSING';

/**
 * The broker's own preview decides whether the account carries the order; its words are evidence.
 * A closing order is never blocked here: getting out must stay possible, and the broker has the last word anyway.
 */
export const fundsSufficient: ComplianceRule<FundsCode> = (draft, desk) => {
  const softer = draft.effect === 'close' ? 'warn' : 'block';
  if (desk.preview === null) return [{ verdict: 'warn', code: 'PREVIEW_MISSING', facts: {} }];
  if (desk.preview.refusal !== null) {
    return [{ verdict: softer, code: 'PREVIEW_REFUSED', facts: { words: desk.preview.refusal } }];
  }
  const warned: Check<FundsCode>[] =
    desk.preview.warning === null
      ? []
      : [{ verdict: 'warn', code: 'PREVIEW_WARNED', facts: { words: desk.preview.warning } }];
  return [fundsCheck(desk, softer), ...warned];
};

function fundsCheck(desk: DeskSnapshot, softer: 'warn' | 'block'): Check<FundsCode> {
  const available = desk.figures?.availableFunds ?? null;
  if (desk.figures === null || available === null) {
    return { verdict: 'warn', code: 'FUNDS_NOT_READ', facts: {} };
  }
  const { currency } = desk.figures;
  const uses = fundsUsed(desk.preview);
  if (uses === null) {
    const facts = { available: available.toFixed(2), currency };
    return { verdict: 'warn', code: 'FUNDS_NOT_READ', facts };
  }
  const facts = { uses: uses.toFixed(2), available: available.toFixed(2), currency };
  return uses.gt(0) && uses.gt(available)
    ? { verdict: softer, code: 'FUNDS_SHORT', facts }
    : { verdict: 'pass', code: 'FUNDS_SUFFICIENT', facts };
}

/**
 * Available funds are equity without option value less initial margin: an order uses what it adds to the margin and
 * what it takes from that equity. A long option takes its premium there and adds no margin. Null: the broker told no
 * margin. Negative: the order frees funds.
 */
function fundsUsed(preview: MarginPreview | null): Big | null {
  const margin = preview?.initialMargin.change ?? null;
  return margin === null ? null : margin.minus(preview?.equity.change ?? 0);
}
