import type { BrokerError } from '../ports/broker.ts';

/**
 * The host keeps everything else back while a question of the broker is open: the reply must be the next thing sent.
 * Such a read says nothing about the gateway, and what was known stays known.
 */
export function isHeldBack(error: BrokerError): boolean {
  return error.kind === 'refused' && error.code === 'CONVERSATION_OPEN';
}
