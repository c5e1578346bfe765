import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { BackupInfo } from '#domain/host-facts.ts';

import { makePrivateFolder } from './data-folders.ts';

type Reason = BackupInfo['reason'];

/** How many backups stay; the oldest goes when one more is made. */
const kept = 7;

const namePattern = /^(\d{8}T\d{9}Z)-(start|migration|manual|before-restore)[.]tar[.]gz$/;

/** The archives of one folder. An id is a file name without its ending, e.g. "20261121T011507123Z-start". */
export class BackupShelf {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Newest first. */
  async list(): Promise<BackupInfo[]> {
    const names = (await this.#names()).filter((name) => namePattern.test(name));
    const found = await Promise.all(
      names.toSorted().map(async (name) => infoOf(name, await this.#bytes(name))),
    );
    return found.toReversed();
  }

  /** Stores an archive. It has its name only once it is whole on the disk: a crash leaves no half backup. */
  async add(archive: Blob, reason: Reason, madeAt: Date): Promise<BackupInfo> {
    makePrivateFolder(this.#folder);
    const name = await this.#freeName(reason, madeAt);
    const partial = path.join(this.#folder, `${name}.partial`);
    const content = Buffer.from(await archive.arrayBuffer());
    if (content.byteLength === 0) throw new Error('Could not make a backup: the archive is empty.');
    const file = await open(partial, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path.join(this.#folder, name));
    await this.#tidy();
    return infoOf(name, content.byteLength);
  }

  /** Throws on an id that is not listed, so that no path can be smuggled in. */
  async read(id: string): Promise<Blob> {
    const known = await this.list();
    if (!known.some((backup) => backup.id === id))
      throw new Error(`Could not read the backup: there is none called ${JSON.stringify(id)}.`);
    return new Blob([await readFile(path.join(this.#folder, `${id}.tar.gz`))]);
  }

  /** Empty when no backup was ever made: looking creates nothing. */
  async #names(): Promise<string[]> {
    return existsSync(this.#folder) ? readdir(this.#folder) : [];
  }

  async #bytes(name: string): Promise<number> {
    return (await stat(path.join(this.#folder, name))).size;
  }

  /** Two backups of the same millisecond would otherwise share a name. */
  async #freeName(reason: Reason, madeAt: Date): Promise<string> {
    const taken = new Set((await readdir(this.#folder)).map((name) => name.slice(0, 19)));
    let instant = madeAt.getTime();
    while (taken.has(stampOf(instant))) instant += 1;
    return `${stampOf(instant)}-${reason}.tar.gz`;
  }

  async #tidy(): Promise<void> {
    const names = await readdir(this.#folder);
    const old = (await this.list()).slice(kept).map((backup) => `${backup.id}.tar.gz`);
    const torn = names.filter((name) => name.endsWith('.partial'));
    for (const name of [...old, ...torn]) await rm(path.join(this.#folder, name), { force: true });
  }
}

/** '20261121T011507123Z', which sorts by time and is a legal file name everywhere. */
const stampOf = (instant: number): string =>
  new Date(instant).toISOString().replaceAll(/[-:.]/g, '');

function infoOf(name: string, bytes: number): BackupInfo {
  const [, stamp = '', reason = ''] = namePattern.exec(name) ?? [];
  return {
    id: name.replace(/[.]tar[.]gz$/, ''),
    madeAt: stamp.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/,
      '$1-$2-$3T$4:$5:$6.$7Z',
    ),
    reason: reasonOf(reason),
    bytes,
  };
}

function reasonOf(word: string): Reason {
  switch (word) {
    case 'start':
    case 'migration':
    case 'before-restore':
      return word;
    default:
      return 'manual';
  }
}
