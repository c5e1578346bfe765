import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Another process has the data folder open. Nothing was read or written. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';

  constructor(folder: string) {
    super(`Could not open the database in ${folder}: it is already open in another process.`);
  }
}

/** Held until `release`, or until the process ends in whatever way. */
export interface FolderLock {
  release(): Promise<void>;
}

/** A path longer than this does not fit the address of a Unix socket on every system. */
const longestSocketPath = 100;

/**
 * Takes the one lock of a data folder. Fails with {@link DatabaseInUseError}.
 *
 * The lock is a listening socket, because the kernel closes it on any kind of death; a file with a process id is
 * fooled by reused ids. PGlite itself has no lock, and two of them in one folder destroy it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const address = lockAddress(folder);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const server = (await listen(address)) ?? (await listenInPlaceOfDead(address));
    if (server === 'taken') break;
    if (server !== 'wait')
      return { release: () => new Promise((done) => void server.close(() => done())) };
    await delay(50);
  }
  throw new DatabaseInUseError(folder);
}

function lockAddress(folder: string): string {
  const resolved = path.resolve(folder);
  const hash = createHash('sha256').update(resolved).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\strikedesk-${hash}`;
  const inside = path.join(resolved, 'database.lock');
  return Buffer.byteLength(inside) <= longestSocketPath
    ? inside
    : path.join(os.tmpdir(), `strikedesk-${hash}.lock`);
}

/** Null when the address is taken, by a living process or by what a killed one left behind. */
function listen(address: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((caller) => caller.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = net.connect(address, () => {
      caller.destroy();
      resolve(true);
    });
    caller.on('error', () => resolve(false));
  });
}

/**
 * A killed process leaves its socket file behind. Removing it and listening are two steps, and between them another
 * starter could lose a living socket: only the one that makes the folder beside it may do both.
 */
async function listenInPlaceOfDead(address: string): Promise<net.Server | 'taken' | 'wait'> {
  if (await answers(address)) return 'taken';
  if (process.platform === 'win32') return 'wait';
  const turn = `${address}.turn`;
  if (!takeTurn(turn)) return 'wait';
  try {
    if (await answers(address)) return 'taken';
    rmSync(address, { force: true });
    return (await listen(address)) ?? 'taken';
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** A turn takes milliseconds; one that is seconds old belongs to a process that died during it. */
const abandonedAfterMs = 10_000;

function takeTurn(turn: string): boolean {
  try {
    mkdirSync(turn);
    return true;
  } catch {
    const since = statSync(turn, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > abandonedAfterMs)
      rmSync(turn, { recursive: true, force: true });
    return false;
  }
}
