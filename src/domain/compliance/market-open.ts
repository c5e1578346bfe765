import type { ComplianceRule } from './rule.ts';

export type MarketCode = 'MARKET_OPEN' | 'MARKET_CLOSED' | 'MARKET_HOURS_UNKNOWN';

/** Says whether the exchange is open for the contract. A closed market warns: the order waits at the broker. */
export const marketOpen: ComplianceRule<MarketCode> = (_draft, desk) => {
  if (desk.isMarketOpen === null) {
    return [{ verdict: 'warn', code: 'MARKET_HOURS_UNKNOWN', facts: {} }];
  }
  return desk.isMarketOpen
    ? [{ verdict: 'pass', code: 'MARKET_OPEN', facts: {} }]
    : [{ verdict: 'warn', code: 'MARKET_CLOSED', facts: {} }];
};
