import { accountIdOf, clientOrderIdOf } from '#domain/order.ts';
import type { AuditFilter, AuditKind, StoredAuditEntry } from '#services/ports/audit-log.ts';
import type { AuditSink } from '#services/ports/audit-sink.ts';
import { modeOf } from '#domain/trading-mode.ts';
import { ok } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import type { Database, Json } from './database.gen.ts';
import { instantFrom, isPractice, timestamp, toJsonObject } from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_trading_activity_log']['Row'];

/** The append-only log of everything done, shown and answered. */
export function auditSink(database: DeskDatabase): AuditSink {
  return {
    insert: (entries) =>
      written(
        database.from('ibkr_trading_activity_log').upsert(entries.map(toRow), {
          onConflict: 'user_id,writer_id,writer_seq',
          ignoreDuplicates: true,
        }),
      ),
    load: async (filter) => {
      const rows = await stored(ask(database, filter));
      return rows.ok ? ok((rows.value ?? []).map(fromRow)) : rows;
    },
  };
}

function ask(database: DeskDatabase, filter: AuditFilter) {
  let rows = database.from('ibkr_trading_activity_log').select();
  if (filter.from !== undefined) rows = rows.gte('occurred_at', timestamp(filter.from));
  if (filter.until !== undefined) rows = rows.lte('occurred_at', timestamp(filter.until));
  if (filter.kindPrefix !== undefined) rows = rows.like('kind', `${escaped(filter.kindPrefix)}%`);
  if (filter.accountId !== undefined) rows = rows.eq('account_id', filter.accountId);
  if (filter.clientOrderId !== undefined) rows = rows.eq('client_order_id', filter.clientOrderId);
  if (filter.text !== undefined) rows = rows.ilike('summary', `%${escaped(filter.text)}%`);
  return rows
    .order('occurred_at', { ascending: false })
    .order('writer_seq', { ascending: false })
    .limit(filter.limit);
}

/** The text as itself, not as a pattern. */
const escaped = (text: string): string => text.replaceAll(/[%_\\]/g, (sign) => `\\${sign}`);

function toRow(entry: StoredAuditEntry) {
  const { environment } = entry;
  return {
    writer_id: entry.writerId,
    writer_seq: entry.sequence,
    occurred_at: timestamp(entry.at),
    kind: entry.kind,
    severity: severityOf(entry.kind),
    environment,
    mode: environment === null ? null : modeOf(environment),
    practice: environment !== null && isPractice(environment),
    account_id: entry.accountId,
    client_order_id: entry.clientOrderId,
    broker_order_id: brokerOrderIdIn(entry.detail),
    session_id: entry.sessionId ?? null,
    actor: actorOf(entry.kind),
    summary: entry.summary,
    detail: toJsonObject(entry.detail),
  };
}

function severityOf(kind: AuditKind): 'info' | 'notice' | 'warning' {
  if (/unknown|rejected|denied|refused|warning/.test(kind)) return 'warning';
  return kind.startsWith('order.') ? 'notice' : 'info';
}

const byTrader =
  /confirmed|answered|released|cancel-sent|changed|logout|connection|selected|manual|acknowledged|backup/;
const byBroker = /previewed|question|accepted|rejected|status|refused|seen/;

/** Who did it: the trader by a click, the broker by telling it, the desk by itself. */
function actorOf(kind: AuditKind): 'trader' | 'broker' | 'desk' {
  if (byTrader.test(kind)) return 'trader';
  return byBroker.test(kind) ? 'broker' : 'desk';
}

/** Some entries are about an order the broker knows; it stands in what they tell. */
function brokerOrderIdIn(detail: StoredAuditEntry['detail']): string | null {
  for (const about of [detail, detail['order'], detail['execution'], detail['outcome']]) {
    if (typeof about !== 'object' || about === null || !('brokerOrderId' in about)) continue;
    const { brokerOrderId } = about;
    if (typeof brokerOrderId === 'string') return brokerOrderId;
  }
  return null;
}

function fromRow(row: Row): StoredAuditEntry {
  return {
    writerId: row.writer_id,
    sequence: row.writer_seq,
    at: instantFrom(row.occurred_at),
    // The database holds what this or a newer desk wrote; an unknown kind is shown by its name.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- display only, and every use has a fallback
    kind: row.kind as AuditKind,
    environment: row.environment,
    accountId: row.account_id === null ? null : accountIdOf(row.account_id),
    clientOrderId: row.client_order_id === null ? null : clientOrderIdOf(row.client_order_id),
    summary: row.summary,
    detail: isObject(row.detail) ? row.detail : {},
  };
}

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
