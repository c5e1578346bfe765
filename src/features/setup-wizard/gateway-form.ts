import type { TargetRequest } from '#domain/host-facts.ts';
import type { Connection } from '#queries/connection.ts';

/** The second step's fields as typed. */
export interface GatewayForm {
  readonly host: string;
  readonly port: string;
  readonly scheme: 'https' | 'http';
  readonly username: string;
}

/** What is wrong with each field; a missing one is right. */
export interface FormFaults {
  readonly host?: string;
  readonly port?: string;
  readonly username?: string;
}

/** Ports of TWS and IB Gateway: another program with another protocol. */
const socketPorts: Readonly<Record<string, string>> = {
  '7496': 'TWS, live',
  '7497': 'TWS, paper',
  '4001': 'IB Gateway, live',
  '4002': 'IB Gateway, paper',
};

interface Defaults {
  readonly gatewayHost: string;
  readonly gatewayPort: number;
  readonly gatewayIsTls: boolean;
}

/** The saved connection, else what the configuration says. */
export function initialForm(saved: Connection | null, defaults: Defaults): GatewayForm {
  return {
    host: saved?.host ?? defaults.gatewayHost,
    port: String(saved?.port ?? defaults.gatewayPort),
    scheme: (saved?.isTls ?? defaults.gatewayIsTls) ? 'https' : 'http',
    username: saved?.usernameLabel ?? '',
  };
}

/** Looks at the fields before anything is asked. No faults: the target may be tried. */
export function findFaults(form: GatewayForm): FormFaults {
  const host = hostFault(form.host.trim());
  const port = portFault(form.port.trim());
  const username = usernameFault(form.username.trim());
  return {
    ...(host === null ? {} : { host }),
    ...(port === null ? {} : { port }),
    ...(username === null ? {} : { username }),
  };
}

/** The address the fields name. Call only when {@link findFaults} found none. */
export function targetOf(form: GatewayForm): TargetRequest {
  return {
    kind: 'own',
    host: form.host.trim(),
    port: Number(form.port.trim()),
    isTls: form.scheme === 'https',
  };
}

function hostFault(host: string): string | null {
  if (host === '') return 'Type the computer the gateway runs on: localhost.';
  if (host.includes('://')) return 'Only the name, without https://.';
  if (/^[^[\]:]*:\d+$/.test(host)) return 'Only the name: the port has its own field.';
  if (!/^(?:[a-z0-9.-]+|\[?[0-9a-f:]+\]?)$/i.test(host)) return 'That is no name of a computer.';
  return null;
}

function portFault(port: string): string | null {
  const program = socketPorts[port];
  if (program !== undefined) {
    return `${port} is the socket port of ${program}. The gateway listens on 5000.`;
  }
  if (!/^\d{1,5}$/.test(port)) return 'Type a number, usually 5000.';
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? null : 'Ports go from 1 to 65535.';
}

function usernameFault(username: string): string | null {
  if (username === '') return 'Type your username at IBKR: it names this connection.';
  return username.length > 64 ? 'At most 64 letters.' : null;
}
