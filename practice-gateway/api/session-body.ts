import { createHash } from 'node:crypto';

import type { PracticeSession } from '../practice-session.ts';
import type { World } from '../world.ts';

/** The one place of the protocol that can tell what stands behind it. */
export const serverInfo = ({ settings }: World) => ({
  serverName: 'PRACTICE',
  serverVersion: settings.alwaysOpen
    ? 'Practice exchange, trades as if the market were open'
    : 'Practice exchange, keeps market hours',
});

/** A number that stays the same for a username. */
function userIdOf(username: string): number {
  return createHash('sha256').update(username).digest().readUInt32BE(0) % 900_000_000;
}

function messageOf(session: PracticeSession): string {
  return session.brokerage === 'competing' ? 'Another session is connected' : '';
}

/** The brokerage status object of auth/status, ssodh/init and tickle. */
export function statusBody(world: World) {
  const { session } = world;
  const state = session.brokerage;
  return {
    authenticated: state === 'ready' || state === 'starting',
    established: state === 'ready',
    competing: state === 'competing',
    connected: state !== 'none',
    message: messageOf(session),
    MAC: '98:F2:B3:23:BF:A0',
    serverInfo: serverInfo(world),
  };
}

export function tickleBody(world: World) {
  const { session } = world;
  const { sso } = session;
  if (sso === null) return { error: 'no session' };
  return {
    session: sso.token,
    ssoExpires: session.countdownMs(),
    collission: false,
    userId: userIdOf(sso.username),
    hmds: { error: 'no bridge' },
    iserver: { authStatus: statusBody(world) },
  };
}

/** GET /sso/validate. `LOGIN_TYPE` 2 is paper, 1 is live. */
export function validateBody(world: World) {
  const { session, clock, settings } = world;
  const { sso } = session;
  if (sso === null) return null;
  return {
    USER_ID: userIdOf(sso.username),
    USER_NAME: sso.username,
    RESULT: true,
    AUTH_TIME: clock.marketAt(sso.startedAt),
    SF_ENABLED: false,
    IS_FREE_TRIAL: false,
    CREDENTIAL: sso.username,
    IP: '127.0.0.1',
    EXPIRES: session.countdownMs(),
    QUALIFIED_FOR_MOBILE_AUTH: null,
    LANDING_APP: 'UNIVERSAL',
    IS_MASTER: false,
    lastAccessed: clock.market(),
    LOGIN_TYPE: settings.isPaper ? 2 : 1,
    PAPER_USER_NAME: sso.username,
    features: {
      env: 'PROD',
      wlms: true,
      realtime: true,
      bond: true,
      optionChains: true,
      calendar: true,
      newMf: true,
    },
    region: 'NJ',
  };
}
