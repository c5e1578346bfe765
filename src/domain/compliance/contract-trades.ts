import type { ComplianceRule } from './rule.ts';

export type ContractCode =
  'CONTRACT_TRADES' | 'CONTRACT_EXPIRED' | 'CONTRACT_EXPIRES_TODAY' | 'CONTRACT_NOT_TRADABLE';

/** The contract can still be traded on the exchange's date. On its last day the order warns. */
export const contractTrades: ComplianceRule<ContractCode> = (draft, desk) => {
  const { contract } = draft.legs[0];
  if (contract.kind === 'index') {
    return [
      { verdict: 'block', code: 'CONTRACT_NOT_TRADABLE', facts: { symbol: contract.symbol } },
    ];
  }
  if (contract.kind !== 'option') return [];
  const facts = { expiry: contract.expiry, today: desk.today };
  if (contract.expiry < desk.today) return [{ verdict: 'block', code: 'CONTRACT_EXPIRED', facts }];
  if (contract.expiry === desk.today) {
    return [{ verdict: 'warn', code: 'CONTRACT_EXPIRES_TODAY', facts }];
  }
  return [{ verdict: 'pass', code: 'CONTRACT_TRADES', facts }];
};
