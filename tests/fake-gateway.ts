import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

import { generate } from 'selfsigned';

/** What a fake gateway was asked, whole. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (asked: Asked, response: http.ServerResponse) => void;

export interface FakeGateway {
  readonly port: number;
  /** Every request, in order. */
  readonly asked: Asked[];
  /** Connections that were opened, TLS ones after their handshake. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

export interface CertificateText {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate with a common name of choice. */
export async function aCertificate(commonName = 'localhost'): Promise<CertificateText> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  return { key: made.private, cert: made.cert };
}

interface FakeGatewayOptions {
  readonly answer: Answer;
  /** Null: plain HTTP. */
  readonly certificate?: CertificateText | null;
  readonly port?: number;
  readonly onUpgrade?: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** A server on loopback that answers as told and remembers what it was asked. */
export async function aFakeGateway(options: FakeGatewayOptions): Promise<FakeGateway> {
  const asked: Asked[] = [];
  let connections = 0;
  const listener: http.RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      asked.push(one);
      options.answer(one, response);
    });
  };
  const certificate = options.certificate ?? null;
  const server =
    certificate === null
      ? http.createServer(listener)
      : https.createServer({ ...certificate, maxVersion: 'TLSv1.2' }, listener);
  server.on(certificate === null ? 'connection' : 'secureConnection', () => (connections += 1));
  if (options.onUpgrade !== undefined) server.on('upgrade', options.onUpgrade);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers JSON. */
export function sendJson(response: http.ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
