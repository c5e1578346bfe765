import type { ComplianceRule } from './rule.ts';

export type MarketCode =
  'MARKET_OPEN' | 'MARKET_CLOSED' | 'MARKET_HOURS_UNKNOWN' | 'IOC_NEEDS_OPEN_MARKET';

/**
 * Says whether the exchange is open for the contract. A closed market warns: the order waits at the broker. One that
 * fills at once or never cannot wait, and would only come back.
 */
export const marketOpen: ComplianceRule<MarketCode> = (draft, desk) => {
  if (desk.isMarketOpen === null) {
    return [{ verdict: 'warn', code: 'MARKET_HOURS_UNKNOWN', facts: {} }];
  }
  if (desk.isMarketOpen) return [{ verdict: 'pass', code: 'MARKET_OPEN', facts: {} }];
  const facts = { opensAt: desk.opensAt, type: draft.terms.type };
  return draft.timeInForce === 'ioc'
    ? [{ verdict: 'block', code: 'IOC_NEEDS_OPEN_MARKET', facts }]
    : [{ verdict: 'warn', code: 'MARKET_CLOSED', facts }];
};
