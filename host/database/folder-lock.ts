import { createHash, randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

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
  let server = await listen(address);
  if (server === null) {
    if (await answers(address)) throw new DatabaseInUseError(folder);
    if (!(await removeDead(address))) throw new DatabaseInUseError(folder);
    server = await listen(address);
  }
  if (server === null) throw new DatabaseInUseError(folder);
  const held = server;
  return { release: () => new Promise((done) => void held.close(() => done())) };
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
 * Moves a dead socket file out of the way. Two starters may both find it dead: the later one then has moved the
 * earlier one's living socket, notices that it answers, and gives it back.
 */
async function removeDead(address: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const aside = `${address}.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(address, aside);
  } catch {
    return true;
  }
  if (await answers(aside)) {
    renameSync(aside, address);
    return false;
  }
  rmSync(aside, { force: true });
  return true;
}
