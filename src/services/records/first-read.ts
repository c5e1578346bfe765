import type { BrokerError } from '../ports/broker.ts';

/** One part of the account as last read: `readAt` or `value` tells whether it ever was. */
interface Part {
  readonly readAt?: number | null;
  readonly value?: unknown;
  readonly error: BrokerError | null;
}

/**
 * What was never read because of a fault that may pass is asked for sooner than on time. A missing login brings a start of
 * its own when it is back, a broker that wants a pause gets it, and each call that hangs keeps one of the gateway's few connections.
 */
export function isWorthAskingSoon({ readAt = null, value = null, error }: Part): boolean {
  if (error === null || readAt !== null || value !== null) return false;
  switch (error.kind) {
    case 'rejected':
    case 'invalid-reply':
    case 'unreachable':
      return true;
    case 'no-answer':
      return error.status !== undefined;
    case 'refused':
      return error.code === 'ACCESS_DENIED';
    default:
      return false;
  }
}
