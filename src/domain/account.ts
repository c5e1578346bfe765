import type { Big } from 'big.js';

import type { Currency } from './money.ts';
import type { AccountId } from './order.ts';
import type { Instant } from './time.ts';

/** An account the login may trade. */
export interface AccountIdentity {
  readonly accountId: AccountId;
  /** The number the broker shows for the account, its virtual one where it has one; null when it did not say. */
  readonly accountNumber: string | null;
  readonly alias: string | null;
  /** The broker's word, e.g. "INDIVIDUAL", "DEMO". */
  readonly type: string | null;
  /** The broker's coarse permission word, e.g. "STKNOPT", "PMRGN"; it is not an options level. */
  readonly tradingType: string | null;
  readonly currency: Currency | null;
}

/** Account figures as the broker reports them, in `currency`. Null means it did not say: never zero. */
export interface AccountFigures {
  readonly accountId: AccountId;
  readonly currency: Currency;
  readonly netLiquidation: Big | null;
  readonly buyingPower: Big | null;
  readonly availableFunds: Big | null;
  readonly excessLiquidity: Big | null;
  readonly totalCash: Big | null;
  readonly settledCash: Big | null;
  readonly initialMargin: Big | null;
  readonly maintenanceMargin: Big | null;
  /** Of the day. */
  readonly dailyPnl: Big | null;
  readonly unrealizedPnl: Big | null;
  /** `unlimited` when the broker says the account is not limited. */
  readonly dayTradesLeft: number | 'unlimited' | null;
  readonly accountType: string | null;
  /** What else the broker says of the account, by its own names: amounts as decimal text, words as they are. */
  readonly details: Readonly<Record<string, string>>;
  readonly readAt: Instant;
}

/** The three witnesses of which money a login moves, as the broker gives them. Null: it did not say. */
export interface EnvironmentWitnesses {
  /** `isPaper` of the account list. */
  readonly accountList: 'paper' | 'live' | null;
  /** `LOGIN_TYPE` of the login check: 2 is paper, 1 is live. */
  readonly loginType: 'paper' | 'live' | null;
  /** A "D" before the account number is paper; a hint, never enough alone. */
  readonly accountPrefix: 'paper' | 'live' | null;
}

/**
 * What the witnesses prove together. Paper or live is proven when the account list has spoken and nobody disagrees;
 * otherwise `disagree` or `unproven`, and nothing may be sent.
 */
export type ProvenEnvironment = 'paper' | 'live' | 'disagree' | 'unproven';

export function provenEnvironment(witnesses: EnvironmentWitnesses): ProvenEnvironment {
  const spoken = [witnesses.accountList, witnesses.loginType, witnesses.accountPrefix].filter(
    (word) => word !== null,
  );
  if (new Set(spoken).size > 1) return 'disagree';
  return witnesses.accountList ?? 'unproven';
}
