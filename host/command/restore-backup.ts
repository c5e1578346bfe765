import path from 'node:path';

import { listBackupsOf, restoreClosedDatabase } from '../database/restore-closed.ts';

import { readSettings } from './read-settings.ts';

interface RestoreCommand {
  /** The project's folder. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Null lists the backups. */
  readonly id: string | null;
  readonly print: (text: string) => void;
}

/** Lists the backups of the data that `npm start` would use, or goes back to one of them. Resolves with the exit code. */
export async function runRestore({ root, env, id, print }: RestoreCommand): Promise<0 | 1> {
  const settings = readSettings(root, env);
  if (!settings.ok) {
    print(settings.error.map((fault) => fault.message).join('\n'));
    return 1;
  }
  const dataDir = settings.value.folders.data;
  const folders = { dataDir, migrationsDir: path.join(root, 'supabase', 'migrations') };
  try {
    if (id === null) print(await listOf(folders));
    else {
      await restoreClosedDatabase(folders, id);
      print(`Restored ${id}. The data before it is in ${path.join(dataDir, 'db.before-restore')}.`);
    }
    return 0;
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function listOf(folders: Parameters<typeof listBackupsOf>[0]): Promise<string> {
  const backups = await listBackupsOf(folders);
  return backups.length === 0
    ? `There are no backups in ${folders.dataDir}.`
    : backups.map(({ id, madeAt, bytes }) => `${id}  ${madeAt}  ${bytes} bytes`).join('\n');
}
