import { WebSocket, type RawData } from 'ws';

import type { Address } from '../gateway/verified-connection.ts';
import { verifiedAgent } from '../gateway/wire.ts';

import type { Line, LineEvents } from './upstream-socket.ts';

/** IBKR's gateway cannot carry more than 64 KiB in a frame; another one could. */
const largestFrame = 1024 * 1024;

/** Opens a WebSocket to a gateway, whose certificate is compared before the first byte. Frames come binary. */
export function dialGateway(address: Address, events: LineEvents): Line {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  // The scheme says "no TLS" because the agent's connections have it already.
  const socket = new WebSocket(`ws://${host}:${address.port}/v1/api/ws`, {
    agent: verifiedAgent(address, false),
    perMessageDeflate: false,
    maxPayload: largestFrame,
    handshakeTimeout: 10_000,
    headers: { 'user-agent': 'Strikedesk/0.1' },
  });
  socket.on('message', (data) => events.onText(textOf(data)));
  socket.on('close', () => events.onClosed());
  // A close always follows.
  socket.on('error', () => undefined);
  return { send: (text) => socket.send(text, () => undefined), cut: () => socket.terminate() };
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString('utf8');
}
