import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterEach, expect, test } from 'vitest';

import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function folders() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-db-'));
  cleanUps.push(() => rmSync(root, { recursive: true, force: true }));
  return {
    dataDir: path.join(root, 'data'),
    keysDir: path.join(root, 'keys'),
    migrationsDir: path.resolve('supabase/migrations'),
    log: () => undefined,
  };
}

async function open(options: ReturnType<typeof folders>): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase(options);
  cleanUps.push(() => database.close().catch(() => undefined));
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

test('the owner is signed in without a question and finds the rows again after a restart', async () => {
  const options = folders();
  const first = await open(options);
  const before = await ownerClient(first);
  const saved = await before
    .from('user_preferences')
    .insert({ key: 'theme', value: { name: 'dark' } });
  expect(saved.error).toBeNull();
  await first.close();

  const second = await open(options);
  const after = await ownerClient(second);
  const { data } = await after.from('user_preferences').select('key, value');
  expect(data).toEqual([{ key: 'theme', value: { name: 'dark' } }]);
  expect((await second.listBackups()).map((backup) => backup.reason)).toEqual(['start']);
});

test('a second opening of the same folder is refused and harms nothing', async () => {
  const options = folders();
  const first = await open(options);
  await expect(openEmbeddedDatabase(options)).rejects.toThrow(/already open in another process/);
  const client = await ownerClient(first);
  const { error } = await client.from('user_preferences').select();
  expect(error).toBeNull();
});

const mode = (file: string) => statSync(file).mode & 0o777;

test('folders and keys are private to their owner', async () => {
  const options = folders();
  await open(options);
  expect(mode(options.dataDir)).toBe(0o700);
  expect(mode(options.keysDir)).toBe(0o700);
  expect(mode(path.join(options.keysDir, 'database-keys.json'))).toBe(0o600);
  expect(mode(path.join(options.dataDir, 'backups'))).toBe(0o700);
});

test('the owner comes back after the keys were lost', async () => {
  const options = folders();
  const first = await open(options);
  const client = await ownerClient(first);
  await client.from('user_preferences').insert({ key: 'theme', value: { name: 'dark' } });
  await first.close();
  rmSync(options.keysDir, { recursive: true });

  const second = await open(options);
  const { data } = await (await ownerClient(second)).from('user_preferences').select('key');
  expect(data).toEqual([{ key: 'theme' }]);
});

test('a restored backup brings the rows of its day back and keeps the replaced data aside', async () => {
  const options = folders();
  const database = await open(options);
  const client = await ownerClient(database);
  await client.from('user_preferences').insert({ key: 'kept', value: { n: 1 } });
  const backup = await database.backup();
  await client.from('user_preferences').insert({ key: 'later', value: { n: 2 } });

  await database.restore(backup.id);

  const restored = await ownerClient(database);
  const { data } = await restored.from('user_preferences').select('key');
  expect(data).toEqual([{ key: 'kept' }]);
  expect(existsSync(path.join(options.dataDir, 'db.before-restore', 'PG_VERSION'))).toBe(true);
  expect((await database.listBackups()).map((one) => one.reason)).toEqual([
    'before-restore',
    'manual',
  ]);
});

test('a damaged backup is refused and the present data stays in use', async () => {
  const options = folders();
  const database = await open(options);
  const client = await ownerClient(database);
  await client.from('user_preferences').insert({ key: 'kept', value: { n: 1 } });
  const backup = await database.backup();
  writeFileSync(path.join(options.dataDir, 'backups', `${backup.id}.tar.gz`), 'not an archive');

  await expect(database.restore(backup.id)).rejects.toThrow(/damaged/);
  await expect(database.restore('../keys')).rejects.toThrow(/there is none called/);

  const { data } = await client.from('user_preferences').select('key');
  expect(data).toEqual([{ key: 'kept' }]);
});
