import { isHostName } from '#config/environment-values.ts';
import { twsSocketPorts } from '#config/environment.ts';
import type { ProbeCode, TargetRequest } from '#domain/host-facts.ts';

/** Names of this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

export interface AddressFault {
  readonly code: ProbeCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * What is wrong with an address before anybody connects to it. Only this machine and the host named in
 * VITE_IBKR_GATEWAY_HOST may be asked: the desk is no way into other networks.
 */
export function addressFault(
  { host, port }: Pick<TargetRequest, 'host' | 'port'>,
  namedHost: string,
): AddressFault | null {
  const facts = { host, port };
  if (!isHostName(host) || !Number.isInteger(port) || port < 1 || port > 65_535)
    return { code: 'BAD_ADDRESS', facts };
  if (twsSocketPorts.has(port)) return { code: 'TWS_SOCKET_PORT', facts };
  if (!isLoopback(host) && host !== namedHost) return { code: 'NOT_LOOPBACK', facts };
  return null;
}
