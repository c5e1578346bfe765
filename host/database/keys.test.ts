import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { loadDatabaseKeys } from './keys.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-keys-'));
  folders.push(folder);
  return folder;
}

test('keys are made once, are long, and are closed to others even when the file stood open', () => {
  const folder = emptyFolder();
  const file = path.join(folder, 'database-keys.json');
  const keys = loadDatabaseKeys(folder);
  writeFileSync(file, readFileSync(file), { mode: 0o644 });
  expect(loadDatabaseKeys(folder)).toEqual(keys);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keys.jwtSecret).toHaveLength(64);
  expect(keys.ownerPassword).toHaveLength(64);
  expect(keys.publishableKey).toMatch(/^sb_publishable_[\w-]{32}$/);
});

test('a damaged file is not overwritten', () => {
  const folder = emptyFolder();
  const file = path.join(folder, 'database-keys.json');
  writeFileSync(file, '{"jwtSecret":');
  expect(() => loadDatabaseKeys(folder)).toThrow(/the file is damaged/);
  expect(readFileSync(file, 'utf8')).toBe('{"jwtSecret":');
});
