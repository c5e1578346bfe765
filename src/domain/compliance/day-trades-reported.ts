import type { ComplianceRule } from './rule.ts';

export type DayTradesCode = 'DAY_TRADES_LEFT' | 'DAY_TRADES_NONE_LEFT' | 'DAY_TRADES_NOT_REPORTED';

/**
 * Shows the day trades left as the broker reports them; we never count ourselves.
 *
 * The pattern day trader rule was repealed (in force 2026-06-04, phase-in until 2027-10-20), so a zero warns and does
 * not block: a broker that still applies it refuses the order itself. Closing is never touched.
 */
export const dayTradesReported: ComplianceRule<DayTradesCode> = (draft, desk) => {
  const left = desk.figures?.dayTradesLeft ?? null;
  if (left === null) return [{ verdict: 'warn', code: 'DAY_TRADES_NOT_REPORTED', facts: {} }];
  const facts = { left };
  if (left !== 'unlimited' && left <= 0 && draft.effect === 'open') {
    return [{ verdict: 'warn', code: 'DAY_TRADES_NONE_LEFT', facts }];
  }
  return [{ verdict: 'pass', code: 'DAY_TRADES_LEFT', facts }];
};
