import type {
  AccountFigures,
  AccountIdentity,
  EnvironmentWitnesses,
  ProvenEnvironment,
} from '#domain/account.ts';
import type { Facts } from '#domain/compliance/rule.ts';
import type { GatewaySession } from '#domain/gateway-session.ts';
import type {
  ConnectionState,
  HostStatus,
  LeaseState,
  ProbeReport,
  TargetRequest,
} from '#domain/host-facts.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Instant } from '#domain/time.ts';
import type { Environment, TradingMode } from '#domain/trading-mode.ts';
import type { Readable } from '#lib/readable.ts';

import type { MarketService, QuoteBoard } from './market-service.ts';
import type { OrderService } from './order-service.ts';
import type { AuditEntry, AuditFilter, StoredAuditEntry } from './ports/audit-log.ts';
import type { BrokerError, Reply } from './ports/broker.ts';
import type { Clock } from './ports/clock.ts';
import type { FromHost, HostLink } from './ports/host-link.ts';
import type { Acknowledgment, Connection, Stored } from './ports/records.ts';

/** Where the desk is pointed and which money that is. */
export interface DeskMode {
  readonly mode: TradingMode | null;
  readonly environment: Environment | null;
  /** What the broker's own fields prove; the window's frame shows this, not the choice. */
  readonly proof: ProvenEnvironment;
  readonly accountId: AccountId | null;
}

/** The gateway connection: set up, connect, disconnect, forget. */
export interface ConnectionService {
  readonly state: Readable<ConnectionState | null>;
  readonly mode: Readable<DeskMode>;
  readonly lease: Readable<LeaseState | null>;
  readonly hostStatus: Readable<HostStatus | null>;
  /**
   * Makes this tab the one that leads; false when it does not. From a tab whose order is in question only when the trader
   * was warned.
   */
  takeOver(isWarned: boolean): Promise<boolean>;
  probe(target: TargetRequest): FromHost<ProbeReport>;
  /** Points the host at the target and starts the session keeper. `environment` is what the trader chose. */
  /** `acceptFingerprint`: the changed certificate that the trader has looked at and accepts. */
  connect(
    target: TargetRequest,
    environment: Environment,
    acceptFingerprint?: string | null,
  ): FromHost<ProbeReport>;
  disconnect(): FromHost<void>;
  /** Deletes the stored credentials of the environment; the audit log stays. */
  forget(environment: Environment): Stored<void>;
  loadSaved(): Stored<readonly Connection[]>;
  save(connection: Connection): Stored<void>;
  loadAcknowledgments(environment: Environment): Stored<readonly Acknowledgment[]>;
  acknowledge(acknowledgment: Acknowledgment): Stored<void>;
}

/** Keeps the login alive and tells its four truths. */
export interface SessionKeeper {
  readonly session: Readable<GatewaySession>;
  /** Asks the broker now, instead of at the next beat. */
  checkNow(): Promise<void>;
  /** Takes the seat from another login of the same user: only when the trader chose it. */
  takeOver(): Reply<void>;
  logout(): Reply<void>;
}

export interface AccountService {
  /** All accounts of the login, with the paper or live witnesses. */
  readonly list: Readable<{
    readonly accounts: readonly AccountIdentity[];
    readonly witnesses: EnvironmentWitnesses;
    readonly proof: ProvenEnvironment;
  } | null>;
  readonly selected: Readable<AccountId | null>;
  select(accountId: AccountId): Reply<void>;
  fetchFigures(accountId: AccountId): Reply<AccountFigures>;
}

export interface PositionService {
  readonly positions: Readable<{
    readonly rows: readonly Position[] | null;
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>;
  readonly figures: Readable<{
    readonly value: AccountFigures | null;
    readonly error: BrokerError | null;
  }>;
  /** Reads account, positions, orders and executions now. */
  syncNow(): Promise<void>;
}

export interface AuditService {
  append(
    entry: Omit<AuditEntry, 'at' | 'environment' | 'accountId'> & Partial<AuditEntry>,
  ): Promise<void>;
  load(filter: AuditFilter): Promise<readonly StoredAuditEntry[]>;
  waiting(): Promise<number>;
}

/** Short messages for the trader: fills, refusals, trouble. The screen words them. */
export interface Notice {
  readonly id: string;
  readonly at: Instant;
  readonly severity: 'info' | 'warn' | 'block';
  readonly code:
    | 'ORDER_FILLED'
    | 'ORDER_PARTLY_FILLED'
    | 'ORDER_REJECTED'
    | 'ORDER_CANCELED'
    | 'ORDER_UNLISTED'
    | 'ORDER_UNKNOWN'
    | 'ORDER_FOUND'
    | 'QUESTION_LAPSED'
    | 'SESSION_EXPIRES'
    | 'BROKER_NOTICE'
    | 'DATABASE_AWAY';
  readonly facts: Facts;
  /** Id of the thing told about; null when it stands for itself. */
  readonly about: string | null;
}

/** Everything the screens may ask for. `app` builds it; features reach it through hooks in `queries`. */
export interface DeskServices {
  readonly clock: Clock;
  /** Milliseconds the market is ahead of `clock`; 0 everywhere but at the practice exchange. */
  readonly marketLead: Readable<number>;
  readonly connection: ConnectionService;
  readonly session: SessionKeeper;
  readonly account: AccountService;
  readonly market: MarketService;
  readonly quotes: QuoteBoard;
  readonly orders: OrderService;
  readonly positions: PositionService;
  readonly audit: AuditService;
  readonly notices: Readable<readonly Notice[]>;
  readonly dismissNotice: (id: string) => void;
  readonly backups: Pick<HostLink, 'listBackups' | 'makeBackup' | 'restoreBackup'>;
  readonly practice: {
    readonly host: string;
    readonly port: number;
    readonly loginUrl: string;
    /** Trades around the clock; else it keeps the hours of the real exchanges. */
    readonly isAlwaysOpen: boolean;
  } | null;
  readonly defaults: {
    readonly gatewayHost: string;
    readonly gatewayPort: number;
    readonly gatewayIsTls: boolean;
    readonly environment: 'paper' | 'live';
    readonly isIbkrEnabled: boolean;
  };
  /** How often account, positions, orders and fills are read by themselves. */
  readonly syncEveryMs: number;
  readonly hostedDatabase: HostedDatabase | null;
}

/** The project that keeps the records, when it is not the database on this computer. */
export interface HostedDatabase {
  readonly url: string;
  /** Ends this browser's session and goes back to the sign-in page. */
  signOut(): Promise<void>;
}
