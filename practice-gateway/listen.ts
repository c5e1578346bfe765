import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { IncomingMessage } from 'node:http';

import type { Certificate } from './certificate.ts';

export interface Handlers {
  readonly onRequest: RequestListener;
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Listening {
  readonly port: number;
  /** Stops taking connections and cuts the open ones: a hung call must not keep the process. */
  close(): Promise<void>;
}

function makeServer(certificate: Certificate | null, handlers: Handlers): Server {
  const server =
    certificate === null
      ? createPlain(handlers.onRequest)
      : // The real gateway speaks TLS 1.2 and nothing newer.
        createSecure({ ...certificate, maxVersion: 'TLSv1.2' }, handlers.onRequest);
  // A client may come back to its connection after minutes, as with the real one: Node would have closed it after seconds.
  server.keepAliveTimeout = 0;
  server.on('upgrade', handlers.onUpgrade);
  return server;
}

async function listenOn(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** Listens on 127.0.0.1 and, where the machine has it, ::1 with the same port. */
export async function listen(
  certificate: Certificate | null,
  handlers: Handlers,
  port: number,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const add = async (host: string, wanted: number) => {
    const server = makeServer(certificate, handlers);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    const taken = await listenOn(server, host, wanted);
    servers.push(server);
    return taken;
  };
  const taken = await add('127.0.0.1', port);
  try {
    await add('::1', taken);
  } catch {
    // No IPv6 loopback here: 127.0.0.1 is enough.
  }
  return {
    port: taken,
    close: async () => {
      const closed = servers.map(
        (server) => new Promise<void>((resolve) => server.close(() => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}
