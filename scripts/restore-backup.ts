/**
 * Lists the backups of this machine's data, or goes back to one of them while the desk is not running:
 * `npx node scripts/restore-backup.ts [id]`.
 */
import path from 'node:path';

import { runRestore } from '#host/command/restore-backup.ts';

process.exitCode = await runRestore({
  root: path.resolve(import.meta.dirname, '..'),
  env: process.env,
  id: process.argv[2] ?? null,
  print: (text) => console.log(text),
});
