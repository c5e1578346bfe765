/**
 * A database for one test file, ready in about two seconds: in memory, migrated, with users of its own and the
 * same doors as the product's.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { createClient, type SupabaseClient } from '@supabase/supabase-js';

import { openEngine, type Engine } from '#host/database/engine.ts';
import { throughTheDoor } from '#host/database/front-door.ts';
import { readMigrations, runMigration } from '#host/database/migrations.ts';
import { usersOf } from '#host/database/users.ts';

const migrationsFolder = path.resolve('supabase/migrations');

const publishableKey = 'sb_publishable_for_tests_only_0000';
const engineOptions = {
  location: 'memory://',
  jwtSecret: 'a secret that is long enough, for tests only',
  publishableKey,
  log: () => undefined,
};

/** A signed-in user and the supabase-js client that speaks for them. */
export interface TestUser {
  readonly id: string;
  readonly client: SupabaseClient;
}

export interface TestDatabase {
  /** As a browser would reach it, e.g. for `global.fetch` of a client. */
  fetch(request: Request): Promise<Response>;
  readonly publishableKey: string;
  /** Without a session: the role `anon`. */
  anonymous(): SupabaseClient;
  addUser(): Promise<TestUser>;
  /** The superuser's way in. */
  readonly engine: Engine;
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const snapshot = await migratedSnapshot();
  const engine = await openEngine({ ...engineOptions, snapshot });
  const users = usersOf(engine, publishableKey, randomUUID() + randomUUID());
  const fetch = (request: Request) => throughTheDoor(engine, request);

  const anonymous = () =>
    createClient('http://database.localhost', publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: (input, init) => fetch(new Request(input, init)) },
    });

  async function addUser(): Promise<TestUser> {
    const session = await users.signUp(`${randomUUID()}@example.com`, `${randomUUID()}-Aa1!`);
    const client = anonymous();
    const { error } = await client.auth.setSession(session);
    if (error !== null) throw error;
    return { id: session.user_id, client };
  }

  return { fetch, publishableKey, anonymous, addUser, engine, close: () => engine.close() };
}

/** Creating a database takes four seconds, reading a finished one less than one: it is kept until a migration changes. */
export async function migratedSnapshot(): Promise<Blob> {
  const migrations = readMigrations(migrationsFolder);
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'host/database/hosted-surroundings.ts'])
    hash.update(readFileSync(file));
  for (const migration of migrations) hash.update(migration.version).update(migration.sql);
  const folder = path.resolve('node_modules/.cache/strikedesk');
  const file = path.join(folder, `database-${hash.digest('hex').slice(0, 16)}.tar.gz`);
  if (existsSync(file)) return new Blob([readFileSync(file)]);

  const engine = await openEngine(engineOptions);
  for (const migration of migrations) await runMigration(engine, migration);
  const snapshot = await engine.dump();
  await engine.close();
  mkdirSync(folder, { recursive: true });
  // Test files run side by side: each writes its own file, and the last rename wins.
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, Buffer.from(await snapshot.arrayBuffer()));
  renameSync(own, file);
  return snapshot;
}
