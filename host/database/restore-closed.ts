import path from 'node:path';

import type { BackupInfo } from '#domain/host-facts.ts';

import { BackupShelf } from './backups.ts';
import type { EmbeddedDatabaseOptions } from './embedded-database.ts';
import { lockFolder } from './folder-lock.ts';
import { readMigrations } from './migrations.ts';
import { replaceClosedData } from './restore.ts';

type Folders = Pick<EmbeddedDatabaseOptions, 'dataDir' | 'migrationsDir'>;

/** Newest first, for a database that is not open. */
export function listBackupsOf({ dataDir }: Folders): Promise<BackupInfo[]> {
  return shelfOf(dataDir).list();
}

/**
 * Restores a backup while the desk is not running, e.g. because its data no longer opens. The present data stays
 * beside it. Fails with DatabaseInUseError and RestoreError.
 */
export async function restoreClosedDatabase(folders: Folders, id: string): Promise<void> {
  const { dataDir, migrationsDir } = folders;
  const archive = await shelfOf(dataDir).read(id);
  const lock = await lockFolder(dataDir);
  try {
    await replaceClosedData(path.join(dataDir, 'db'), archive, readMigrations(migrationsDir));
  } finally {
    await lock.release();
  }
}

const shelfOf = (dataDir: string): BackupShelf => new BackupShelf(path.join(dataDir, 'backups'));
