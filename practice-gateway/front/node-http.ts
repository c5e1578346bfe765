import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_LIMIT = 4 * 1024 * 1024;

/** The whole body; null when it is larger than 4 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > BODY_LIMIT) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Answers without a Content-Length, as the gateway's proxy does. */
export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, headers);
  if (body !== '') response.write(body);
  response.end();
}

export const html = { 'content-type': 'text/html;charset=utf-8' };
export const text = { 'content-type': 'text/plain;charset=utf-8' };
export const json = { 'content-type': 'application/json;charset=utf-8' };
