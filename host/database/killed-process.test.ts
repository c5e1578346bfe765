import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { expect, test, vi } from 'vitest';

import { openEmbeddedDatabase } from './embedded-database.ts';

// Two cold starts, one of them in another process.
vi.setConfig({ testTimeout: 180_000 });

test('after a kill every confirmed row is there, the lock is free, and no value reached the terminal', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-killed-'));
  const writer = spawn(process.execPath, ['tests/database-writer.ts', root]);
  const words = { out: '', err: '' };
  writer.stdout.on('data', (chunk: Buffer) => void (words.out += chunk.toString()));
  writer.stderr.on('data', (chunk: Buffer) => void (words.err += chunk.toString()));
  const options = {
    dataDir: path.join(root, 'data'),
    keysDir: path.join(root, 'keys'),
    migrationsDir: path.resolve('supabase/migrations'),
    log: () => undefined,
  };

  await vi.waitFor(() => expect(words.out).toContain('wrote 50\n'), 90_000);
  await expect(openEmbeddedDatabase(options)).rejects.toThrow(/already open in another process/);
  const ended = new Promise((resolve) => writer.once('exit', resolve));
  writer.kill('SIGKILL');
  await ended;
  const confirmed = words.out.match(/wrote \d+\n/g)?.length ?? 0;

  const database = await openEmbeddedDatabase(options);
  const { access_token } = await database.signInOwner();
  const answer = await database.fetch(
    new Request('http://database.localhost/rest/v1/user_preferences?select=key', {
      headers: { apikey: database.publishableKey, authorization: `Bearer ${access_token}` },
    }),
  );
  const rows: unknown = await answer.json();
  await database.close();
  rmSync(root, { recursive: true, force: true });

  expect(confirmed).toBeGreaterThanOrEqual(50);
  // One more may have been stored while its confirmation was on the way.
  expect(Array.isArray(rows) ? rows.length - confirmed : rows).toBeOneOf([0, 1]);
  expect(words.out).toContain('refused 23514');
  expect(words.err).not.toMatch(/4711|NOT LEGAL|insert into/);
});
