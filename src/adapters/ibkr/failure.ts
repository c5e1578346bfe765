import type { HostErrorBody, HostErrorCode } from '#config/host-api.ts';
import type { BrokerError } from '#services/ports/broker.ts';

/** What came back over HTTP, before anybody has judged it. */
export interface RawAnswer {
  readonly status: number;
  /** Some refusals say why only in the reason phrase. */
  readonly statusText: string;
  readonly retryAfter: string | null;
  readonly text: string;
}

const noBrokerageSession =
  /no bridge|init session first|not authenticated|query \/accounts|no accounts/i;
const noLogin = /no session|not logged in|waiting for session/i;

/** Sorts the broker's own words of refusal: what is missing is a login, a brokerage session, or its consent. */
export function refusalFromWords(words: string): BrokerError {
  if (noLogin.test(words)) return { kind: 'unauthenticated' };
  if (noBrokerageSession.test(words)) return { kind: 'no-brokerage-session', detail: words };
  return { kind: 'rejected', reason: words };
}

/** Parses JSON. `undefined` is "not JSON": no JSON text gives it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of `{"error": "..."}`, the shape of most refusals, also under HTTP 200; null when it is something else. */
export function errorWords(body: unknown): string | null {
  if (!isRecord(body)) return null;
  const words = body['error'] ?? body['detail'];
  return typeof words === 'string' && words.trim() !== '' ? words.trim() : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Judges an answer whose status is not 2xx.
 *
 * For a write every 5xx is "no answer": the broker is known to give up waiting for itself and may still do it.
 */
export function failureOf(answer: RawAnswer, isWrite: boolean): BrokerError {
  const body = parseJson(answer.text);
  const host = hostError(body);
  if (host !== null) return failureOfHost(host, isWrite);
  const words = errorWords(body);
  switch (answer.status) {
    case 401:
      return { kind: 'unauthenticated' };
    case 403:
      return forbidden(answer, words);
    case 404:
      return notFound(answer, words);
    case 429:
      return { kind: 'rate-limited', retryAfterMs: retryAfterMs(answer.retryAfter) };
    default:
      // 408: somebody on the way gave up waiting, which says as little as a 5xx.
      return answer.status >= 500 || answer.status === 408
        ? brokerFault(answer, words, isWrite)
        : refusalFromWords(words ?? `The broker answered HTTP ${answer.status}.`);
  }
}

/** What servers say when they have nothing to say: no refusal, and no reason for one. */
const emptyWords = /^(unknown|internal server error|bad gateway|service unavailable)\.?$/i;

function brokerFault({ status }: RawAnswer, words: string | null, isWrite: boolean): BrokerError {
  // Bad input surfaces as 500 with words; 502 to 504 are the broker not answering itself.
  if (!isWrite && status === 500 && words !== null && !emptyWords.test(words)) {
    return refusalFromWords(words);
  }
  const said = words === null ? '' : `: ${words}`;
  return {
    kind: 'no-answer',
    detail: `It answered with an error (HTTP ${status}${said}).`,
    status,
  };
}

/** A gateway that lists allowed origins refuses with an empty body; IBKR's edge refuses addresses with a page. */
function forbidden(answer: RawAnswer, words: string | null): BrokerError {
  if (/cors rejected/i.test(`${answer.statusText} ${answer.text}`)) {
    return { kind: 'refused', code: 'ORIGIN_REFUSED', detail: 'The gateway refuses this origin.' };
  }
  if (words !== null) return refusalFromWords(words);
  // Somebody on the way shut the door; the broker itself has said nothing.
  return { kind: 'refused', code: 'ACCESS_DENIED', detail: 'It let nothing through (HTTP 403).' };
}

/** The gateway's own address filter answers 404 "Access Denied". */
function notFound(answer: RawAnswer, words: string | null): BrokerError {
  if (/^\s*access denied/i.test(answer.text)) {
    return {
      kind: 'refused',
      code: 'ACCESS_DENIED',
      detail: 'The gateway does not allow this address.',
    };
  }
  if (words !== null) return refusalFromWords(words);
  return {
    kind: 'refused',
    code: 'CALL_UNKNOWN',
    detail: 'It does not know this call (HTTP 404).',
  };
}

function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header ?? '');
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

type HostRefusal = Omit<HostErrorBody['strikedesk'], 'code'> & { readonly code: string };

/** The host's own error, recognised by its body: the gateway never sends this key. */
function hostError(body: unknown): HostRefusal | null {
  const inner = isRecord(body) ? body['strikedesk'] : null;
  if (!isRecord(inner) || typeof inner['code'] !== 'string') return null;
  const retryAfter = inner['retryAfterMs'];
  return {
    code: inner['code'],
    detail: typeof inner['detail'] === 'string' ? inner['detail'] : '',
    isUnsent: inner['isUnsent'] === true,
    ...(typeof retryAfter === 'number' ? { retryAfterMs: retryAfter } : {}),
  };
}

const silence: readonly HostErrorCode[] = ['GATEWAY_TIMEOUT', 'GATEWAY_UNREACHABLE'];

function failureOfHost(host: HostRefusal, isWrite: boolean): BrokerError {
  const detail = `${host.detail} (${host.code})`;
  if (isWrite && !host.isUnsent) return { kind: 'no-answer', detail };
  // On a write `rate-limited` is the gateway's own answer; the host's no is told as the host's.
  if (host.code === 'RATE_LIMITED' && !isWrite) {
    return { kind: 'rate-limited', retryAfterMs: host.retryAfterMs ?? null };
  }
  if (host.code === 'GATEWAY_UNREACHABLE') return { kind: 'unreachable', detail: host.detail };
  if (!isWrite && silence.some((code) => code === host.code)) return { kind: 'no-answer', detail };
  return { kind: 'refused', code: host.code, detail: host.detail };
}
