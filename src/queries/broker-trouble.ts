import { assertNever } from '#lib/assert-never.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { QueryFailure } from './query-failure.ts';

/** Why the broker brought nothing, in one sentence. Takes what react-query caught; a bug stays a bug and is thrown. */
export function troubleOf(error: Error): string {
  if (error instanceof QueryFailure && isBrokerError(error.failure)) {
    return brokerTrouble(error.failure);
  }
  throw error;
}

/** Why a cancel brought nothing. What the host refused never left, and the order certainly works on. */
export function cancelTrouble(error: Error): string {
  const refusal =
    error instanceof QueryFailure &&
    isBrokerError(error.failure) &&
    error.failure.kind === 'refused'
      ? error.failure.code
      : null;
  if (refusal === null) {
    return `The cancel was not confirmed. ${troubleOf(error)} The order may still work: watch its status.`;
  }
  const what = filters.includes(refusal) ? 'taken' : 'sent';
  return `The cancel was not ${what}. ${troubleOf(error)} The order works on.`;
}

/** Refusals of the gateway, or of what stands between it and the broker. */
const filters: readonly string[] = ['ACCESS_DENIED', 'ORIGIN_REFUSED', 'CALL_UNKNOWN'];

/** One sentence for each way a call can bring nothing. */
export function brokerTrouble(error: BrokerError): string {
  switch (error.kind) {
    case 'no-answer':
      return silence(error.status);
    case 'invalid-reply':
      return unreadable(error.path, error.detail);
    case 'rejected':
      return `The broker said no: “${error.reason.trim().replace(/\.$/, '')}”.`;
    case 'refused':
      return refusals[error.code] ?? `The desk’s host did not pass it on: ${error.detail}`;
    case 'unauthenticated':
      return 'The gateway is not logged in.';
    case 'no-brokerage-session':
      return 'The brokerage session is not up.';
    case 'rate-limited':
      return 'Too many requests; the broker wants a pause.';
    case 'unreachable':
      return 'The gateway cannot be reached.';
    default:
      return assertNever(error);
  }
}

const silence = (status: number | undefined) =>
  status === undefined
    ? 'The broker did not answer in time.'
    : `The broker answered with an error and no reason (HTTP ${status}).`;

const refusals: Readonly<Partial<Record<string, string>>> = {
  NO_TARGET: 'No gateway is connected.',
  HOST_AWAY: 'The desk’s own host does not answer.',
  BAD_TOKEN: 'The desk’s host was restarted; reload the page.',
  SHUTTING_DOWN: 'The desk’s host is stopping.',
  GATEWAY_WEDGED: 'The gateway hangs: restart it and log in again.',
  STALE_LEASE: 'Another tab of this desk leads.',
  ACCESS_DENIED:
    'The gateway, or the broker’s edge behind it, lets this computer through to nothing.',
  ORIGIN_REFUSED:
    'The gateway does not take calls from this desk: see its list of allowed origins.',
  CALL_UNKNOWN: 'The broker does not know what the desk asked for.',
  CONVERSATION_OPEN: 'Not asked yet: the broker waits for an answer about an order first.',
};

const unreadable = (path: string, detail: string) =>
  path === ''
    ? `The answer could not be read: ${detail}`
    : `The answer could not be read (${path}: ${detail}).`;

const kinds: readonly string[] = [
  'no-answer',
  'invalid-reply',
  'rejected',
  'refused',
  'unauthenticated',
  'no-brokerage-session',
  'rate-limited',
  'unreachable',
] satisfies readonly BrokerError['kind'][];

function isBrokerError(failure: unknown): failure is BrokerError {
  return (
    typeof failure === 'object' &&
    failure !== null &&
    'kind' in failure &&
    typeof failure.kind === 'string' &&
    kinds.includes(failure.kind)
  );
}
