import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { aTemporaryFolder } from '#tests/host-kit.ts';

import { runRestore } from './restore-backup.ts';

const folder = aTemporaryFolder();
afterEach(() => folder.remove());

async function run(root: string, id: string | null, env: Record<string, string> = {}) {
  const said: string[] = [];
  const code = await runRestore({ root, env, id, print: (text) => said.push(text) });
  return [code, said.join('\n')];
}

test('the backups listed are those of the folder in .env, and looking creates nothing', async () => {
  const root = folder.path;
  writeFileSync(path.join(root, '.env'), 'STRIKEDESK_DATA_DIR=./mine\n');
  expect(await run(root, null)).toEqual([0, `There are no backups in ${path.join(root, 'mine')}.`]);
  expect(await run(root, '20261121T011507123Z-start')).toEqual([
    1,
    'Could not read the backup: there is none called "20261121T011507123Z-start".',
  ]);
  expect(readdirSync(root)).toEqual(['.env']);

  mkdirSync(path.join(root, 'mine', 'backups'), { recursive: true });
  writeFileSync(path.join(root, 'mine', 'backups', '20261121T011507123Z-start.tar.gz'), 'x');
  expect(await run(root, null)).toEqual([
    0,
    '20261121T011507123Z-start  2026-11-21T01:15:07.123Z  1 bytes',
  ]);
  expect(await run(root, null, { STRIKEDESK_PORT: 'no' })).toEqual([
    1,
    'Could not use STRIKEDESK_PORT: it is "no"; it must be a whole number from 0 to 65535.',
  ]);
});
