import type { HostFrame } from '#domain/host-facts.ts';
import type { Execution } from '#domain/execution.ts';
import { instantOf } from '#domain/time.ts';
import type { BrokerageStatus } from '#services/ports/gateway-login.ts';
import type { StreamEvent } from '#services/ports/gateway-stream.ts';

import { isRecord, parseJson } from '../failure.ts';
import { quoteRowConid } from '../market/quote-reader.ts';
import { parseQuoteChange } from '../market/parse-quote.ts';
import { tradeRow } from '../orders/endpoints.ts';
import { parseExecution } from '../orders/parse-execution.ts';

/** A frame of the socket as far as it is about something the desk knows. */
export type Frame =
  | { readonly kind: 'host'; readonly frame: HostFrame }
  | { readonly kind: 'orders'; readonly rows: readonly unknown[] }
  | { readonly kind: 'pnl'; readonly rows: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly topic: string; readonly text: string }
  | { readonly kind: 'event'; readonly event: StreamEvent }
  /** From the broker, about nothing the desk shows: it proves life all the same. */
  | { readonly kind: 'other' };

type Body = Readonly<Record<string, unknown>>;

/** Reads one frame. Null for what is no JSON object: some topics answer in plain text. */
export function parseFrame(text: string): Frame | null {
  const body = parseJson(text);
  if (!isRecord(body)) return null;
  const topic = typeof body['topic'] === 'string' ? body['topic'] : '';
  if (topic === 'host') return isHostFrame(body) ? { kind: 'host', frame: body } : null;
  if (typeof body['error'] === 'string') {
    return { kind: 'refused', topic: topic.slice(0, 3), text: body['error'] };
  }
  return readers[topic.split('+')[0] ?? '']?.(body) ?? { kind: 'other' };
}

const event = (streamEvent: StreamEvent): Frame => ({ kind: 'event', event: streamEvent });

const readers: Readonly<Record<string, (body: Body) => Frame | null>> = {
  system: (body) => ('hb' in body ? event({ kind: 'heartbeat', at: momentOf(body['hb']) }) : null),
  sts: (body) => (isRecord(body['args']) ? sessionEvent(body['args']) : null),
  smd: quoteEvent,
  sor: (body) => (Array.isArray(body['args']) ? { kind: 'orders', rows: body['args'] } : null),
  str: (body) => (Array.isArray(body['args']) ? executionsEvent(body['args']) : null),
  spl: (body) => (isRecord(body['args']) ? { kind: 'pnl', rows: body['args'] } : null),
  ntf: (body) => noticeEvent(body['args']),
  blt: (body) => noticeEvent(body['args']),
};

/** Epoch milliseconds. */
const momentOf = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? instantOf(value) : null;

/** The host speaks the same language as this build; only which of its frames it is has to be told. */
function isHostFrame(body: Body): body is HostFrame & Body {
  return isRecord(body['status']) || isRecord(body['lease']) || isRecord(body['connection']);
}

/** The session's state comes in pieces, each in its own frame. */
function sessionEvent(args: Body): Frame {
  const status: { -readonly [Key in keyof BrokerageStatus]?: BrokerageStatus[Key] } = {};
  if (typeof args['authenticated'] === 'boolean') status.isAuthenticated = args['authenticated'];
  if (typeof args['established'] === 'boolean') status.isEstablished = args['established'];
  if (typeof args['competing'] === 'boolean') status.isCompeting = args['competing'];
  if (typeof args['connected'] === 'boolean') status.isConnected = args['connected'];
  const message = args['message'] ?? args['fail'];
  if (typeof message === 'string' && message !== '') status.message = message;
  return Object.keys(status).length === 0 ? { kind: 'other' } : event({ kind: 'session', status });
}

function quoteEvent(body: Body): Frame | null {
  const conid = quoteRowConid(body);
  if (conid === null) return null;
  const changed = parseQuoteChange(body);
  return Object.keys(changed).length === 0
    ? { kind: 'other' }
    : event({ kind: 'quote', conid, changed });
}

/** A fill that cannot be read is left out here: the next reading of the list tells of it, or of the fault. */
function executionsEvent(rows: readonly unknown[]): Frame {
  const executions = rows.flatMap((row): readonly Execution[] => {
    const read = tradeRow.safeParse(row);
    const parsed = read.success ? parseExecution(read.data) : null;
    return parsed?.ok === true ? [parsed.value] : [];
  });
  return executions.length === 0 ? { kind: 'other' } : event({ kind: 'executions', executions });
}

/** Notifications and bulletins: one, or a list of which the first is shown. */
function noticeEvent(args: unknown): Frame | null {
  const notice: unknown = Array.isArray(args) ? args[0] : args;
  if (!isRecord(notice)) return null;
  const text = notice['text'] ?? notice['message'];
  if (typeof text !== 'string' || text === '') return null;
  const title = typeof notice['title'] === 'string' ? notice['title'] : '';
  return event({ kind: 'notice', title, text });
}
