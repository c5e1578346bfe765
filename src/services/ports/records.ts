import type {
  AccountFigures,
  AccountIdentity,
  EnvironmentWitnesses,
  ProvenEnvironment,
} from '#domain/account.ts';
import type { Check, MarginPreview } from '#domain/compliance/rule.ts';
import type { Execution } from '#domain/execution.ts';
import type { GatewaySession } from '#domain/gateway-session.ts';
import type { AccountId, BrokerOrder, ClientOrderId, OrderDraft } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Instant } from '#domain/time.ts';
import type { Result } from '#lib/result.ts';

/** `away`: the database did not answer. `refused`: it answered no (row level security, a check), with its words. */
export type RecordsError =
  | { readonly kind: 'away'; readonly detail: string }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string };

export type Stored<T> = Promise<Result<T, RecordsError>>;

/** A gateway connection the trader set up, one per environment. No password, ever. */
export interface Connection {
  readonly environment: Environment;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** The IBKR username as a label; encrypted at rest. Empty when the key is gone: it is asked for again. */
  readonly usernameLabel: string;
  readonly accountId: AccountId | null;
  /** 1 to 4 as the trader states it, null when not stated. */
  readonly optionsLevel: number | null;
  /** Set once all four wizard steps are done. */
  readonly completedAt: Instant | null;
}

export interface Acknowledgment {
  readonly documentId: string;
  readonly version: string;
  readonly title: string;
  /** The account picked at that time; null when none was. */
  readonly accountId: AccountId | null;
  /** SHA-256 of the text that was shown, hex. */
  readonly textHash: string;
  readonly environment: Environment;
  readonly acknowledgedAt: Instant;
}

export interface ComplianceRecord {
  readonly clientOrderId: ClientOrderId;
  readonly accountId: AccountId;
  readonly environment: Environment;
  readonly checks: readonly Check[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly ruleSet: string;
  readonly isAllowed: boolean;
  readonly at: Instant;
}

export interface OrderRecord {
  readonly draft: OrderDraft | null;
  readonly order: BrokerOrder | null;
  readonly outcome: SubmitOutcome | null;
  readonly environment: Environment;
  readonly at: Instant;
  /** What was on screen when the trader confirmed. */
  readonly shown?: {
    readonly sentence: string;
    readonly checks: readonly Check[];
    readonly preview: MarginPreview | null;
  };
  /** The broker's questions in its own words with the trader's answers, in the order they came. */
  readonly questions?: readonly QuestionRecord[];
  /** When it was handed to the gateway; null when it did not leave. */
  readonly sentAt?: Instant | null;
}

export interface QuestionRecord {
  readonly messages: readonly string[];
  readonly messageIds: readonly string[];
  readonly isConfirmed: boolean;
  readonly answeredAt: Instant;
}

/** A login at one moment, or at its end. */
export interface SessionRecord {
  readonly session: GatewaySession;
  /** When it began: with the environment, what tells it from others. */
  readonly loggedInAt: Instant;
  readonly environment: Environment;
  readonly accountId: AccountId | null;
  /** Answered tickles since the record before. */
  readonly tickles: number;
  /** How it ended, null while it has not. `not-logged-in`: the gateway forgot it before its time. */
  readonly end: 'logged-out' | 'disconnected' | 'expired' | 'not-logged-in' | null;
  readonly at: Instant;
}

/** The broker's own words about whose money a login moves, and when it said them. */
export interface ConnectionProof {
  /** SHA-256 of the certificate that the gateway showed, as hex with colons; null without TLS. */
  readonly fingerprint: string | null;
  readonly witnesses: EnvironmentWitnesses;
  readonly verdict: ProvenEnvironment;
  readonly at: Instant;
}

/** The trader's own tables, guarded by row level security. */
export interface Records {
  loadConnections(): Stored<readonly Connection[]>;
  /** `proof` is null while no login of this connection has listed its accounts. */
  saveConnection(connection: Connection, proof: ConnectionProof | null): Stored<void>;
  /** Deletes the stored credentials of an environment; logs stay. */
  forgetConnection(environment: Environment): Stored<void>;
  saveAccount(
    identity: AccountIdentity,
    figures: AccountFigures | null,
    environment: Environment,
    /** As the trader stated it for the connection; the broker does not tell it. */
    optionsLevel: number | null,
  ): Stored<void>;
  /** Replaces the account's rows: what is not in `positions` is marked closed, never deleted. */
  savePositions(
    accountId: AccountId,
    positions: readonly Position[],
    environment: Environment,
    readAt: Instant,
  ): Stored<void>;
  /** A newer reading was expected and did not come. */
  markPositionsStale(accountId: AccountId, environment: Environment): Stored<void>;
  saveOrder(record: OrderRecord): Stored<void>;
  /** Known execution ids stay, with their commission put in once it is told. Returns how many were new. */
  saveExecutions(executions: readonly Execution[], environment: Environment): Stored<number>;
  loadExecutions(accountId: AccountId, limit: number): Stored<readonly Execution[]>;
  /** One row per login; gives back its id. An end that is already known stays, unless the trader logged out. */
  saveSession(record: SessionRecord): Stored<string | null>;
  saveCompliance(record: ComplianceRecord): Stored<void>;
  saveAcknowledgment(acknowledgment: Acknowledgment): Stored<void>;
  loadAcknowledgments(environment: Environment): Stored<readonly Acknowledgment[]>;
}
