import type { HostErrorBody, HostErrorCode } from '#config/host-api.ts';

/** The host's no to a request, before it becomes a response. */
export interface Refusal {
  readonly status: number;
  readonly code: HostErrorCode;
  /** One sentence for the trader; never holds a secret. */
  readonly detail: string;
  /** True when it is certain that nothing was sent to the gateway. */
  readonly isUnsent: boolean;
  readonly retryAfterMs?: number;
}

const statusOf: Readonly<Record<HostErrorCode, number>> = {
  NO_TARGET: 409,
  ROUTE_NOT_LISTED: 404,
  BAD_REQUEST: 400,
  TOO_LARGE: 413,
  STALE_LEASE: 409,
  LIVE_IS_READ_ONLY: 403,
  ENVIRONMENT_UNPROVEN: 403,
  ACCOUNT_NOT_SELECTED: 403,
  CONVERSATION_OPEN: 409,
  GATEWAY_TIMEOUT: 504,
  GATEWAY_UNREACHABLE: 502,
  GATEWAY_WEDGED: 503,
  CERTIFICATE_CHANGED: 502,
  RATE_LIMITED: 429,
  NOT_PAIRED: 401,
  BAD_TOKEN: 401,
  FOREIGN_ORIGIN: 403,
  BAD_HOST: 421,
  SHUTTING_DOWN: 503,
  DATABASE_FAILED: 500,
  HOST_FAILED: 500,
};

interface More {
  readonly status?: number;
  /** Default true: most refusals happen before anything is sent. */
  readonly isUnsent?: boolean;
  readonly retryAfterMs?: number;
}

export function refusal(code: HostErrorCode, detail: string, more: More = {}): Refusal {
  return { status: statusOf[code], code, detail, isUnsent: true, ...more };
}

export function errorBody({ code, detail, isUnsent, retryAfterMs }: Refusal): HostErrorBody {
  return {
    strikedesk: { code, detail, isUnsent, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  };
}
