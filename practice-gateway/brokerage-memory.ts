import type { Conid } from '#domain/contract.ts';

/** A snapshot stream: opened by the first call, which answers without data. */
export interface SnapshotStream {
  readonly openedAt: number;
  readonly fields: Set<string>;
  usedAt: number;
}

export interface Question {
  /** The broker's number of the message, e.g. "o163". */
  readonly id: string;
  readonly text: string;
}

/** The questions about one order or set of orders, asked one after the other; the order is placed after the last. */
export interface Conversation {
  /** Changes with every question. */
  readonly replyId: string;
  readonly askedAt: number;
  readonly next: readonly Question[];
  readonly proceed: () => Response;
}

/** What one brokerage session remembers; a new init starts with nothing. */
export interface BrokerageMemory {
  /** `/iserver/accounts` was read. */
  isAccountListRead: boolean;
  /** Underlyings found by symbol. Searching by name does not count. */
  readonly searched: Set<Conid>;
  readonly streams: Map<Conid, SnapshotStream>;
  readonly suppressed: Set<string>;
  conversation: Conversation | null;
  areOrdersPrimed: boolean;
  areTradesPrimed: boolean;
  isPnlPrimed: boolean;
  readonly primedAlgos: Set<Conid>;
  /** Filtered order lists silence the `sor` topic. */
  isOrderTopicSilent: boolean;
}

export function freshMemory(): BrokerageMemory {
  return {
    isAccountListRead: false,
    searched: new Set(),
    streams: new Map(),
    suppressed: new Set(),
    conversation: null,
    areOrdersPrimed: false,
    areTradesPrimed: false,
    isPnlPrimed: false,
    primedAlgos: new Set(),
    isOrderTopicSilent: false,
  };
}
