import path from 'node:path';

import * as z from 'zod';

import { readIfThere, writePrivateFile } from '../doors/secrets.ts';
import { jsonOf } from '../http/body.ts';

const pinsSchema = z.record(z.string(), z.string());

/**
 * The certificate seen at the first connection to each address. A later, different one is refused until the trader has
 * looked at it. Throws when the file is damaged: forgetting the pins would accept anything.
 */
export class Pins {
  readonly #file: string;
  #pins: Readonly<Record<string, string>>;

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'pins.json');
    const read = pinsSchema.safeParse(jsonOf(readIfThere(this.#file) ?? '{}'));
    if (!read.success)
      throw new Error(
        `Could not read the known certificates in ${this.#file}: the file is damaged. ` +
          'Delete it to have each gateway looked at anew.',
      );
    this.#pins = read.data;
  }

  find(host: string, port: number): string | null {
    const place = `${host}:${port}`;
    return Object.hasOwn(this.#pins, place) ? (this.#pins[place] ?? null) : null;
  }

  keep(host: string, port: number, fingerprint: string): void {
    if (this.find(host, port) === fingerprint) return;
    this.#pins = { ...this.#pins, [`${host}:${port}`]: fingerprint };
    writePrivateFile(this.#file, JSON.stringify(this.#pins, null, 2));
  }
}
