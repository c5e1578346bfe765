import type { Conid } from '#domain/contract.ts';
import type { AccountId, BrokerOrder, BrokerOrderId, ClientOrderId } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';
import type { BrokerError, Reply } from '#services/ports/broker.ts';
import type { LoginFacts } from '#services/ports/gateway-login.ts';

import type { PnlAnswer, PortfolioAccount } from './account/endpoints.ts';
import type { Transport } from './http.ts';
import type { SecurityDefinition } from './market/endpoints.ts';

/**
 * What has been asked in this brokerage session. Many calls answer nothing, or wrongly, until another has been made
 * once; when the session ends, all of that has to be made again.
 */
export interface SessionMemory {
  /** Account rows of the portfolio server; having them also opens its other calls. */
  portfolioAccounts: readonly PortfolioAccount[] | null;
  /** The reading of them that is under way. */
  portfolioOpening: Reply<readonly PortfolioAccount[]> | null;
  /** Their last failure, for as long as the broker wants no other reading. */
  portfolioFailure: { readonly error: BrokerError; readonly at: Instant } | null;
  login: { readonly facts: LoginFacts; readonly readAt: Instant } | null;
  selectedAccount: AccountId | null;
  /** The day's P&L as last read: the broker tells it at most once in 5 s. */
  pnl: { readonly answer: PnlAnswer; readonly readAt: Instant } | null;
  /** Readings of the order list since it was primed; null before. */
  orderReads: number | null;
  areTradesPrimed: boolean;
  /** Symbols searched: strikes and contracts are empty for others. */
  readonly searched: Set<string>;
  /** Contracts whose data line a snapshot has opened, oldest first; lines are few and shared with the stream. */
  readonly snapshotLines: Set<Conid>;
  /** Contracts the stream watches. */
  readonly watched: Set<Conid>;
  /** Accounts that were seen with holdings: an empty answer for one of these is asked twice. */
  readonly holders: Set<AccountId>;
  /** Our ids of the broker's orders, as the order list told them: the status of one order does not. */
  readonly orderRefs: Map<BrokerOrderId, ClientOrderId>;
  /** Which price of a later, partial row is the limit and which the stop depends on the type. */
  readonly orderTypes: Map<BrokerOrderId, BrokerOrder['type']>;
  /** Contract terms never change, so they outlive sessions. */
  readonly definitions: Map<Conid, SecurityDefinition>;
  /** Forgets what must be primed again for a new brokerage session of the same login. */
  endBrokerage(): void;
  /** Forgets everything that belongs to the login. */
  endSession(): void;
}

export function createSessionMemory(): SessionMemory {
  const memory: SessionMemory = {
    portfolioAccounts: null,
    portfolioOpening: null,
    portfolioFailure: null,
    login: null,
    selectedAccount: null,
    pnl: null,
    orderReads: null,
    areTradesPrimed: false,
    searched: new Set(),
    snapshotLines: new Set(),
    watched: new Set(),
    holders: new Set(),
    orderRefs: new Map(),
    orderTypes: new Map(),
    definitions: new Map(),
    endBrokerage: () => {
      memory.selectedAccount = null;
      memory.pnl = null;
      memory.snapshotLines.clear();
      memory.orderReads = null;
      memory.areTradesPrimed = false;
      memory.searched.clear();
    },
    endSession: () => {
      memory.portfolioAccounts = null;
      memory.portfolioOpening = null;
      memory.portfolioFailure = null;
      memory.login = null;
      memory.endBrokerage();
    },
  };
  return memory;
}

/** Notices on every answer that the session is gone. */
export function withMemory(transport: Transport, memory: SessionMemory): Transport {
  return {
    send: async (call) => {
      const answer = await transport.send(call);
      if (answer.ok) return answer;
      if (answer.error.kind === 'unauthenticated') memory.endSession();
      if (answer.error.kind === 'no-brokerage-session') memory.endBrokerage();
      return answer;
    },
  };
}
