import {
  type AccountFigures,
  type AccountIdentity,
  type EnvironmentWitnesses,
  provenEnvironment,
  type ProvenEnvironment,
} from '#domain/account.ts';
import type { Conid } from '#domain/contract.ts';
import type { Execution } from '#domain/execution.ts';
import type { GatewaySession } from '#domain/gateway-session.ts';
import type { ConnectionState, HostStatus, LeaseState } from '#domain/host-facts.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { writable, type Writable } from '#lib/readable.ts';
import type { DeskMode, Notice } from '#services/desk-services.ts';
import type { DeskOrder, UnknownOrder } from '#services/order-service.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { Acknowledgment, Connection } from '#services/ports/records.ts';

import {
  fakeAccountId,
  fakeExecutions,
  fakeFigures,
  fakeIdentity,
  fakeOrders,
  fakePositions,
  fakeStatus,
  paperWitnesses,
  readySession,
  ownTarget,
} from './fake-account.ts';
import { fakeNow, fakeQuotes } from './fake-market.ts';

type AccountListValue = {
  readonly accounts: readonly AccountIdentity[];
  readonly witnesses: EnvironmentWitnesses;
  readonly proof: ProvenEnvironment;
};

/** What the fake desk shows now. Set any of them and the screens follow. */
export interface FakeDeskPens {
  readonly connection: Writable<ConnectionState | null>;
  readonly mode: Writable<DeskMode>;
  readonly lease: Writable<LeaseState | null>;
  readonly hostStatus: Writable<HostStatus | null>;
  readonly session: Writable<GatewaySession>;
  readonly list: Writable<AccountListValue | null>;
  readonly selected: Writable<AccountId | null>;
  readonly positions: Writable<{
    readonly rows: readonly Position[] | null;
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly figures: Writable<{
    readonly value: AccountFigures | null;
    readonly error: BrokerError | null;
  }>;
  readonly orders: Writable<{
    readonly rows: readonly DeskOrder[];
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly executions: Writable<{
    readonly rows: readonly Execution[];
    readonly readAt: Instant | null;
  }>;
  readonly unknown: Writable<readonly UnknownOrder[]>;
  readonly notices: Writable<readonly Notice[]>;
  readonly quote: (conid: Conid) => Writable<Quote | null>;
  /** Milliseconds the market is ahead. */
  readonly marketLead: Writable<number>;
}

/** What the screens have stored. */
export interface Saved {
  connections: Connection[];
  acknowledgments: Acknowledgment[];
}

/** What the parts of the fake desk share. */
export interface Parts {
  readonly clock: Clock;
  readonly pens: FakeDeskPens;
  readonly saved: Saved;
  readonly note: (what: string, ...words: readonly unknown[]) => void;
}

/** The list of one account with these witnesses. */
export function accountList(
  witnesses: EnvironmentWitnesses,
  accounts: readonly AccountIdentity[] = [fakeIdentity],
): AccountListValue {
  return { accounts, witnesses, proof: provenEnvironment(witnesses) };
}

type ValueOf<Pen> = Pen extends Writable<infer Value> ? Value : never;

export function makePens(): FakeDeskPens {
  const quotes = new Map(fakeQuotes().map((quote) => [quote.conid, writable<Quote | null>(quote)]));
  return {
    connection: writable<ConnectionState | null>(ownTarget),
    mode: writable<DeskMode>({
      mode: 'ibkr-paper',
      environment: 'paper',
      proof: 'paper',
      accountId: fakeAccountId,
    }),
    lease: writable<LeaseState | null>({ isLeader: true, fence: 1, ttlMs: 3000, isTalking: false }),
    hostStatus: writable<HostStatus | null>(fakeStatus),
    session: writable(readySession),
    list: writable<AccountListValue | null>(accountList(paperWitnesses)),
    selected: writable<AccountId | null>(fakeAccountId),
    positions: writable<ValueOf<FakeDeskPens['positions']>>({
      rows: fakePositions(),
      readAt: instantOf(fakeNow - 6000),
      error: null,
    }),
    figures: writable<ValueOf<FakeDeskPens['figures']>>({ value: fakeFigures, error: null }),
    orders: writable<ValueOf<FakeDeskPens['orders']>>({
      rows: fakeOrders(),
      readAt: instantOf(fakeNow - 4000),
      error: null,
    }),
    executions: writable<ValueOf<FakeDeskPens['executions']>>({
      rows: fakeExecutions(),
      readAt: instantOf(fakeNow - 4000),
    }),
    unknown: writable<readonly UnknownOrder[]>([]),
    notices: writable<readonly Notice[]>([]),
    marketLead: writable(0),
    quote: (conid) => {
      const known = quotes.get(conid) ?? writable<Quote | null>(null);
      quotes.set(conid, known);
      return known;
    },
  };
}
