import { accountIdOf } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type {
  Connection,
  ConnectionProof,
  Records,
  RecordsError,
} from '#services/ports/records.ts';
import type { Vault } from '#services/ports/vault.ts';
import { err, ok, type Result } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import type { Database } from './database.gen.ts';
import { instantFrom, timestamp, timestampOrNull } from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_credentials']['Row'];
type NewRow = Database['public']['Tables']['ibkr_credentials']['Insert'];

interface Deps {
  readonly database: DeskDatabase;
  readonly vault: Vault;
  /** The signed-in user's id, to which sealed texts are bound. */
  readonly userId: () => string;
}

const field = 'username';

/** The table of gateway connections. The username label is sealed before it leaves the page. */
export function connectionRecords(
  deps: Deps,
): Pick<Records, 'loadConnections' | 'saveConnection' | 'forgetConnection'> {
  const { database } = deps;
  return {
    loadConnections: async () => {
      const rows = await stored(database.from('ibkr_credentials').select());
      if (!rows.ok) return rows;
      const connections: Connection[] = [];
      for (const row of rows.value ?? []) {
        const connection = await fromRow(deps, row);
        if (!connection.ok) return connection;
        connections.push(connection.value);
      }
      return ok(connections);
    },
    saveConnection: async (connection, proof) => {
      const rowId = await rowIdOf(database, connection.environment);
      if (!rowId.ok) return rowId;
      const row = {
        ...(await toRow(deps, connection, rowId.value)),
        ...proofColumns(proof),
      };
      return written(
        database.from('ibkr_credentials').upsert(row, { onConflict: 'user_id,environment' }),
      );
    },
    forgetConnection: (environment) =>
      written(database.from('ibkr_credentials').delete().eq('environment', environment)),
  };
}

async function rowIdOf(
  database: DeskDatabase,
  environment: Environment,
): Promise<Result<string, RecordsError>> {
  const found = await stored(
    database.from('ibkr_credentials').select('id').eq('environment', environment),
  );
  return found.ok ? ok(found.value?.[0]?.id ?? crypto.randomUUID()) : found;
}

async function toRow(deps: Deps, connection: Connection, id: string) {
  const context = { userId: deps.userId(), rowId: id, field };
  return {
    id,
    environment: connection.environment,
    gateway_host: connection.host,
    gateway_port: connection.port,
    gateway_tls: connection.isTls,
    encrypted_username: await deps.vault.seal(connection.usernameLabel, context),
    account_id: connection.accountId,
    options_level: connection.optionsLevel,
    options_level_source: connection.optionsLevel === null ? null : ('trader' as const),
    completed_at: timestampOrNull(connection.completedAt),
  };
}

/** What an earlier login proved is not what this one is. */
function proofColumns(
  proof: ConnectionProof | null,
): Pick<NewRow, 'proof' | 'proved_at' | 'last_connected_at' | 'gateway_certificate_sha256'> {
  if (proof === null) return { proof: {}, proved_at: null };
  const { witnesses, verdict, fingerprint } = proof;
  const at = timestamp(proof.at);
  const isProven = verdict === 'paper' || verdict === 'live';
  return {
    proof: { ...witnesses, verdict },
    proved_at: isProven ? at : null,
    last_connected_at: at,
    gateway_certificate_sha256: fingerprint?.replaceAll(':', '').toLowerCase() ?? null,
  };
}

async function fromRow(deps: Deps, row: Row): Promise<Result<Connection, RecordsError>> {
  const label = await openLabel(deps, row);
  if (!label.ok) return label;
  return ok({
    environment: row.environment,
    host: row.gateway_host,
    port: row.gateway_port,
    isTls: row.gateway_tls,
    usernameLabel: label.value,
    accountId: row.account_id === null ? null : accountIdOf(row.account_id),
    optionsLevel: row.options_level,
    completedAt: row.completed_at === null ? null : instantFrom(row.completed_at),
  });
}

async function openLabel(deps: Deps, row: Row): Promise<Result<string, RecordsError>> {
  if (row.encrypted_username === null) return ok('');
  const context = { userId: deps.userId(), rowId: row.id, field };
  const opened = await deps.vault.open(row.encrypted_username, context);
  // The key was lost or replaced: the label is asked for again, and everything else of the row still holds.
  if (!opened.ok && opened.error === 'wrong-key') return ok('');
  return opened.ok
    ? opened
    : err({
        kind: 'refused',
        code: `VAULT_${opened.error}`,
        detail: 'The stored username label could not be opened.',
      });
}
