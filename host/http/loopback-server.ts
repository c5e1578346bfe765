import http from 'node:http';
import type { Duplex } from 'node:stream';

/** How long and how much the host listens to one caller. */
export interface ServerLimits {
  readonly maxHeaderBytes: number;
  /** For all header lines. */
  readonly headersTimeoutMs: number;
  /** For the whole request, body included. */
  readonly requestTimeoutMs: number;
  /** How often the two above are checked. */
  readonly checkEveryMs: number;
  readonly maxConnections: number;
}

export const defaultLimits: ServerLimits = {
  maxHeaderBytes: 16 * 1024,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  checkEveryMs: 1_000,
  maxConnections: 256,
};

export interface Handlers {
  readonly onRequest: (request: http.IncomingMessage, response: http.ServerResponse) => void;
  readonly onUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Another process listens on the port. */
class PortBusyError extends Error {
  override readonly name = 'PortBusyError';

  readonly port: number;

  constructor(port: number) {
    super(`Could not listen on port ${port}: it is taken.`);
    this.port = port;
  }
}

export interface LoopbackServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and, where the machine has it, on ::1, both with the same port; 0 finds a free one.
 * Fails with {@link PortBusyError} when either is taken: "localhost" may mean one or the other.
 */
export async function listenOnLoopback(
  port: number,
  handlers: Handlers,
  limits: ServerLimits,
): Promise<LoopbackServer> {
  for (let attempt = 1; ; attempt += 1) {
    const four = await listen(makeServer(handlers, limits), port, '127.0.0.1');
    const chosen = portOf(four);
    try {
      const six = await listenIfPossible(makeServer(handlers, limits), chosen);
      return {
        port: chosen,
        close: async () => {
          await Promise.all([close(four), six === null ? null : close(six)]);
        },
      };
    } catch (error) {
      await close(four);
      // A free port was asked for, and the other family has just this one taken: try the next.
      if (port !== 0 || !(error instanceof PortBusyError) || attempt === 5) throw error;
    }
  }
}

/** A server counts WebSockets as open connections, but does not close them. */
const upgradedSockets = new WeakMap<http.Server, Set<Duplex>>();

function makeServer(handlers: Handlers, limits: ServerLimits): http.Server {
  const server = http.createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: 5_000,
      requireHostHeader: false,
    },
    handlers.onRequest,
  );
  server.maxConnections = limits.maxConnections;
  server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    const upgraded = upgradedSockets.get(server) ?? new Set();
    upgradedSockets.set(server, upgraded.add(socket));
    socket.once('close', () => upgraded.delete(socket));
    handlers.onUpgrade(request, socket, head);
  });
  server.on('connect', (_request, socket: Duplex) => socket.destroy());
  server.on('clientError', answerBrokenRequest);
  return server;
}

const statusOfParserError: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Bytes that are no request never reach a handler; the caller hears why, and the line is cut. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOfParserError[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listen(server: http.Server, port: number, address: string): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusyError(port) : error),
    );
    server.listen({ port, host: address, exclusive: true }, () => resolve(server));
  });
}

async function listenIfPossible(server: http.Server, port: number): Promise<http.Server | null> {
  try {
    return await listen(server, port, '::1');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return null;
    throw error;
  }
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of upgradedSockets.get(server) ?? []) socket.destroy();
  });
}
