import type { ComplianceRule } from './rule.ts';

export type EnvironmentCode =
  'ENVIRONMENT_PROVEN' | 'ENVIRONMENT_MISMATCH' | 'ENVIRONMENT_UNPROVEN' | 'LIVE_READ_ONLY';

/**
 * The broker's own fields must prove the money the trader chose. A live login is read-only until arming exists.
 *
 * Source: desk policy; paper or live is decided by the login, not by a port or a setting.
 */
export const environmentProven: ComplianceRule<EnvironmentCode> = (_draft, desk) => {
  const chosen = desk.environment === 'live' ? 'live' : 'paper';
  const facts = { chosen: desk.environment, proven: desk.proof };
  if (desk.proof === 'unproven' || desk.proof === 'disagree') {
    return [{ verdict: 'block', code: 'ENVIRONMENT_UNPROVEN', facts }];
  }
  if (desk.proof !== chosen) return [{ verdict: 'block', code: 'ENVIRONMENT_MISMATCH', facts }];
  if (desk.proof === 'live') return [{ verdict: 'block', code: 'LIVE_READ_ONLY', facts }];
  return [{ verdict: 'pass', code: 'ENVIRONMENT_PROVEN', facts }];
};
