import path from 'node:path';

import * as z from 'zod';

import { jsonOf } from '../http/body.ts';

import { freshSecret, isSameHash, readIfThere, sha256, writePrivateFile } from './secrets.ts';

const pairedSchema = z.array(
  z.object({
    cookieHash: z.string().length(64),
    pageHash: z.string().length(64),
    pairedAt: z.string(),
  }),
);

type Paired = z.infer<typeof pairedSchema>[number];

/** What a browser gets when it becomes the owner's. */
export interface PairingSecrets {
  readonly cookie: string;
  readonly page: string;
}

/** How many browsers may belong to the desk; the oldest falls out. */
const mostBrowsers = 20;

/** 400 days, the longest that browsers allow. */
const cookieAgeS = 400 * 24 * 60 * 60;

/**
 * Which browsers belong to the owner. A browser becomes one by a one-time link that only the terminal shows, and stays
 * one by two secrets: a cookie, which shows it the page, and one in the page's own storage, which alone gets the token.
 * The keys folder holds their hashes, so a stolen file opens nothing.
 */
export class Pairing {
  readonly #file: string;
  readonly #now: () => Date;
  #paired: readonly Paired[];
  #codeHash: string | null = null;

  constructor(keysDir: string, now: () => Date) {
    this.#file = path.join(keysDir, 'paired-browsers.json');
    this.#now = now;
    const stored = pairedSchema.safeParse(jsonOf(readIfThere(this.#file) ?? '[]'));
    // A damaged file costs a new pairing, nothing else.
    this.#paired = stored.success ? stored.data : [];
  }

  /** Makes the code of a one-time link; the one before loses its power. */
  newCode(): string {
    const code = freshSecret();
    this.#codeHash = sha256(code);
    return code;
  }

  /** Trades a code for the secrets of a browser; its former ones, if any, end. Null when the code is wrong or used. */
  redeem(code: string, formerCookies: readonly string[] = []): PairingSecrets | null {
    if (this.#codeHash === null || !isSameHash(sha256(code), this.#codeHash)) return null;
    this.#codeHash = null;
    const secrets = { cookie: freshSecret(), page: freshSecret() };
    const added = {
      cookieHash: sha256(secrets.cookie),
      pageHash: sha256(secrets.page),
      pairedAt: this.#now().toISOString(),
    };
    const former = this.#known(formerCookies);
    const others = this.#paired.filter((paired) => !former.includes(paired));
    this.#paired = [added, ...others].slice(0, mostBrowsers);
    writePrivateFile(this.#file, JSON.stringify(this.#paired, null, 2));
    return secrets;
  }

  isPaired(cookies: readonly string[]): boolean {
    return this.#known(cookies).length > 0;
  }

  /** Whether the page itself, not only its browser, belongs to the owner. */
  isPagePaired(cookies: readonly string[], pageSecret: string): boolean {
    const hash = sha256(pageSecret);
    return this.#known(cookies).some((paired) => isSameHash(paired.pageHash, hash));
  }

  /** Cookies know no ports: another local program may have left one of the same name, so each is tried. */
  #known(cookies: readonly string[]): readonly Paired[] {
    const hashes = cookies.map(sha256);
    return this.#paired.filter((paired) =>
      hashes.some((hash) => isSameHash(paired.cookieHash, hash)),
    );
  }
}

/** All values of the cookies of a name in a Cookie header. */
export function cookiesNamed(name: string, header: string): readonly string[] {
  const prefix = `${name}=`;
  return header
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(prefix))
    .map((cookie) => cookie.slice(prefix.length));
}

/** The name holds the port, because cookies do not. */
export const cookieNameFor = (port: number): string => `strikedesk_${port}`;

export const cookieFor = (name: string, secret: string): string =>
  `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieAgeS}`;
