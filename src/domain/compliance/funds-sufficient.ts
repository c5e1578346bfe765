import type { Check, ComplianceRule, DeskSnapshot } from './rule.ts';

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
  const change = desk.preview?.initialMargin.change ?? null;
  if (desk.figures === null || available === null) {
    return { verdict: 'warn', code: 'FUNDS_NOT_READ', facts: {} };
  }
  const currency = desk.figures.currency;
  if (change === null) {
    return {
      verdict: 'warn',
      code: 'FUNDS_NOT_READ',
      facts: { available: available.toFixed(2), currency },
    };
  }
  const facts = { uses: change.toFixed(2), available: available.toFixed(2), currency };
  return change.gt(0) && change.gt(available)
    ? { verdict: softer, code: 'FUNDS_SHORT', facts }
    : { verdict: 'pass', code: 'FUNDS_SUFFICIENT', facts };
}
