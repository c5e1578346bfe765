import type { PracticeHours } from '#domain/gateway-session.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import type { BrokerageStatus, LoginFacts } from '#services/ports/gateway-login.ts';

import { parseEpoch } from '../parse-text.ts';
import type { AuthStatus, ValidateAnswer } from './endpoints.ts';

/** A build that does not tell `established` or `connected` means them by `authenticated`. */
export function parseAuthStatus(wire: AuthStatus): BrokerageStatus {
  return {
    isAuthenticated: wire.authenticated,
    isEstablished: wire.authenticated && (wire.established ?? true),
    isCompeting: wire.competing ?? false,
    isConnected: wire.connected ?? wire.authenticated,
    message: wire.message ?? wire.fail ?? '',
    practiceHours: parsePracticeHours(wire.serverInfo?.serverName, wire.serverInfo?.serverVersion),
    server: serverOf(wire.serverInfo),
  };
}

function serverOf(wire: AuthStatus['serverInfo']): BrokerageStatus['server'] {
  const name = wire?.serverName ?? null;
  return name === null ? null : { name, version: wire?.serverVersion ?? null };
}

/** The practice gateway names itself in the one place where the broker names its server, and says which hours it keeps. */
function parsePracticeHours(
  serverName: string | null | undefined,
  serverVersion: string | null | undefined,
): PracticeHours | null {
  if (serverName !== 'PRACTICE') return null;
  return /as if the market were open/.test(serverVersion ?? '') ? 'always' : 'exchange';
}

const loginTypes: Readonly<Record<number, 'paper' | 'live'>> = { 1: 'live', 2: 'paper' };

export function parseLoginFacts(wire: ValidateAnswer): LoginFacts {
  return {
    username: wire.USER_NAME,
    environment: wire.LOGIN_TYPE === null ? null : (loginTypes[wire.LOGIN_TYPE] ?? null),
    loggedInAt: wholeSecond(parseEpoch(wire.AUTH_TIME)),
    expiresInMs: wire.EXPIRES,
    region: wire.region,
  };
}

/** It names the login: an answer that is a few milliseconds off must not make it another one. */
const wholeSecond = (at: Instant | null): Instant | null =>
  at === null ? null : instantOf(Math.floor(at / 1000) * 1000);
