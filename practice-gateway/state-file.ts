import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { keepsakesShape, type Keepsakes } from './keepsakes.ts';
import { keptLoginShape, type KeptLogin } from './kept-login.ts';

const NAME = 'practice-account.json';

const stateShape = z.object({
  version: z.literal(1),
  exchange: z.unknown(),
  keepsakes: keepsakesShape,
  login: keptLoginShape.nullish(),
});

export interface SavedState {
  readonly exchange: unknown;
  readonly keepsakes: Keepsakes;
  readonly login?: KeptLogin | null | undefined;
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * What an earlier start kept in the folder; null when there is nothing. A file that cannot be read is put aside under
 * another name, so that a new account does not bury it.
 */
export async function loadState(dataDir: string | null): Promise<SavedState | null> {
  if (dataDir === null) return null;
  const path = join(dataDir, NAME);
  try {
    const parsed = stateShape.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (isMissing(error)) return null;
  }
  await setAside(dataDir);
  return null;
}

/** Renames the file, so that it can be looked at later. */
export async function setAside(dataDir: string): Promise<void> {
  const path = join(dataDir, NAME);
  await rename(path, `${path}.unreadable-${Date.now()}`);
}

/** Writes beside and renames: a crash leaves the old file or the new one, never half of one. */
export async function saveState(dataDir: string, state: SavedState): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, NAME);
  await writeFile(`${path}.new`, JSON.stringify({ version: 1, ...state }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
