/** Remembers what was sent and tells what is new: the topics repeat only changed keys. */
export class ChangedKeys {
  readonly #sent = new Map<string, unknown>();

  /** Whether anything was sent at all. */
  get isBegun(): boolean {
    return this.#sent.size > 0;
  }

  /** The keys of `row` that differ from what this call saw before. */
  take(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const changed: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(row)) {
      if (this.#sent.has(key) && this.#sent.get(key) === value) continue;
      this.#sent.set(key, value);
      changed[key] = value;
    }
    return changed;
  }
}
