import { closeWithinPosition, type CloseCode } from './close-within-position.ts';
import { contractTrades, type ContractCode } from './contract-trades.ts';
import { dayTradesReported, type DayTradesCode } from './day-trades-reported.ts';
import { environmentProven, type EnvironmentCode } from './environment-proven.ts';
import { fundsSufficient, type FundsCode } from './funds-sufficient.ts';
import { marketOpen, type MarketCode } from './market-open.ts';
import { optionsLevelSufficient, type LevelCode } from './options-level-sufficient.ts';
import { outcomeKnown, type LockCode } from './outcome-known.ts';
import { priceOnTick, type PriceCode } from './price-on-tick.ts';
import { quantitySensible, type QuantityCode } from './quantity-sensible.ts';
import { quoteUsable, type QuoteCode } from './quote-usable.ts';
import type { Check, ComplianceRule, Denial, DeskSnapshot } from './rule.ts';
import type { OrderDraft } from '../order.ts';

/** Every code a rule can give. The screen keeps a text for each. */
export type RuleCode =
  | EnvironmentCode
  | LockCode
  | ContractCode
  | QuantityCode
  | PriceCode
  | CloseCode
  | FundsCode
  | LevelCode
  | DayTradesCode
  | MarketCode
  | QuoteCode;

/** Codes of the desk itself, for orders stopped outside the rules. */
export type DeskCode =
  | 'SESSION_NOT_READY'
  | 'CONVERSATION_OPEN'
  | 'LEASE_NOT_HELD'
  | 'DATABASE_AWAY'
  | 'INTENT_NOT_STORED'
  | 'REVIEW_OUTDATED'
  /** Open when the trader looked, closed when it was to be sent. */
  | 'MARKET_CLOSED_SINCE'
  /** The host kept it back, or no gateway was reached. */
  | 'NOT_SENT'
  /** The gateway got it and refused to work at all: no login, no session, too many requests. */
  | 'NOT_TAKEN'
  | 'ANSWER_NOT_SENT';

export type CheckCode = RuleCode | DeskCode;

/** Changes with every change of a rule; stored with each decision. */
export const ruleSetVersion = '2026-11-21.3';

/** In the order of their weight, as the ticket lists them. */
const rules: readonly ComplianceRule<RuleCode>[] = [
  environmentProven,
  outcomeKnown,
  contractTrades,
  quantitySensible,
  priceOnTick,
  closeWithinPosition,
  fundsSufficient,
  optionsLevelSufficient,
  dayTradesReported,
  marketOpen,
  quoteUsable,
];

/** All findings of all rules at once, in the order of their weight. */
export function checkOrder(draft: OrderDraft, desk: DeskSnapshot): readonly Check<RuleCode>[] {
  return rules.flatMap((rule) => rule(draft, desk));
}

/** The findings that stop an order. */
export function denialsAmong<Code extends string>(
  checks: readonly Check<Code>[],
): readonly Denial<Code>[] {
  return checks.filter((check): check is Denial<Code> => check.verdict === 'block');
}
