import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { OwnerSession } from '#config/host-api.ts';
import type { BackupInfo } from '#domain/host-facts.ts';

import { BackupShelf } from './backups.ts';
import { makePrivateFolder } from './data-folders.ts';
import { openEngine, type Engine } from './engine.ts';
import { lockFolder } from './folder-lock.ts';
import { throughTheDoor } from './front-door.ts';
import { loadDatabaseKeys, type DatabaseKeys } from './keys.ts';
import { pendingMigrations, readMigrations, runMigration, type Migration } from './migrations.ts';
import { finishInterruptedRestore, replaceData } from './restore.ts';
import { serialQueue } from './serial-queue.ts';
import { usersOf } from './users.ts';

export interface EmbeddedDatabaseOptions {
  /** Holds `db/` and `backups/`; made private to its owner. */
  readonly dataDir: string;
  /** Holds the keys, apart from the data. */
  readonly keysDir: string;
  readonly migrationsDir: string;
  /** An archive to start a new database from, which is faster than to create one. */
  readonly seed?: Blob;
  /** Told single lines without values. */
  readonly log: (line: string) => void;
}

/** The data is there but cannot be read. Nothing was changed; the backups beside it are as they were. */
class DamagedDataError extends Error {
  override readonly name = 'DamagedDataError';

  constructor(location: string, cause?: unknown) {
    super(
      `Could not open the database in ${location}: its files are damaged or incomplete. ` +
        'Go back to a backup with: npx node scripts/restore-backup.ts',
      { cause },
    );
  }
}

/** Supabase without a cloud account: the same calls, the same migrations, one owner. */
export interface EmbeddedDatabase {
  /** Serves /auth/v1 and /rest/v1; anything else is 404. */
  fetch(request: Request): Promise<Response>;
  readonly publishableKey: string;
  /** A fresh session of the owner, for `setSession` of supabase-js. */
  signInOwner(): Promise<OwnerSession>;
  backup(): Promise<BackupInfo>;
  /** Newest first. */
  listBackups(): Promise<readonly BackupInfo[]>;
  /** Checks the archive first, keeps the present data aside, then replaces it. Requests wait meanwhile. */
  restore(id: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database of a data folder, creating it at the first start, backing it up and bringing it up to date.
 *
 * Fails with DatabaseInUseError when another process has the folder open, with NewerDataError when a later edition
 * has used it, and with DamagedDataError when it cannot be read.
 */
export async function openEmbeddedDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> {
  const { dataDir } = options;
  makePrivateFolder(dataDir);
  const lock = await lockFolder(dataDir);
  try {
    return await openLocked(options, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  options: EmbeddedDatabaseOptions,
  release: () => Promise<void>,
): Promise<EmbeddedDatabase> {
  const { dataDir, log } = options;
  const keys = loadDatabaseKeys(options.keysDir);
  const migrations = readMigrations(options.migrationsDir);
  const location = path.join(dataDir, 'db');
  const shelf = new BackupShelf(path.join(dataDir, 'backups'));
  const save = async (from: Engine, reason: BackupInfo['reason']) =>
    shelf.add(await from.dump(), reason, new Date());

  finishInterruptedRestore(location);
  const isNew = startsEmpty(location);
  const ground = { keys, migrations, location, seed: isNew ? options.seed : undefined, log };
  let engine = await openUpToDate(ground, isNew ? nothing : (opened) => save(opened, 'migration'));
  finishCreation(location);
  // A full disk must not keep a trader from closing a position; a migration without its backup is another matter.
  if (!isNew) await save(engine, 'start').catch(() => log('database: the backup at start failed'));

  // What a restore migrates has its backup: the archive itself.
  const open = () => openUpToDate({ ...ground, seed: undefined }, nothing);
  async function restore(id: string): Promise<void> {
    const archive = await shelf.read(id);
    await save(engine, 'before-restore');
    const replaced = await replaceData({ location, archive, migrations, engine, open });
    engine = replaced.engine;
    if (replaced.failure !== null) throw replaced.failure;
  }

  // A restore swaps the engine: everything that uses it goes through here and waits its turn.
  const inTurn = serialQueue();
  return {
    fetch: (request) => inTurn(() => throughTheDoor(engine, request)),
    publishableKey: keys.publishableKey,
    signInOwner: () => inTurn(() => signInOwner(engine, keys)),
    backup: () => inTurn(() => save(engine, 'manual')),
    listBackups: () => shelf.list(),
    restore: (id) => inTurn(() => restore(id)),
    close: () =>
      inTurn(async () => {
        await engine.close();
        await release();
      }),
  };
}

/** Each opening of the page leaves a session; one that was not used for a month never will be. */
const forgetOldSessions = `delete from auth.sessions
  where greatest(created_at, refreshed_at) < now() - interval '30 days'`;

const nothing = async (): Promise<void> => undefined;

/** Stands beside the data while it is created: what a first start that was cut off left is no database. */
const creationMark = (location: string): string => `${location}.creating`;

function startsEmpty(location: string): boolean {
  const mark = creationMark(location);
  if (existsSync(mark)) rmSync(location, { recursive: true, force: true });
  if (!existsSync(location)) {
    writeFileSync(mark, '');
    return true;
  }
  // PGlite would make a new database over what is left of this one.
  if (!existsSync(path.join(location, 'PG_VERSION'))) throw new DamagedDataError(location);
  return false;
}

function finishCreation(location: string): void {
  rmSync(creationMark(location), { force: true });
}

interface Ground {
  readonly keys: DatabaseKeys;
  readonly migrations: readonly Migration[];
  readonly location: string;
  readonly seed: Blob | undefined;
  readonly log: (line: string) => void;
}

/** Opens the engine, runs what has not run, and sees to it that the database has its owner. */
async function openUpToDate(
  { keys, migrations, location, seed, log }: Ground,
  beforeMigration: (engine: Engine) => Promise<unknown>,
): Promise<Engine> {
  const engine = await openEngine({
    ...keys,
    location,
    log,
    ...(seed && { snapshot: seed }),
  }).catch((error: unknown) => {
    throw new DamagedDataError(location, error);
  });
  try {
    for (const migration of await pendingMigrations(engine, migrations)) {
      await beforeMigration(engine);
      await runMigration(engine, migration);
      log(`database: ran migration ${migration.version}_${migration.name}`);
    }
    await signInOwner(engine, keys);
    await engine.execute(forgetOldSessions);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function signInOwner(engine: Engine, keys: DatabaseKeys): Promise<OwnerSession> {
  return usersOf(engine, keys.publishableKey, keys.ownerPassword).signInOwner();
}
