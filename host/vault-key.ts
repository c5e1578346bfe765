import path from 'node:path';

import type { PageConfig } from '#config/host-api.ts';

import { freshSecret, readIfThere, sha256, writePrivateFile } from './doors/secrets.ts';

/**
 * The key material of the vault: VITE_ENCRYPTION_KEY, or one that the host made at the first start and keeps in the
 * keys folder (0600). Throws when that file is damaged: a new key would make everything unreadable.
 */
export function loadVaultKey(keysDir: string, given: string | null): PageConfig['vault'] {
  if (given !== null) return named(given);
  const file = path.join(keysDir, 'vault-key');
  const stored = readIfThere(file);
  if (stored !== null) {
    const key = stored.trim();
    if (key.length < 32)
      throw new Error(
        `Could not read the vault key in ${file}: it is too short to be ours. ` +
          'Put the right file back; or move it away to start over, and type in again what was encrypted.',
      );
    return named(key);
  }
  const key = freshSecret();
  writePrivateFile(file, `${key}\n`);
  return named(key);
}

const named = (key: string) => ({ key, keyId: sha256(key).slice(0, 8) });
