import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Engine } from './engine.ts';

/** One file of supabase/migrations, e.g. version "20251011150000", name "create_ibkr_tables". */
export interface Migration {
  readonly version: string;
  readonly name: string;
  readonly sql: string;
}

/** The data was written by a later edition of the desk; an older one must not touch it. */
class NewerDataError extends Error {
  override readonly name = 'NewerDataError';

  constructor(unknownVersions: readonly string[]) {
    super(
      'Could not open the database: it was last used by a newer Strikedesk ' +
        `(unknown migrations: ${unknownVersions.join(', ')}). Start that one, or restore a backup.`,
    );
  }
}

/** In the order they run. Throws on a file that the Supabase CLI would skip because of its name. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  return files.map((file) => {
    const match = /^(\d{14})_([a-z0-9_]+)[.]sql$/.exec(file);
    if (match?.[1] === undefined || match[2] === undefined)
      throw new Error(
        `Could not read the migrations: ${file} is not named <14 digits>_<name>.sql.`,
      );
    return {
      version: match[1],
      name: match[2],
      sql: readFileSync(path.join(folder, file), 'utf8'),
    };
  });
}

/** Those that have not run here. Fails with {@link NewerDataError}. */
export async function pendingMigrations(
  engine: Pick<Engine, 'query'>,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const rows = await engine.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by version',
  );
  const known = new Set(migrations.map((migration) => migration.version));
  const done = rows.map((row) => row.version);
  const unknown = done.filter((version) => !known.has(version));
  if (unknown.length > 0) throw new NewerDataError(unknown);
  return migrations.filter((migration) => !done.includes(migration.version));
}

/** Runs one file and records it in the history table of the Supabase CLI, both or neither. */
export async function runMigration(engine: Engine, migration: Migration): Promise<void> {
  const record = `insert into supabase_migrations.schema_migrations (version, name)
    values ('${migration.version}', '${migration.name}');`;
  try {
    await engine.execute(`${migration.sql}\n;${record}`);
  } catch (error) {
    throw new Error(
      `Could not run the migration ${migration.version}_${migration.name}: ${wordsOf(error)}`,
      { cause: error },
    );
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
