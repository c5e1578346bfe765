import { setTimeout as pause } from 'node:timers/promises';

import type { IncomingMessage, ServerResponse } from 'node:http';

import { onlyPrimes } from '../api/priming.ts';
import type { World } from '../world.ts';
import type { Fault } from './faults.ts';
import { html, json, readBody, send } from './node-http.ts';
import type { Pacing } from './pacing.ts';
import type { RequestLog } from './request-log.ts';
import type { Slots } from './slots.ts';

export interface UpstreamParts {
  readonly world: World;
  readonly slots: Slots;
  readonly pacing: Pacing;
  readonly log: RequestLog;
  readonly call: (request: Request) => Promise<Response>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const errorPage = (status: number, title: string) =>
  `<html><head><title>${title}</title></head><body><h1>${status}</h1>${title}</body></html>`;

/** What each status looks like when the broker means it. */
function statusAnswer(fault: Fault): Answer {
  const status = Number(fault.kind);
  if (status === 401) return { status, headers: {}, body: '' };
  if (status === 403) return { status, headers: html, body: errorPage(403, 'Access Denied') };
  if (status === 404) return { status, headers: html, body: errorPage(404, 'Resource not found') };
  if (status === 429) {
    const wait: Record<string, string> =
      fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
    return { status, headers: { ...json, ...wait }, body: '{"error":"Too many requests"}' };
  }
  const words = { 400: 'Bad Request: no bridge', 500: 'unknown', 503: 'Service Unavailable' };
  const error = status === 400 ? words[400] : status === 503 ? words[503] : words[500];
  const body = status === 500 ? { error } : { error, statusCode: status };
  return { status, headers: json, body: JSON.stringify(body) };
}

const asText = (body: unknown): string =>
  typeof body === 'string' ? body : JSON.stringify(body ?? {});

/** Numbers become texts, texts numbers, lists objects: well-formed JSON that means nothing. */
function withWrongTypes(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value.map(withWrongTypes) };
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withWrongTypes(v)]));
  }
  if (typeof value === 'number') return { value };
  return typeof value === 'string' ? value.length : 'unexpected';
}

function spoil(fault: Fault, answer: Answer): Answer {
  if (fault.kind === 'truncated') {
    return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
  }
  if (fault.kind === 'wrong-types') {
    const parsed: unknown = JSON.parse(answer.body === '' ? '{}' : answer.body);
    return { ...answer, body: JSON.stringify(withWrongTypes(parsed)) };
  }
  return answer;
}

function replaced(fault: Fault): Answer | null {
  if (fault.kind === 'html') {
    return { status: 200, headers: html, body: errorPage(200, 'Interactive Brokers') };
  }
  if (fault.kind === 'answer') {
    const headers = typeof fault.body === 'string' ? html : json;
    return { status: fault.status ?? 200, headers, body: asText(fault.body) };
  }
  return /^\d+$/.test(fault.kind) ? statusAnswer(fault) : null;
}

async function ask(parts: UpstreamParts, request: Request): Promise<Answer> {
  const response = await parts.call(request);
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => name !== 'content-length'),
  );
  return { status: response.status, headers, body: await response.text() };
}

/** The answer, or null when none ever comes. `keepsSlot` when the call then goes on holding its connection. */
async function answerWith(
  parts: UpstreamParts,
  request: Request,
  fault: Fault | null,
): Promise<{ readonly answer: Answer | null; readonly keepsSlot?: boolean }> {
  if (fault === null) return { answer: await ask(parts, request) };
  if (fault.kind === 'hang') return { answer: null, keepsSlot: true };
  if (fault.kind === 'slow') await pause(fault.ms ?? 5000);
  if (fault.kind === 'unknown-outcome') {
    await ask(parts, request);
    const { status } = fault;
    if (status === undefined) return { answer: null };
    return { answer: { status, headers: json, body: '{"error":"Service Unavailable"}' } };
  }
  return { answer: replaced(fault) ?? spoil(fault, await ask(parts, request)) };
}

async function toRequest(incoming: IncomingMessage, path: string): Promise<Request | null> {
  const body = await readBody(incoming);
  if (body === null) return null;
  const method = incoming.method ?? 'GET';
  const headers: Record<string, string> = {};
  // Cookie and Accept-Encoding never reach the broker: the gateway adds its own.
  const type = incoming.headers['content-type'];
  if (type !== undefined) headers['content-type'] = type;
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(`http://broker/v1/api${path}`, {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}

async function isAdmitted(
  { world, pacing }: UpstreamParts,
  method: string,
  path: string,
): Promise<boolean> {
  if (!world.settings.pacing) return true;
  const { clock, session } = world;
  await pacing.waitForRoom(() => clock.elapsed());
  const primes = onlyPrimes(session.memory, path);
  return pacing.admits(method, path.split('?')[0] ?? path, clock.elapsed(), primes);
}

/**
 * Passes one call to the broker's side through a slot, and its answer back. `path` is below `/v1/api`, with the query.
 * As in the real gateway a call the broker never answers holds its slot, also when its client has left.
 */
export async function passUpstream(
  parts: UpstreamParts,
  incoming: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const method = incoming.method ?? 'GET';
  const row = parts.log.open(method, path);
  const request = await toRequest(incoming, path);
  if (request === null) return send(response, 413, '', { connection: 'close' });
  await parts.slots.take();
  const pathname = path.split('?')[0] ?? path;
  if (!(await isAdmitted(parts, method, path))) {
    parts.slots.release();
    parts.log.close(row, 429);
    return send(response, 429, '{"error":"Too many requests"}', json);
  }
  const fault = parts.world.faults.takeForCall(method, pathname);
  if (fault?.kind === 'reset') {
    parts.slots.release();
    response.destroy();
    return;
  }
  const { answer, keepsSlot } = await answerWith(parts, request, fault);
  if (keepsSlot === true) parts.world.faults.hang(() => parts.slots.release());
  else parts.slots.release();
  if (answer === null) return;
  parts.log.close(row, answer.status);
  send(response, answer.status, answer.body, answer.headers);
}
