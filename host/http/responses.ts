import type { ServerResponse } from 'node:http';

import { errorBody, type Refusal } from './refusal.ts';

/** What every answer carries: nobody may frame, sniff, embed or remember it. */
export const guardHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** Data is never a document: even when a browser is talked into showing it, nothing in it runs. */
const dataHeaders = {
  ...guardHeaders,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
} as const;

type Headers = Readonly<Record<string, string | readonly string[]>>;

function send(
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: string | Uint8Array,
) {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const own = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...value],
  ]);
  response.writeHead(status, {
    ...Object.fromEntries(own),
    'content-length': bytes.byteLength,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** Sends bytes of any type as data: not cached, not rendered. */
export function sendData(
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: string | Uint8Array,
): void {
  send(response, status, { ...dataHeaders, ...headers }, body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  sendData(response, status, type, JSON.stringify(body));
}

/** Sends a document or a file of the page. */
export function sendPage(
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: string | Uint8Array,
): void {
  send(response, status, { ...guardHeaders, ...headers }, body);
}

/**
 * Sends the host's no as JSON. The rest of the request is not waited for: what was refused may be endless.
 */
export function sendRefusal(response: ServerResponse, refused: Refusal): void {
  if (response.headersSent || response.destroyed) return;
  if (!response.req.complete) response.setHeader('connection', 'close');
  if (refused.retryAfterMs !== undefined)
    response.setHeader('retry-after', Math.ceil(refused.retryAfterMs / 1000));
  sendJson(response, refused.status, errorBody(refused));
}
