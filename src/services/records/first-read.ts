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
  return error !== null && readAt === null && value === null && mayPass(error);
}

function mayPass(error: BrokerError): boolean {
  if (error.kind === 'no-answer') return error.status !== undefined;
  if (error.kind === 'refused') return error.code === 'ACCESS_DENIED';
  return (
    error.kind === 'rejected' || error.kind === 'invalid-reply' || error.kind === 'unreachable'
  );
}
