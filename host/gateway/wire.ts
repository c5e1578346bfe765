import http from 'node:http';
import net from 'node:net';

import { err, ok, type Result } from '#lib/result.ts';

import { connectTo, ConnectFailure, type Address } from './verified-connection.ts';

export interface WireRequest {
  readonly method: string;
  /** With the API's base and the query, e.g. "/v1/api/iserver/accounts". */
  readonly target: string;
  /** JSON text; empty for none. */
  readonly body: Buffer;
  /**
   * Opens a connection of its own. A connection kept open may die at the very moment it is used, and then nobody can
   * tell whether the request arrived: order writes do not take that risk.
   */
  readonly isAlone: boolean;
  /** Called when the bytes leave. */
  readonly onLeft?: () => void;
}

export interface WireAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly server: string | null;
  readonly location: string | null;
  readonly body: Buffer;
}

export interface WireFailure {
  readonly kind: 'certificate' | 'unreachable' | 'broken' | 'too-large';
  readonly detail: string;
  /** True when it is certain that no byte of the request left. */
  readonly isUnsent: boolean;
}

/** One request under way. */
export interface WireCall {
  readonly answer: Promise<Result<WireAnswer, WireFailure>>;
  /** Gives up the line; the gateway may work on nevertheless. */
  abandon(): void;
}

/** Larger answers than this are not read: a whole option chain is a fraction of it. */
const answerLimit = 16 * 1024 * 1024;

/** The lines to one gateway. */
export interface GatewayWire {
  readonly address: Address;
  send(request: WireRequest): WireCall;
  /** Cuts all lines. */
  close(): void;
}

export function openWire(address: Address, connectWithinMs?: number): GatewayWire {
  const kept = verifiedAgent(address, true, connectWithinMs);
  const alone = verifiedAgent(address, false, connectWithinMs);
  return {
    address,
    send: (request) => sendOver(request.isAlone ? alone : kept, address, request),
    close: () => {
      kept.destroy();
      alone.destroy();
    },
  };
}

/** An HTTP agent all of whose connections have proved whom they speak to before the first byte. */
export function verifiedAgent(
  address: Address,
  keepAlive: boolean,
  connectWithinMs?: number,
): http.Agent {
  const agent = new http.Agent({ keepAlive, scheduling: 'lifo' });
  agent.createConnection = (_options, callback) => {
    connectTo(address, connectWithinMs).then(
      (socket) => callback?.(null, socket),
      // The second argument is not looked at when there is an error.
      (error: unknown) => callback?.(asError(error), new net.Socket()),
    );
    return undefined;
  };
  return agent;
}

function sendOver(agent: http.Agent, address: Address, wish: WireRequest): WireCall {
  const request = http.request({
    agent,
    method: wish.method,
    path: wish.target,
    // Made anew: nothing the page or its browser sent goes along.
    headers: {
      host: `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`,
      'user-agent': 'Strikedesk/0.1',
      accept: 'application/json',
      ...(wish.method === 'GET' ? {} : { 'content-length': wish.body.byteLength }),
      ...(wish.body.byteLength === 0 ? {} : { 'content-type': 'application/json' }),
    },
  });
  const answer = new Promise<Result<WireAnswer, WireFailure>>((resolve) => {
    request.once('finish', () => wish.onLeft?.());
    request.on('error', (error) => resolve(err(failureOf(error))));
    request.on('response', (response) => {
      request.off('close', onClose);
      void readAnswer(response).then(resolve);
    });
    const onClose = () =>
      resolve(err({ kind: 'broken', detail: 'The gateway closed the line.', isUnsent: false }));
    request.on('close', onClose);
  });
  request.end(wish.body);
  return { answer, abandon: () => void request.destroy() };
}

async function readAnswer(
  response: http.IncomingMessage,
): Promise<Result<WireAnswer, WireFailure>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Buffer)) continue;
      size += chunk.byteLength;
      if (size > answerLimit) {
        response.destroy();
        const detail = `The gateway's answer is larger than ${answerLimit} bytes.`;
        return err({ kind: 'too-large', detail, isUnsent: false });
      }
      chunks.push(chunk);
    }
  } catch {
    const detail = 'The gateway closed the line in the middle of its answer.';
    return err({ kind: 'broken', detail, isUnsent: false });
  }
  return ok({ ...headOf(response), body: Buffer.concat(chunks) });
}

function headOf(response: http.IncomingMessage): Omit<WireAnswer, 'body'> {
  const header = (name: string): string | null => response.headersDistinct[name]?.[0] ?? null;
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    contentType: header('content-type'),
    retryAfter: header('retry-after'),
    server: header('server'),
    location: header('location'),
  };
}

function failureOf(error: Error): WireFailure {
  if (error instanceof ConnectFailure)
    return {
      kind: error.kind === 'certificate' ? 'certificate' : 'unreachable',
      detail: error.message,
      isUnsent: true,
    };
  return { kind: 'broken', detail: `The line broke (${error.message}).`, isUnsent: false };
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
