import type { Big } from 'big.js';

import type { AccountFigures, ProvenEnvironment } from '../account.ts';
import type { PriceIncrement } from '../contract.ts';
import type { Environment } from '../trading-mode.ts';
import type { BrokerOrder, OrderDraft } from '../order.ts';
import type { Position } from '../position.ts';
import type { Quote } from '../quote.ts';
import type { CalendarDate, Instant } from '../time.ts';

/** Evidence behind a verdict: plain texts and numbers, money as decimal text. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What the broker's preview of an order said. Money in the account's currency; null: it did not say. */
export interface MarginPreview {
  readonly cost: Big | null;
  readonly commission: Big | null;
  /** Set when the broker gave a range of commissions: the upper end. */
  readonly commissionAtMost: Big | null;
  readonly initialMargin: MarginChange;
  readonly maintenanceMargin: MarginChange;
  readonly equity: MarginChange;
  /** The broker's own warning, exactly. */
  readonly warning: string | null;
  /** The broker's own refusal, exactly. */
  readonly refusal: string | null;
  readonly readAt: Instant;
}

export interface MarginChange {
  readonly current: Big | null;
  readonly change: Big | null;
  readonly after: Big | null;
}

/** Everything a rule may look at. Gathered before, so that rules are pure and can be replayed. */
export interface DeskSnapshot {
  readonly now: Instant;
  /** The exchange's time at `now`: the practice exchange has a clock of its own. */
  readonly exchangeNow: Instant;
  /** The exchange's date at `exchangeNow`. */
  readonly today: CalendarDate;
  /** The mode the trader chose, against which the proof is held. */
  readonly environment: Environment;
  readonly proof: ProvenEnvironment;
  readonly figures: AccountFigures | null;
  readonly preview: MarginPreview | null;
  readonly quote: Quote | null;
  readonly positions: readonly Position[] | null;
  readonly workingOrders: readonly BrokerOrder[] | null;
  readonly increments: readonly PriceIncrement[] | null;
  /** IBKR's level 1 to 4 as the trader states it; the API does not tell it. */
  readonly optionsLevel: number | null;
  /** Whether the exchange is open for this contract. */
  readonly isMarketOpen: boolean | null;
  /** When it opens next, by the exchange's clock; null while it is open, and when nobody told. */
  readonly opensAt: Instant | null;
  /** Set while an order of the same account, contract and side has an unknown outcome. */
  readonly isLockedByUnknown: boolean;
}

/** `pass` and `warn` let the order through; `block` stops it before anything is sent. */
export type Verdict = 'pass' | 'warn' | 'block';

/** One finding of one rule. Codes are NOUN_CONDITION; the screen has the words for each code. */
export interface Check<Code extends string = string> {
  readonly verdict: Verdict;
  readonly code: Code;
  readonly facts: Facts;
}

export type Denial<Code extends string = string> = Check<Code> & { readonly verdict: 'block' };

/** Pure: order and desk in, findings out. Every rule returns at least one finding, so that a pass shows its evidence. */
export type ComplianceRule<Code extends string = string> = (
  draft: OrderDraft,
  desk: DeskSnapshot,
) => readonly Check<Code>[];
