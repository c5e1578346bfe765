import type { Duplex } from 'node:stream';

import { errorBody, type Refusal } from './refusal.ts';

/** Refuses a WebSocket while it is still a request. */
export function refuseUpgrade(socket: Duplex, refused: Refusal): void {
  const body = JSON.stringify(errorBody(refused));
  socket.end(
    `HTTP/1.1 ${refused.status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
