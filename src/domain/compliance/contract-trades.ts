import { lastTradeAt } from '../calendar/last-trade.ts';
import { isSettledAtOpen } from '../calendar/option-classes.ts';
import type { OptionContract } from '../contract.ts';
import { exchangeDateAt } from '../exchange-date.ts';
import type { ComplianceRule, DeskSnapshot } from './rule.ts';

export type ContractCode =
  'CONTRACT_TRADES' | 'CONTRACT_EXPIRED' | 'CONTRACT_EXPIRES_TODAY' | 'CONTRACT_NOT_TRADABLE';

/** The contract can still be traded: its last moment of trading is ahead. On its last day the order warns. */
export const contractTrades: ComplianceRule<ContractCode> = (draft, desk) => {
  const { contract } = draft.legs[0];
  if (contract.kind === 'index') {
    return [
      { verdict: 'block', code: 'CONTRACT_NOT_TRADABLE', facts: { symbol: contract.symbol } },
    ];
  }
  if (contract.kind !== 'option') return [];
  const { stage, endsAt } = stageOf(contract, desk);
  const facts = {
    expiry: contract.expiry,
    today: desk.today,
    endsAt,
    settlesAtOpen: isSettledAtOpen(contract.tradingClass),
  };
  switch (stage) {
    case 'over':
      return [{ verdict: 'block', code: 'CONTRACT_EXPIRED', facts }];
    case 'last-day':
      return [{ verdict: 'warn', code: 'CONTRACT_EXPIRES_TODAY', facts }];
    case 'trades':
      return [{ verdict: 'pass', code: 'CONTRACT_TRADES', facts }];
  }
};

/** `endsAt` is null where the calendar does not reach: then the date alone decides. */
function stageOf(contract: OptionContract, { exchangeNow, today }: DeskSnapshot) {
  const last = lastTradeAt(contract);
  const endsAt = last.ok ? last.value : null;
  const lastDay = endsAt === null ? contract.expiry : exchangeDateAt(endsAt);
  const isOver = endsAt === null ? lastDay < today : exchangeNow >= endsAt;
  const stage = isOver ? 'over' : lastDay === today ? 'last-day' : 'trades';
  return { stage, endsAt } as const;
}
