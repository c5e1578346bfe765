import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterEach, expect, test, vi } from 'vitest';

import { migratedSnapshot } from '#tests/embedded-database.ts';

import {
  openEmbeddedDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
} from './embedded-database.ts';
import { listBackupsOf, restoreClosedDatabase } from './restore-closed.ts';

// Each opening takes a second or two, and several times that on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function freshOptions(): Promise<EmbeddedDatabaseOptions> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-db-'));
  cleanUps.push(() => rmSync(root, { recursive: true, force: true }));
  return {
    dataDir: path.join(root, 'data'),
    keysDir: path.join(root, 'keys'),
    migrationsDir: path.resolve('supabase/migrations'),
    seed: await migratedSnapshot(),
    log: () => undefined,
  };
}

async function open(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase(options);
  cleanUps.push(() => database.close());
  return database;
}

async function ownerClient(database: EmbeddedDatabase): Promise<SupabaseClient> {
  const client = createClient('http://database.localhost', database.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: (input, init) => database.fetch(new Request(input, init)) },
  });
  const { error } = await client.auth.setSession(await database.signInOwner());
  expect(error).toBeNull();
  return client;
}

async function remember(client: SupabaseClient, key: string): Promise<void> {
  const { error } = await client.from('user_preferences').insert({ key, value: {} });
  expect(error).toBeNull();
}

async function remembered(database: EmbeddedDatabase): Promise<unknown[]> {
  const { data } = await (await ownerClient(database)).from('user_preferences').select('key');
  return data?.map((row) => row.key).toSorted() ?? [];
}

const reasons = async (database: EmbeddedDatabase): Promise<string[]> =>
  (await database.listBackups()).map((backup) => backup.reason);

const mode = (...parts: string[]): number => statSync(path.join(...parts)).mode & 0o777;

test('the owner is signed in without a question, alone, and finds the rows again after a restart', async () => {
  const options = await freshOptions();
  const first = await open(options);
  await remember(await ownerClient(first), 'kept');
  await expect(openEmbeddedDatabase(options)).rejects.toThrow(/already open in another process/);
  expect(await remembered(first)).toEqual(['kept']);
  await first.close();

  const second = await open(options);
  expect(await remembered(second)).toEqual(['kept']);
  expect(await reasons(second)).toEqual(['start']);
  expect(mode(options.dataDir)).toBe(0o700);
  expect(mode(options.dataDir, 'backups')).toBe(0o700);
  expect(mode(options.keysDir)).toBe(0o700);
  expect(mode(options.keysDir, 'database-keys.json')).toBe(0o600);
});

test('the owner comes back after the keys were lost', async () => {
  const options = await freshOptions();
  const first = await open(options);
  await remember(await ownerClient(first), 'kept');
  await first.close();
  rmSync(options.keysDir, { recursive: true });

  expect(await remembered(await open(options))).toEqual(['kept']);
});

test('a restored backup brings its rows back and keeps the replaced data; a damaged one is refused', async () => {
  const options = await freshOptions();
  const database = await open(options);
  const client = await ownerClient(database);
  await remember(client, 'early');
  const backup = await database.backup();
  await remember(client, 'late');

  await database.restore(backup.id);
  expect(await remembered(database)).toEqual(['early']);
  expect(existsSync(path.join(options.dataDir, 'db.before-restore', 'PG_VERSION'))).toBe(true);
  expect(await reasons(database)).toEqual(['before-restore', 'manual']);

  writeFileSync(path.join(options.dataDir, 'backups', `${backup.id}.tar.gz`), 'not an archive');
  await expect(database.restore(backup.id)).rejects.toThrow(/damaged/);
  await expect(database.restore('../keys')).rejects.toThrow(/there is none called/);
  expect(await remembered(database)).toEqual(['early']);
});

test('each migration that will run is preceded by a backup, and a failing one changes nothing', async () => {
  const options = await freshOptions();
  const migrationsDir = path.join(options.dataDir, '..', 'migrations');
  cpSync(options.migrationsDir, migrationsDir, { recursive: true });
  await (await open(options)).close();

  const later = path.join(migrationsDir, '20991231000000_add_notes.sql');
  writeFileSync(later, 'create table public.notes (id int); select 1 / 0;');
  await expect(open({ ...options, migrationsDir })).rejects.toThrow(/20991231000000_add_notes/);
  writeFileSync(later, 'create table public.notes (id int);');
  const database = await open({ ...options, migrationsDir });
  expect(await reasons(database)).toEqual(['start', 'migration', 'migration']);
  await database.close();

  await expect(open(options)).rejects.toThrow(/last used by a newer Strikedesk/);
});

test('a restore or a first start that was cut off is put right at the next start', async () => {
  const options = await freshOptions();
  const inData = (name: string) => path.join(options.dataDir, name);
  mkdirSync(inData('db'), { recursive: true });
  writeFileSync(inData('db/PG_VERSION'), '18');
  writeFileSync(inData('db.creating'), '');
  const first = await open(options);
  await remember(await ownerClient(first), 'kept');
  await first.close();

  renameSync(inData('db'), inData('db.before-restore'));
  expect(await remembered(await open(options))).toEqual(['kept']);
});

test('damaged data is reported, left alone, and replaced by a backup while the desk is closed', async () => {
  const options = await freshOptions();
  const first = await open(options);
  await remember(await ownerClient(first), 'kept');
  const backup = await first.backup();
  await first.close();
  const version = path.join(options.dataDir, 'db', 'PG_VERSION');
  rmSync(version);
  await expect(open(options)).rejects.toThrow(/damaged or incomplete/);
  writeFileSync(version, 'no version');
  await expect(open(options)).rejects.toThrow(/damaged or incomplete/);

  expect((await listBackupsOf(options)).map((one) => one.id)).toEqual([backup.id]);
  await restoreClosedDatabase(options, backup.id);
  expect(await remembered(await open(options))).toEqual(['kept']);
});
