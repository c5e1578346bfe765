import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { makePrivateFolder } from '../database/data-folders.ts';

/** 256 random bits in the letters of URLs, headers and subprotocols. */
export const freshSecret = (): string => randomBytes(32).toString('base64url');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares in a time that does not tell how much was right. Both are SHA-256 in hex. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** Replaces a file that only its owner may read (0600): the old content or the new one, never half of it. */
export function writePrivateFile(file: string, content: string): void {
  makePrivateFolder(path.dirname(file));
  const partial = `${file}.partial`;
  writeFileSync(partial, content, { mode: 0o600 });
  if (process.platform !== 'win32') chmodSync(partial, 0o600);
  renameSync(partial, file);
}

/** The content of a file, or null when there is none. */
export function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
