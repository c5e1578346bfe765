import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Visit } from './doors/doors.ts';

/** One request that the doors have let in. */
export interface Errand {
  readonly visit: Visit;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers one request. A throw is a bug, and becomes a 500. */
export type Handler = (errand: Errand) => void | Promise<void>;

/** Takes over the connection of a WebSocket that the doors have let in. */
export type UpgradeHandler = (
  visit: Visit,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;
