import type { GatewaySession, Lamp, LampCause, LampName } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';

import type { Writable } from '#lib/readable.ts';

import type { BrokerError } from '../ports/broker.ts';
import type { BrokerageStatus } from '../ports/gateway-login.ts';

const dark = (cause: LampCause): Lamp => ({ state: 'down', cause, provenAt: null });

export const disconnectedSession: GatewaySession = {
  lamps: {
    sso: dark('not-connected'),
    brokerage: dark('not-connected'),
    data: dark('not-connected'),
    socket: dark('not-connected'),
  },
  isReady: false,
  username: null,
  loggedInAt: null,
  isLoggedOut: false,
  server: null,
  expiresAt: null,
  lastTickleAt: null,
  warningSince: null,
  practiceHours: null,
};

export const waiting: Lamp = { state: 'waiting', cause: null, provenAt: null };

export const waitingSession: GatewaySession = {
  ...disconnectedSession,
  lamps: { sso: waiting, brokerage: waiting, data: waiting, socket: waiting },
};

export const lit = (now: Instant): Lamp => ({ state: 'good', cause: null, provenAt: now });

/** Puts changed lamps into the session; tells nobody when nothing is new. */
export function light(
  session: Writable<GatewaySession>,
  changed: Partial<Record<LampName, Lamp>>,
): void {
  const before = session.get();
  const lamps = mergeLamps(before.lamps, changed);
  if (lamps !== before.lamps) session.set({ ...before, lamps });
}

/** Keeps which server holds the session; one that does not say is still the one before. */
export function takeServer(session: Writable<GatewaySession>, { server }: BrokerageStatus): void {
  const before = session.get();
  const known = before.server;
  if (server === null || (server.name === known?.name && server.version === known.version)) return;
  session.set({ ...before, server });
}

/** The lamps after the broker told the state of the brokerage session. An answer proves the SSO login too. */
export function lampsFromStatus(
  status: BrokerageStatus,
  now: Instant,
): Pick<Record<LampName, Lamp>, 'sso' | 'brokerage'> {
  const brokerage = causeOfStatus(status);
  return {
    sso: lit(now),
    brokerage:
      brokerage === null
        ? lit(now)
        : {
            state: brokerage === 'starting' ? 'waiting' : 'down',
            cause: brokerage,
            provenAt: null,
          },
  };
}

function causeOfStatus(status: BrokerageStatus): LampCause | null {
  if (status.isCompeting) return 'competing';
  if (!status.isAuthenticated) return 'no-brokerage-session';
  return status.isEstablished ? null : 'starting';
}

/** The lamps after a failed session call. Without a brokerage session the login itself may still stand. */
export function lampsFromError(error: BrokerError): Partial<Record<LampName, Lamp>> {
  const down = dark(causeOfError(error));
  return error.kind === 'no-brokerage-session'
    ? { brokerage: down }
    : { sso: down, brokerage: down };
}

/** What a failed session call says about the lamps. One silence is not a logout: the caller counts. */
function causeOfError(error: BrokerError): LampCause {
  switch (error.kind) {
    case 'unauthenticated':
      return 'not-logged-in';
    case 'no-brokerage-session':
      return 'no-brokerage-session';
    case 'rate-limited':
      return 'rate-limited';
    case 'unreachable':
      return 'gateway-unreachable';
    case 'no-answer':
      return causeOfSilence(error.status);
    case 'invalid-reply':
      return 'not-a-gateway';
    case 'rejected':
      return 'broker-error';
    case 'refused':
      return causeOfRefusal[error.code] ?? 'not-connected';
  }
}

const causeOfSilence = (status: number | undefined): LampCause =>
  status === undefined ? 'gateway-silent' : 'broker-error';

const causeOfRefusal: Readonly<Partial<Record<string, LampCause>>> = {
  GATEWAY_WEDGED: 'gateway-wedged',
  ACCESS_DENIED: 'access-denied',
  ORIGIN_REFUSED: 'access-denied',
  CALL_UNKNOWN: 'not-a-gateway',
};

/** The socket lamp while the line is not open. */
export function socketLamp(state: 'waiting' | 'closed' | 'silent', before: Lamp): Lamp {
  switch (state) {
    case 'waiting':
      return waiting;
    case 'closed':
      return { state: 'down', cause: 'socket-closed', provenAt: null };
    case 'silent':
      return { state: 'late', cause: 'socket-silent', provenAt: before.provenAt };
  }
}

/** The data lamp once prices stopped coming: when they last did is still known. Without any yet it keeps waiting. */
export function withoutData(before: Lamp): Lamp {
  if (before.state === 'waiting') return before;
  return { state: 'late', cause: 'no-market-data', provenAt: before.provenAt };
}

/**
 * Lamps with the changed ones put in. The same state proven again within a second keeps the old lamp, so that a thousand
 * quotes do not redraw it a thousand times; nothing new gives back the same object.
 */
function mergeLamps(
  before: Readonly<Record<LampName, Lamp>>,
  changed: Partial<Record<LampName, Lamp>>,
): Readonly<Record<LampName, Lamp>> {
  const merged = { ...before };
  let isNew = false;
  for (const name of ['sso', 'brokerage', 'data', 'socket'] as const) {
    const lamp = changed[name];
    if (lamp === undefined || isSame(before[name], lamp)) continue;
    merged[name] = lamp;
    isNew = true;
  }
  return isNew ? merged : before;
}

function isSame(a: Lamp, b: Lamp): boolean {
  if (a.state !== b.state || a.cause !== b.cause) return false;
  if (a.provenAt === null || b.provenAt === null) return a.provenAt === b.provenAt;
  return b.provenAt - a.provenAt < 1_000;
}
