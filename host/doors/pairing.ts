import path from 'node:path';

import * as z from 'zod';

import { jsonOf } from '../http/body.ts';

import { freshSecret, isSameHash, readIfThere, sha256, writePrivateFile } from './secrets.ts';

const pairedSchema = z.array(z.object({ hash: z.string().length(64), pairedAt: z.string() }));

/** How many browsers may belong to the desk; the oldest falls out. */
const mostBrowsers = 20;

/** 400 days, the longest that browsers allow. */
const cookieAgeS = 400 * 24 * 60 * 60;

/**
 * Which browsers belong to the owner. A browser becomes one by a one-time link that only the terminal shows, and stays
 * one by a cookie; the keys folder holds the cookies' hashes, so a stolen file opens nothing.
 */
export class Pairing {
  readonly #file: string;
  readonly #now: () => Date;
  #hashes: readonly { readonly hash: string; readonly pairedAt: string }[];
  #codeHash: string | null = null;

  constructor(keysDir: string, now: () => Date) {
    this.#file = path.join(keysDir, 'paired-browsers.json');
    this.#now = now;
    const stored = pairedSchema.safeParse(jsonOf(readIfThere(this.#file) ?? '[]'));
    // A damaged file costs a new pairing, nothing else.
    this.#hashes = stored.success ? stored.data : [];
  }

  /** Makes the code of a one-time link; the one before loses its power. */
  newCode(): string {
    const code = freshSecret();
    this.#codeHash = sha256(code);
    return code;
  }

  /** Trades a code for the secret of a new browser. Null when the code is wrong or used. */
  redeem(code: string): string | null {
    if (this.#codeHash === null || !isSameHash(sha256(code), this.#codeHash)) return null;
    this.#codeHash = null;
    const secret = freshSecret();
    const paired = { hash: sha256(secret), pairedAt: this.#now().toISOString() };
    this.#hashes = [paired, ...this.#hashes].slice(0, mostBrowsers);
    writePrivateFile(this.#file, JSON.stringify(this.#hashes, null, 2));
    return secret;
  }

  /** Cookies know no ports: another local program may have left one of the same name, so each is tried. */
  isPaired(cookieHeader: string, cookieName: string): boolean {
    const prefix = `${cookieName}=`;
    return cookieHeader
      .split(';')
      .map((cookie) => cookie.trim())
      .filter((cookie) => cookie.startsWith(prefix))
      .map((cookie) => sha256(cookie.slice(prefix.length)))
      .some((hash) => this.#hashes.some((paired) => isSameHash(paired.hash, hash)));
  }
}

/** The name holds the port, because cookies do not. */
export const cookieNameFor = (port: number): string => `strikedesk_${port}`;

export const cookieFor = (name: string, secret: string): string =>
  `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieAgeS}`;
