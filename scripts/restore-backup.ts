/**
 * Lists the backups of this machine's data, or goes back to one of them while the desk is not running:
 * `npx node scripts/restore-backup.ts [id]`.
 */
import path from 'node:path';

import { dataFolders } from '#host/database/data-folders.ts';
import { listBackupsOf, restoreClosedDatabase } from '#host/database/restore-closed.ts';

const [id] = process.argv.slice(2);
const folders = { dataDir: dataFolders().data, migrationsDir: path.resolve('supabase/migrations') };
if (id === undefined) {
  for (const backup of await listBackupsOf(folders))
    console.log(`${backup.id}  ${backup.madeAt}  ${backup.bytes} bytes`);
} else {
  await restoreClosedDatabase(folders, id);
  console.log(`Restored ${id}. The data before it is in ${folders.dataDir}/db.before-restore.`);
}
