import { refusal, type Refusal } from '../http/refusal.ts';

import type { WireFailure } from './wire.ts';

/** The kind of call that was left unanswered, and is not sent now. */
export const resting = (restMs: number) =>
  refusal(
    'GATEWAY_TIMEOUT',
    `The gateway left the last such call unanswered; it is asked again in ${Math.ceil(restMs / 1000)} s.`,
    { retryAfterMs: Math.ceil(restMs) },
  );

export const timedOut = (timeoutMs: number) =>
  refusal('GATEWAY_TIMEOUT', `The gateway did not answer within ${timeoutMs / 1000} s.`, {
    isUnsent: false,
  });

/** A line that broke or never stood, as the host's refusal. */
export function refusalOf({ kind, detail, isUnsent }: WireFailure): Refusal {
  if (kind === 'certificate') return refusal('CERTIFICATE_CHANGED', detail, { isUnsent });
  if (kind === 'too-large') return refusal('TOO_LARGE', detail, { status: 502, isUnsent });
  return refusal('GATEWAY_UNREACHABLE', detail, { isUnsent });
}
