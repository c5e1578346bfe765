import * as z from 'zod/mini';

import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { Transport } from '../http.ts';
import { flag, looseNumber, words } from '../schema.ts';

/** Descriptive: whatever a build makes of it, the status counts. */
const serverInfo = z.catch(z.nullish(z.object({ serverName: words, serverVersion: words })), null);

const authStatus = z.object({
  authenticated: z.boolean(),
  established: flag,
  competing: flag,
  connected: flag,
  message: words,
  fail: words,
  serverInfo,
});
export type AuthStatus = z.output<typeof authStatus>;

const tickleAnswer = z.object({
  ssoExpires: looseNumber,
  iserver: z.object({ authStatus }),
});

const validateAnswer = z.object({
  RESULT: flag,
  USER_NAME: words,
  LOGIN_TYPE: looseNumber,
  AUTH_TIME: looseNumber,
  EXPIRES: looseNumber,
  region: words,
});
export type ValidateAnswer = z.output<typeof validateAnswer>;

/** POST /iserver/auth/status */
export const postAuthStatus = (transport: Transport): Reply<AuthStatus> =>
  ask(transport, { method: 'POST', path: '/iserver/auth/status', lane: 'session' }, authStatus);

/** POST /iserver/auth/ssodh/init. `publish` must be true; `compete` ends the user's other session. */
export const postSsodhInit = (transport: Transport, compete: boolean): Reply<AuthStatus> =>
  ask(
    transport,
    {
      method: 'POST',
      path: '/iserver/auth/ssodh/init',
      body: { publish: true, compete },
      lane: 'session',
    },
    authStatus,
  );

/** POST /tickle, at most once a second */
export const postTickle = (transport: Transport): Reply<z.output<typeof tickleAnswer>> =>
  ask(transport, { method: 'POST', path: '/tickle', lane: 'session' }, tickleAnswer);

/** GET /sso/validate, at most once a minute */
export const getSsoValidate = (transport: Transport): Reply<ValidateAnswer> =>
  ask(transport, { method: 'GET', path: '/sso/validate', lane: 'session' }, validateAnswer);

/** POST /logout */
export const postLogout = (transport: Transport): Reply<unknown> =>
  ask(
    transport,
    { method: 'POST', path: '/logout', lane: 'session', acceptsText: true },
    z.union([z.string(), z.object({ status: z.unknown() })]),
  );
