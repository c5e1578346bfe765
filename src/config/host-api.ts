/**
 * What the page and the host agree on: paths, header names and JSON shapes of the host's own routes.
 * Everything below except the page itself needs the pairing cookie, the exact Host and Origin,
 * `Sec-Fetch-Site: same-origin` and the token of this start.
 */

/** Carries the token of this start, from `/config.json`. On sockets it is the second subprotocol. */
export const tokenHeader = 'x-strikedesk-token';
/**
 * Carries the page's half of the pairing to `/config.json`. The other half is a cookie; but browsers send a cookie of
 * localhost to the programs on all its ports, so it alone must not open anything that matters.
 */
export const pairingHeader = 'x-strikedesk-pairing';
/** Where the page keeps its half: in the storage of this origin, which no other port shares. */
export const pairingStorageKey = 'strikedesk.pairing';
/** Which lane of the request budget a gateway call uses. */
export const laneHeader = 'x-strikedesk-lane';
/** The fencing number of the leader lease; order writes without the current one are refused with 409 STALE_LEASE. */
export const fenceHeader = 'x-strikedesk-fence';
/** Milliseconds the host waits for the gateway, at most 30,000. */
export const timeoutHeader = 'x-strikedesk-timeout';
/** First subprotocol of `/gateway/ws`; the second is `token.<token>`. */
export const socketProtocol = 'strikedesk';

/** Highest first. One slot and part of the budget are kept for orders. `ticket`: an order being written waits for it. */
export const lanes = ['orders', 'session', 'ticket', 'positions', 'chain', 'background'] as const;
export type Lane = (typeof lanes)[number];

export const hostPaths = {
  config: '/config.json',
  /** Prefix of proxied calls: `/gateway/iserver/accounts` is the gateway's `/v1/api/iserver/accounts`. */
  gateway: '/gateway',
  /** `?tab=<tabId>` ties the lease to the socket: a tab whose socket closes loses it at once. */
  socket: '/gateway/ws',
  connection: '/host/connection',
  probe: '/host/connection/probe',
  lease: '/host/lease',
  status: '/host/status',
  session: '/host/session',
  backups: '/host/backups',
  restore: '/host/restore',
} as const;

/** Body of `/config.json`. */
export interface PageConfig {
  readonly version: string;
  readonly token: string;
  readonly supabase: {
    /** Null: same origin as the page (embedded). */
    readonly url: string | null;
    readonly key: string;
    readonly mode: 'embedded' | 'hosted';
  };
  /** Key material for the vault, and a short name for it. Never in the build; only for a paired browser. */
  readonly vault: { readonly keyId: string; readonly key: string };
  readonly ibkr: {
    readonly isEnabled: boolean;
    readonly gatewayHost: string;
    readonly gatewayPort: number;
    readonly gatewayIsTls: boolean;
    readonly defaultEnvironment: 'paper' | 'live';
    readonly syncIntervalMs: number;
    readonly tickleIntervalMs: number;
    readonly sessionWarningMinutes: number;
  };
  /** Null when this host runs no practice gateway. */
  readonly practice: {
    readonly host: string;
    readonly port: number;
    readonly loginUrl: string;
    /** Trades around the clock; else it keeps the hours of the real exchanges. */
    readonly isAlwaysOpen: boolean;
    /** What its exchange's clock shows, in epoch milliseconds. */
    readonly now: number;
  } | null;
}

/** Body of POST `/host/session`: the owner's Supabase session (embedded mode only). */
export interface OwnerSession {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly user_id: string;
}

/** Every error of the host itself, as JSON with a 4xx or 5xx status. `code` never comes from the gateway. */
export interface HostErrorBody {
  readonly strikedesk: {
    readonly code: HostErrorCode;
    readonly detail: string;
    /** True when it is certain that nothing was sent to the gateway. */
    readonly isUnsent: boolean;
    readonly retryAfterMs?: number;
  };
}

export type HostErrorCode =
  | 'NO_TARGET'
  | 'ROUTE_NOT_LISTED'
  | 'BAD_REQUEST'
  | 'TOO_LARGE'
  | 'STALE_LEASE'
  | 'LIVE_IS_READ_ONLY'
  | 'ENVIRONMENT_UNPROVEN'
  | 'ACCOUNT_NOT_SELECTED'
  | 'CONVERSATION_OPEN'
  | 'GATEWAY_TIMEOUT'
  | 'GATEWAY_UNREACHABLE'
  | 'GATEWAY_WEDGED'
  | 'CERTIFICATE_CHANGED'
  | 'RATE_LIMITED'
  | 'NOT_PAIRED'
  | 'BAD_TOKEN'
  | 'FOREIGN_ORIGIN'
  | 'BAD_HOST'
  | 'SHUTTING_DOWN'
  | 'DATABASE_FAILED'
  /** A bug in the host; what was asked may or may not have been done. */
  | 'HOST_FAILED';
