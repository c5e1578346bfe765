import type { Records, SessionRecord } from '#services/ports/records.ts';
import { ok } from '#lib/result.ts';

import { stored, type DeskDatabase } from './client.ts';
import type { Database } from './database.gen.ts';
import { isPractice, timestamp, timestampOrNull, toJsonObject } from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_session_tracking']['Insert'];

/** Logins at the gateway, one row each. */
export function sessionRecords(database: DeskDatabase): Pick<Records, 'saveSession'> {
  return {
    saveSession: async (record) => {
      const known = await stored(
        database.from('ibkr_session_tracking').select('tickle_count').match(identity(record)),
      );
      if (!known.ok) return known;
      const tickles = (known.value?.[0]?.tickle_count ?? 0) + record.tickles;
      const row = { ...columns(record), tickle_count: tickles };
      return record.end === null ? keep(database, row) : end(database, record, row);
    },
  };
}

async function keep(database: DeskDatabase, row: Row): ReturnType<Records['saveSession']> {
  const saved = await stored(
    database
      .from('ibkr_session_tracking')
      .upsert(row, { onConflict: 'user_id,environment,logged_in_at' })
      .select('id'),
  );
  return saved.ok ? ok(saved.value?.[0]?.id ?? null) : saved;
}

async function end(
  database: DeskDatabase,
  record: SessionRecord,
  row: Row,
): ReturnType<Records['saveSession']> {
  const rows = database.from('ibkr_session_tracking').update(row).match(identity(record));
  const saved = await stored(record.end === 'logged-out' ? rows : rows.is('ended_at', null));
  return saved.ok ? ok(null) : saved;
}

const identity = ({ environment, loggedInAt }: SessionRecord) => ({
  environment,
  logged_in_at: timestamp(loggedInAt),
});

/** What is not known now and may have been before is left as it is. */
function columns(record: SessionRecord): Row {
  const { session, accountId, environment, end: ending, at } = record;
  const { lamps, server, expiresAt, lastTickleAt, warningSince } = session;
  return {
    ...identity(record),
    practice: isPractice(environment),
    status: statusOf(record),
    authenticated: ending === null && lamps.brokerage.state === 'good',
    competing: ending === null && lamps.brokerage.cause === 'competing',
    ended_at: ending === null ? null : timestamp(at),
    end_reason: ending,
    lamps: toJsonObject(lamps),
    expires_at: timestampOrNull(expiresAt),
    ...(accountId === null ? {} : { account_id: accountId }),
    ...(server === null ? {} : { server_name: server.name, server_version: server.version }),
    ...(lastTickleAt === null ? {} : { last_tickle_at: timestamp(lastTickleAt) }),
    ...(warningSince === null ? {} : { warned_at: timestamp(warningSince) }),
  };
}

function statusOf({ session: { isReady, lamps }, end: ending }: SessionRecord): Row['status'] {
  if (ending !== null) return ending === 'expired' ? 'expired' : 'ended';
  if (lamps.brokerage.cause === 'competing') return 'competing';
  if (isReady) return 'ready';
  // Good and not ready: its accounts are still being read, as after opening the page.
  const isComing = lamps.brokerage.state === 'waiting' || lamps.brokerage.state === 'good';
  return isComing ? 'starting' : 'impaired';
}
