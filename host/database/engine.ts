import { randomBytes } from 'node:crypto';

import type { PGlite, QueryOptions } from '@electric-sql/pglite';
import { App } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';

import { exactNamesQuery, parseExactJson } from './exact-answers.ts';
import { withExactOperands } from './exact-operands.ts';
import { prepareLikeHosted, grantLikeHosted } from './hosted-surroundings.ts';
import { withQuietConsole } from './quiet-console.ts';
import { serialQueue } from './serial-queue.ts';
import { answeredAsPostgrest, isDatabaseError } from './sqlstate.ts';

export interface EngineOptions {
  /** Folder of the data, or 'memory://' for a database that ends with the process. */
  readonly location: string;
  /** Data to start from when the folder is empty: an archive made by `dump`. */
  readonly snapshot?: Blob;
  readonly jwtSecret: string;
  readonly publishableKey: string;
  /** Told one line per failed statement: its SQLSTATE and table, never a value. */
  readonly log: (line: string) => void;
}

/** Postgres in this process with Supabase's two interfaces. Everything runs one after the other. */
export interface Engine {
  /** Auth and REST, without any door in front: never expose it. */
  fetch(request: Request): Promise<Response>;
  /** As the database's superuser. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** Several statements at once, as the superuser, all or nothing. */
  execute(sql: string): Promise<void>;
  /** Everything, users included, as a gzipped archive. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

/** Opens or creates the database and what a hosted project has around the migrations. Takes seconds when new. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const exactNames = new Set<string>();
  const connection = await createPgliteConnection({
    url: options.location,
    pgliteOptions: {
      parsers: {
        [oid.numeric]: asText,
        [oid.json]: (json: string) => parseExactJson(json, exactNames),
        [oid.timestamptz]: isoInstant,
        [oid.timestamp]: isoInstant,
      },
      ...(options.snapshot === undefined ? {} : { loadDataDir: options.snapshot }),
    },
  });
  const { driver } = connection;
  correctStatements(driver);
  const app = appOn(connection, options);
  const inTurn = serialQueue();
  const quietly = <T>(work: () => Promise<T>) =>
    inTurn(() => withQuietConsole((words) => report(words, options.log), work));

  const engine: Engine = {
    // One session serves everybody, and a request is several statements: two at once would mix their users.
    fetch: (request) =>
      quietly(async () => app.fetch(withExactOperands(request), { peerAddress: null })),
    query: <Row>(sql: string, parameters: unknown[] = []) =>
      quietly(async () => (await driver.query<Row>(sql, parameters)).rows),
    execute: (sql) =>
      quietly(async () => {
        await allOrNothing(driver, sql);
        await connection.clearSchemaCache();
        const { rows } = await driver.query<{ name: string }>(exactNamesQuery);
        for (const { name } of rows) exactNames.add(name);
      }),
    dump: () => quietly(() => driver.dumpDataDir('gzip')),
    close: () => quietly(() => connection.close()),
  };
  try {
    await quietly(async () => {
      await app.init();
      await app.ensureSystemSchema();
    });
    await engine.execute(prepareLikeHosted);
    await engine.execute(grantLikeHosted);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function appOn(
  connection: Awaited<ReturnType<typeof createPgliteConnection>>,
  options: EngineOptions,
) {
  return new App({
    connection,
    api: { max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      jwt_expiry: 3600,
      enable_signup: true,
      publishable_key: options.publishableKey,
      // Nobody gets the key of the service role: it is new at every start and written nowhere.
      secret_key: `sb_secret_${randomBytes(24).toString('base64url')}`,
      email: { enable_confirmations: false, double_confirm_changes: false },
    },
    options: { server: { admin: false } },
  });
}

const oid = { json: 114, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const;

const asText = (value: string): string => value;

/** '2026-11-20 23:00:52.1+00' as hosted Supabase writes it: '2026-11-20T23:00:52.1+00:00'. */
function isoInstant(value: string): string {
  return value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** lite's own wish at its first request: everything for every role on tables with row level security. */
const liteGrant = /^(GRANT|ALTER DEFAULT PRIVILEGES) /;

/** Every statement of lite passes here; ours go through `exec`. */
function correctStatements(driver: PGlite): void {
  const original = driver.query.bind(driver);
  driver.query = async <Row>(sql: string, parameters?: unknown[], queryOptions?: QueryOptions) => {
    // The migrations say who may do what, as on a hosted project.
    if (liteGrant.test(sql)) return { rows: [], fields: [], affectedRows: 0 };
    try {
      return await original<Row>(sql, parameters, queryOptions);
    } catch (error) {
      throw answeredAsPostgrest(error);
    }
  };
}

async function allOrNothing(driver: PGlite, sql: string): Promise<void> {
  await driver.exec('begin');
  try {
    await driver.exec(sql);
    await driver.exec('commit');
  } catch (error) {
    await driver.exec('rollback');
    throw error;
  }
}

function report(words: readonly unknown[], log: (line: string) => void): void {
  for (const word of words) {
    if (!isDatabaseError(word)) continue;
    const source = isDatabaseError(word.cause) ? word.cause : word;
    log(`database: a statement failed with SQLSTATE ${source.code}`);
  }
}
