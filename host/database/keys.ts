import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import * as z from 'zod';

import { makePrivateFolder } from './data-folders.ts';

/** Secrets of the embedded database. They live apart from the data, so that a copy of the data opens nothing. */
const keysSchema = z.object({
  /** Signs the session tokens. */
  jwtSecret: z.string().min(32),
  /** Names the page to the REST interface; grants nothing by itself. */
  publishableKey: z.string().startsWith('sb_publishable_'),
  /** Nobody types it: the host signs its owner in. */
  ownerPassword: z.string().min(32),
});

export type DatabaseKeys = z.infer<typeof keysSchema>;

const fileName = 'database-keys.json';

/**
 * Reads the keys, or makes them at the first start, in a file that only its owner can read (0600).
 * Throws when the file is there but is not ours: guessing would lock the owner out.
 */
export function loadDatabaseKeys(keysFolder: string): DatabaseKeys {
  makePrivateFolder(keysFolder);
  const file = path.join(keysFolder, fileName);
  try {
    writeFileSync(file, JSON.stringify(freshKeys(), null, 2), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  if (process.platform !== 'win32') chmodSync(file, 0o600);
  const parsed = keysSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(
    `Could not read the database keys in ${file}: the file is damaged. ` +
      'Move it away to have new ones made; the data stays readable.',
  );
}

const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

function freshKeys(): DatabaseKeys {
  return {
    jwtSecret: secret(48),
    publishableKey: `sb_publishable_${secret(24)}`,
    ownerPassword: secret(48),
  };
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
