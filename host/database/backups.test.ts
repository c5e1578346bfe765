import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { BackupShelf } from './backups.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-backups-'));
  folders.push(folder);
  return folder;
}

const minute = (n: number) => new Date(Date.UTC(2026, 10, 21, 1, n));

test('the last seven backups are kept, newest first', async () => {
  const folder = emptyFolder();
  const shelf = new BackupShelf(folder);
  for (let n = 0; n < 9; n += 1) await shelf.add(new Blob([`backup ${n}`]), 'start', minute(n));
  const list = await shelf.list();
  expect(list.map((backup) => backup.madeAt)).toEqual([
    '2026-11-21T01:08:00.000Z',
    '2026-11-21T01:07:00.000Z',
    '2026-11-21T01:06:00.000Z',
    '2026-11-21T01:05:00.000Z',
    '2026-11-21T01:04:00.000Z',
    '2026-11-21T01:03:00.000Z',
    '2026-11-21T01:02:00.000Z',
  ]);
  expect(list[0]).toEqual({
    id: '20261121T010800000Z-start',
    madeAt: '2026-11-21T01:08:00.000Z',
    reason: 'start',
    bytes: 8,
  });
  expect(await (await shelf.read('20261121T010800000Z-start')).text()).toBe('backup 8');
});

test('two backups of the same instant are two backups', async () => {
  const shelf = new BackupShelf(emptyFolder());
  await shelf.add(new Blob(['one']), 'manual', minute(1));
  await shelf.add(new Blob(['two']), 'manual', minute(1));
  const list = await shelf.list();
  expect(list.map((backup) => backup.bytes)).toEqual([3, 3]);
  expect(await (await shelf.read(list[0]?.id ?? '')).text()).toBe('two');
});

test('what a crash left half written is never offered, and is swept away', async () => {
  const folder = emptyFolder();
  const shelf = new BackupShelf(folder);
  await shelf.add(new Blob(['good']), 'manual', minute(1));
  writeFileSync(path.join(folder, '20261121T010200000Z-manual.tar.gz.partial'), 'ha');
  expect((await shelf.list()).map((backup) => backup.bytes)).toEqual([4]);
  await shelf.add(new Blob(['next']), 'manual', minute(3));
  expect(readdirSync(folder).toSorted()).toEqual([
    '20261121T010100000Z-manual.tar.gz',
    '20261121T010300000Z-manual.tar.gz',
  ]);
});

test('an empty archive replaces nothing', async () => {
  const shelf = new BackupShelf(emptyFolder());
  await expect(shelf.add(new Blob([]), 'manual', minute(1))).rejects.toThrow(/archive is empty/);
  expect(await shelf.list()).toEqual([]);
});
