import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Records, RecordsError, SessionRecord } from '#services/ports/records.ts';
import { ok, type Result } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import type { Database } from './database.gen.ts';
import { isPractice, timestamp, timestampOrNull, toJsonObject } from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_session_tracking']['Insert'];

/** Logins at the gateway, one row each. */
export function sessionRecords(database: DeskDatabase): Pick<Records, 'saveSession'> {
  return {
    saveSession: async (record) => {
      const known = await stored(rowOf(database, record));
      if (!known.ok) return known;
      const tickles = (known.value?.[0]?.tickle_count ?? 0) + record.tickles;
      const row = { ...columns(record), tickle_count: tickles };
      return record.end === null ? keep(database, row) : end(database, record, row);
    },
  };
}

const rowOf = (database: DeskDatabase, record: SessionRecord) =>
  database
    .from('ibkr_session_tracking')
    .select('tickle_count')
    .eq('environment', record.environment)
    .eq('logged_in_at', timestamp(record.loggedInAt));

async function keep(
  database: DeskDatabase,
  row: Row,
): Promise<Result<string | null, RecordsError>> {
  const saved = await stored(
    database
      .from('ibkr_session_tracking')
      .upsert(
        { ...row, ended_at: null, end_reason: null },
        { onConflict: 'user_id,environment,logged_in_at' },
      )
      .select('id'),
  );
  return saved.ok ? ok(saved.value?.[0]?.id ?? null) : saved;
}

/** The lamps stay as they were while the login was up: what the row shows beside them is its end. */
async function end(
  database: DeskDatabase,
  record: SessionRecord,
  row: Row,
): Promise<Result<string | null, RecordsError>> {
  const { lamps: _asTheyWere, ...told } = row;
  const rows = database
    .from('ibkr_session_tracking')
    .update({
      ...told,
      status: record.end === 'expired' ? ('expired' as const) : ('ended' as const),
      authenticated: false,
      competing: false,
      ended_at: timestamp(record.at),
      end_reason: record.end,
    })
    .eq('environment', record.environment)
    .eq('logged_in_at', timestamp(record.loggedInAt));
  const saved = await written(record.end === 'logged-out' ? rows : rows.is('ended_at', null));
  return saved.ok ? ok(null) : saved;
}

/** What is not known now and may have been before is left as it is. */
function columns(record: SessionRecord): Row {
  const { session, accountId } = record;
  const { brokerage } = session.lamps;
  return {
    environment: record.environment,
    practice: isPractice(record.environment),
    status: statusOf(session),
    authenticated: brokerage.state === 'good',
    competing: brokerage.cause === 'competing',
    lamps: toJsonObject(session.lamps),
    logged_in_at: timestamp(record.loggedInAt),
    expires_at: timestampOrNull(session.expiresAt),
    ...(accountId === null ? {} : { account_id: accountId }),
    ...(session.server === null
      ? {}
      : { server_name: session.server.name, server_version: session.server.version }),
    ...(session.lastTickleAt === null ? {} : { last_tickle_at: timestamp(session.lastTickleAt) }),
    ...(session.warningSince === null ? {} : { warned_at: timestamp(session.warningSince) }),
  };
}

function statusOf({ isReady, lamps }: GatewaySession): Row['status'] {
  if (lamps.brokerage.cause === 'competing') return 'competing';
  if (isReady) return 'ready';
  return lamps.brokerage.state === 'waiting' ? 'starting' : 'impaired';
}
