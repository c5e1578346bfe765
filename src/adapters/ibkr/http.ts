import {
  fenceHeader,
  hostPaths,
  laneHeader,
  timeoutHeader,
  tokenHeader,
  type Lane,
} from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';

import { CallGate } from './call-gate.ts';
import { failureOf, parseJson, type RawAnswer } from './failure.ts';

/** One call of the gateway's API, through the host. */
export interface GatewayCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the API's base, e.g. "/iserver/accounts". */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. Every POST has a body: some servers refuse one without a length. */
  readonly body?: unknown;
  readonly lane: Lane;
  /** Order writes carry the lease's fence, and everything doubtful about their answer is "no answer". */
  readonly isWrite?: boolean;
  readonly timeoutMs?: number;
  /** True where the gateway is known to answer plain words; then they arrive as a string. */
  readonly acceptsText?: boolean;
}

export interface TransportDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The token of this start of the host. */
  readonly token: () => string;
  /** Null while this tab does not lead: then no order write leaves it. */
  readonly fence: () => number | null;
  /** False while nobody answers there: then no order write leaves this page, and it is certain that none did. */
  readonly isHostHere: () => boolean;
  readonly clock: Clock;
}

/** Sends each call exactly once, never longer than its time-out, and turns every failure into a value. */
export interface Transport {
  send(call: GatewayCall): Promise<Result<unknown, BrokerError>>;
}

const readTimeoutMs = 12_000;
const writeTimeoutMs = 15_000;
/** The host may hold a call back for its budget before its own time-out starts. */
const queueAllowanceMs = 10_000;

export function createTransport(deps: TransportDeps): Transport {
  const gate = new CallGate();
  return {
    send: async (call) => {
      const isWrite = call.isWrite === true;
      const headers = headersOf(deps, call);
      if (!headers.ok) return headers;
      const answer = await gate.run(call.lane, () => exchange(deps, call, headers.value));
      if (!answer.ok) return answer;
      return judge(answer.value, call, isWrite);
    },
  };
}

function timeoutOf(call: GatewayCall): number {
  return call.timeoutMs ?? (call.isWrite === true ? writeTimeoutMs : readTimeoutMs);
}

function headersOf(
  deps: TransportDeps,
  call: GatewayCall,
): Result<Record<string, string>, BrokerError> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    [tokenHeader]: deps.token(),
    [laneHeader]: call.lane,
    [timeoutHeader]: String(timeoutOf(call)),
  };
  if (call.method === 'POST') headers['content-type'] = 'application/json';
  if (call.isWrite !== true) return ok(headers);
  if (!deps.isHostHere()) {
    return err({
      kind: 'refused',
      code: 'HOST_AWAY',
      detail: 'The desk’s own host does not answer.',
    });
  }
  const fence = deps.fence();
  if (fence === null) {
    return err({ kind: 'refused', code: 'STALE_LEASE', detail: 'Another tab leads the desk.' });
  }
  return ok({ ...headers, [fenceHeader]: String(fence) });
}

async function exchange(
  deps: TransportDeps,
  call: GatewayCall,
  headers: Record<string, string>,
): Promise<Result<RawAnswer, BrokerError>> {
  const patienceMs = timeoutOf(call) + queueAllowanceMs;
  const giveUp = new AbortController();
  const callOff = deps.clock.after(patienceMs, () => giveUp.abort());
  try {
    const response = await deps.fetch(urlOf(call), {
      method: call.method,
      headers,
      ...(call.method === 'POST' ? { body: JSON.stringify(call.body ?? {}) } : {}),
      signal: giveUp.signal,
      cache: 'no-store',
      redirect: 'error',
    });
    return ok({
      status: response.status,
      statusText: response.statusText,
      retryAfter: response.headers.get('retry-after'),
      text: await response.text(),
    });
  } catch (error) {
    if (giveUp.signal.aborted) {
      return err({ kind: 'no-answer', detail: `No answer within ${patienceMs / 1000} s.` });
    }
    const detail = `The connection broke: ${error instanceof Error ? error.message : String(error)}`;
    // Whether a write had left before the line broke, nobody can tell.
    return err({ kind: call.isWrite === true ? 'no-answer' : 'unreachable', detail });
  } finally {
    callOff();
  }
}

function urlOf(call: GatewayCall): string {
  // The API reads lists as comma strings; they travel unescaped, as its own clients send them.
  const query = new URLSearchParams(call.query).toString().replaceAll('%2C', ',');
  return `${hostPaths.gateway}${call.path}${query === '' ? '' : `?${query}`}`;
}

function judge(
  answer: RawAnswer,
  call: GatewayCall,
  isWrite: boolean,
): Result<unknown, BrokerError> {
  if (answer.status < 200 || answer.status > 299) return err(failureOf(answer, isWrite));
  if (answer.status === 204) return ok(null);
  const body = parseJson(answer.text);
  if (body !== undefined) return ok(body);
  if (call.acceptsText === true && !/^\s*[<{[]/.test(answer.text)) return ok(answer.text.trim());
  return err({ kind: 'invalid-reply', path: '', detail: describe(answer.text) });
}

function describe(text: string): string {
  if (text.trim() === '') return 'The answer is empty.';
  if (/^\s*</.test(text)) return 'The answer is a web page, not data.';
  return 'The answer is cut off or not JSON.';
}
