/** What the local host tells of itself: the gateway it points at, its probe, its budget, its lease, its backups. */

/** What the trader points the desk at. */
export interface TargetRequest {
  readonly kind: 'practice' | 'own';
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

export type ProbeStep = 'port' | 'scheme' | 'certificate' | 'gateway' | 'login';
/** `pass`, `warn` (works, read this), `fail` (first broken link), `waiting` (later links after a failure; login not done). */
export type ProbeVerdict = 'pass' | 'warn' | 'fail' | 'waiting';

export type ProbeCode =
  | 'ANSWERS'
  | 'TWS_SOCKET_PORT'
  | 'PRACTICE_PORT'
  | 'AIRPLAY_ON_PORT'
  | 'NOT_LOOPBACK'
  | 'BAD_ADDRESS'
  | 'CONNECTION_REFUSED'
  | 'NO_ANSWER'
  | 'PLAIN_HTTP_ON_TLS_PORT'
  | 'TLS_ON_PLAIN_PORT'
  | 'CERTIFICATE_PINNED'
  | 'CERTIFICATE_FIRST_SEEN'
  | 'CERTIFICATE_STOCK'
  | 'CERTIFICATE_CHANGED'
  | 'NO_TLS'
  | 'GATEWAY_FOUND'
  | 'PRACTICE_GATEWAY_FOUND'
  | 'NOT_A_GATEWAY'
  | 'ACCESS_DENIED'
  | 'ORIGIN_REFUSED'
  | 'UPSTREAM_SILENT'
  | 'LOGGED_IN'
  | 'NOT_LOGGED_IN'
  | 'BROKER_ERROR';

export interface ProbeCheck {
  readonly step: ProbeStep;
  readonly verdict: ProbeVerdict;
  readonly code: ProbeCode | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly elapsedMs: number | null;
}

/** Answer of POST `/host/connection/probe` (looks only) and POST `/host/connection` (looks, then connects when `isGateway`). */
export interface ProbeReport {
  readonly target: TargetRequest;
  readonly checks: readonly ProbeCheck[];
  /** True when a gateway answers there, logged in or not: only then may it become the target. */
  readonly isGateway: boolean;
  /** SHA-256 of the certificate, colon-separated hex; null without TLS. */
  readonly fingerprint: string | null;
}

/** GET and DELETE `/host/connection`. */
export interface ConnectionState {
  /** `isPractice` is recognised by the host (it started that gateway), never by the protocol. */
  readonly target:
    (TargetRequest & { readonly isPractice: boolean; readonly loginUrl: string }) | null;
  readonly fingerprint: string | null;
}

/**
 * POST `/host/lease` `{tabId, wish}`. `renew` asks politely, `take` takes it from another tab unless that one is talking with
 * the broker about an order, `seize` takes it even then: its question stays unanswered. `leave` gives it up.
 */
export interface LeaseRequest {
  readonly tabId: string;
  readonly wish: 'renew' | 'take' | 'seize' | 'leave';
}

export interface LeaseState {
  readonly isLeader: boolean;
  /** Send it with order writes; grows with every change of leader. */
  readonly fence: number;
  readonly ttlMs: number;
  /** True while the leading tab is alive and an order of it is on its way or asked about. */
  readonly isTalking: boolean;
}

/** GET `/host/status`, and pushed on the socket as `{"topic":"host","status":...}` about once a second while it changes. */
export interface HostStatus {
  readonly budget: {
    /** Requests sent in the last second, and how many are allowed. */
    readonly used: number;
    readonly limit: number;
    readonly waiting: number;
    /** Milliseconds until sending resumes after a 429; 0 otherwise. */
    readonly pausedMs: number;
  };
  readonly slots: {
    readonly busy: number;
    /** Calls whose client gave up but which the gateway still holds. */
    readonly hung: number;
    readonly limit: number;
    readonly isWedged: boolean;
  };
  readonly socket: {
    readonly state: 'closed' | 'connecting' | 'open' | 'silent';
    readonly ageMs: number | null;
  };
  readonly tabs: number;
}

/** Frames the host adds to the gateway's own on `/gateway/ws`. */
export type HostFrame =
  | { readonly topic: 'host'; readonly status: HostStatus }
  | {
      readonly topic: 'host';
      readonly lease: { readonly leaderTabId: string | null; readonly fence: number };
    }
  | { readonly topic: 'host'; readonly connection: ConnectionState };

export interface BackupInfo {
  readonly id: string;
  readonly madeAt: string;
  readonly reason: 'start' | 'migration' | 'manual' | 'before-restore';
  readonly bytes: number;
}
