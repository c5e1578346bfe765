import type { LampCause, LampName } from '#domain/gateway-session.ts';

export const lampNames: Record<LampName, string> = {
  sso: 'SSO',
  brokerage: 'Brokerage',
  data: 'Data',
  socket: 'Socket',
};

/** What each lamp is about, for the hover. */
export const lampMeanings: Record<LampName, string> = {
  sso: 'The login at the gateway',
  brokerage: 'The trading session at the broker: without it no order can be sent or cancelled',
  data: 'Prices',
  socket: 'The live line on which fills and quotes arrive',
};

/** Instead of the age: at most two short words, the column is narrow. */
export const causeWords: Record<LampCause, string> = {
  'not-connected': 'no gateway',
  'gateway-unreachable': 'unreachable',
  'gateway-silent': 'no answer',
  'gateway-wedged': 'wedged',
  'not-a-gateway': 'no gateway',
  'access-denied': 'denied',
  'not-logged-in': 'logged out',
  'no-brokerage-session': 'no session',
  competing: 'taken',
  starting: 'starting',
  'no-market-data': 'no data',
  'socket-closed': 'closed',
  'socket-silent': 'silent',
  'rate-limited': 'paused',
  'broker-error': 'error',
};

/** The same in full, for screen readers and the hover. */
export const causeSentences: Record<LampCause, string> = {
  'not-connected': 'No gateway is connected.',
  'gateway-unreachable': 'The gateway cannot be reached.',
  'gateway-silent': 'The gateway does not answer.',
  'gateway-wedged': 'The gateway holds calls that never end. Restart it.',
  'not-a-gateway': 'Something else than the gateway answers at its address.',
  'access-denied': 'The gateway refuses this computer’s address.',
  'not-logged-in': 'You are not logged in at the gateway.',
  'no-brokerage-session': 'Logged in, but the broker gives no trading session.',
  competing: 'Another login of the same user took the trading session.',
  starting: 'The broker is starting the session.',
  'no-market-data': 'The broker sends no prices.',
  'socket-closed': 'The live line is closed.',
  'socket-silent': 'The live line is open but silent.',
  'rate-limited': 'The broker asked for fewer requests.',
  'broker-error': 'The broker answered with an error.',
};
