import { existsSync, linkSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { DatabaseInUseError, lockFolder } from './folder-lock.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(...parts: string[]): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-lock-'));
  folders.push(made);
  return path.join(made, ...parts);
}

test('a folder has one holder at a time', async () => {
  const place = newFolder();
  const first = await lockFolder(place);
  await expect(lockFolder(place)).rejects.toBeInstanceOf(DatabaseInUseError);
  await first.release();
  const second = await lockFolder(place);
  await second.release();
});

test('of many that start at once exactly one gets the folder, also over a dead socket', async () => {
  const place = newFolder();
  await leaveDeadSocket(path.join(place, 'database.lock'));
  const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(place)));
  const holders = attempts.filter((attempt) => attempt.status === 'fulfilled');
  expect(holders).toHaveLength(1);
  await Promise.all(holders.map((holder) => holder.value.release()));
});

test('a folder whose path is too long for a socket is locked all the same', async () => {
  const place = newFolder('a-name-that-is-rather-long'.repeat(5));
  const lock = await lockFolder(place);
  await expect(lockFolder(place)).rejects.toBeInstanceOf(DatabaseInUseError);
  await lock.release();
});

/** What a killed process leaves: a socket file that nobody listens to. */
async function leaveDeadSocket(address: string): Promise<void> {
  const server = net.createServer();
  await new Promise<void>((listening) => server.listen(`${address}.alive`, listening));
  linkSync(`${address}.alive`, address);
  await new Promise<void>((closed) => server.close(() => closed()));
  expect(existsSync(address)).toBe(true);
}
