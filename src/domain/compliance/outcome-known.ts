import type { ComplianceRule } from './rule.ts';

export type LockCode = 'NO_ORDER_UNKNOWN' | 'ORDER_OUTCOME_UNKNOWN';

/** While nobody knows what became of an order, no second one for the same account, contract and side is sent. */
export const outcomeKnown: ComplianceRule<LockCode> = (_draft, desk) =>
  desk.isLockedByUnknown
    ? [{ verdict: 'block', code: 'ORDER_OUTCOME_UNKNOWN', facts: {} }]
    : [{ verdict: 'pass', code: 'NO_ORDER_UNKNOWN', facts: {} }];
