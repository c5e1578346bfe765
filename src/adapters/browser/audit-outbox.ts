import type {
  AuditEntry,
  AuditFilter,
  AuditLog,
  StoredAuditEntry,
} from '#services/ports/audit-log.ts';
import type { AuditSink } from '#services/ports/audit-sink.ts';
import type { Clock } from '#services/ports/clock.ts';

import { fromExactJson, toExactJson } from './exact-json.ts';
import { commit, read } from './indexed-store.ts';

interface Row {
  readonly sequence: number;
  readonly writerId: string;
  readonly text: string;
}

interface Deps {
  readonly database: IDBDatabase;
  readonly sink: AuditSink;
  readonly clock: Clock;
}

/** Rows of one delivery; small enough for one statement of any engine. */
const mostTogether = 200;
const retryAfterMs = 5_000;
/** So many rows refused one by one are the database's no to all, not a fault of these rows. */
const mostRefused = 3;

/**
 * The audit log as the page writes it: first into the browser's store, then into the database, in order, each row once.
 * While the database is away rows wait here, over reloads too. All tabs of the browser are one writer.
 */
export async function createAuditOutbox(deps: Deps): Promise<AuditLog> {
  const writerId = await writerIdOf(deps.database);
  const outbox = new Outbox(deps, writerId);
  outbox.deliverSoon(0);
  return {
    append: (entry) => outbox.append(entry),
    load: (filter) => outbox.load(filter),
    waiting: () => read(deps.database, 'audit', (store) => store.count()),
  };
}

class Outbox {
  readonly #deps: Deps;
  readonly #writerId: string;
  #isDelivering = false;
  #cancelDelivery: () => void = () => undefined;

  constructor(deps: Deps, writerId: string) {
    this.#deps = deps;
    this.#writerId = writerId;
  }

  async append(entry: AuditEntry): Promise<void> {
    const { database } = this.#deps;
    const writerId = this.#writerId;
    // One transaction takes the number and stores the row, so that two tabs never share one.
    await appendNumbered(database, (sequence) => ({
      sequence,
      writerId,
      text: toExactJson({ ...entry, writerId, sequence }),
    }));
    this.deliverSoon(0);
  }

  async load(filter: AuditFilter): Promise<readonly StoredAuditEntry[]> {
    const waiting = (await this.#rows()).map(fromRow).filter((entry) => fits(entry, filter));
    const inDatabase = await this.#deps.sink.load(filter);
    if (!inDatabase.ok && waiting.length === 0) throw new Error(inDatabase.error.detail);
    const known = inDatabase.ok ? inDatabase.value : [];
    const seen = new Set(known.map((entry) => `${entry.writerId} ${entry.sequence}`));
    const fresh = waiting.filter((entry) => !seen.has(`${entry.writerId} ${entry.sequence}`));
    return [...fresh, ...known]
      .toSorted((a, b) => b.at - a.at || b.sequence - a.sequence)
      .slice(0, filter.limit);
  }

  deliverSoon(delayMs: number): void {
    this.#cancelDelivery();
    this.#cancelDelivery = this.#deps.clock.after(delayMs, () => void this.#deliver());
  }

  async #deliver(): Promise<void> {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      const isAllThere = await this.#deliverAll();
      if (!isAllThere) this.deliverSoon(retryAfterMs);
    } finally {
      this.#isDelivering = false;
    }
  }

  /** One row the database never takes must not hold up those behind it: it waits on, they pass. */
  async #deliverAll(): Promise<boolean> {
    const refused = new Set<number>();
    let together = mostTogether;
    for (;;) {
      const waiting = (await this.#rows()).filter((row) => !refused.has(row.sequence));
      const [first, ...rest] = waiting.slice(0, together);
      if (first === undefined) return refused.size === 0;
      const rows = [first, ...rest];
      const answer = await this.#deps.sink.insert(rows.map(fromRow));
      if (answer.ok) await this.#forget(rows);
      else if (answer.error.kind === 'away' || refused.size >= mostRefused) return false;
      else if (together === 1) refused.add(first.sequence);
      else together = 1;
    }
  }

  #forget(rows: readonly Row[]): Promise<void> {
    return commit(this.#deps.database, 'audit', (store) => {
      for (const row of rows) store.delete(row.sequence);
    });
  }

  #rows(): Promise<Row[]> {
    return read<Row[]>(this.#deps.database, 'audit', (store) => store.getAll());
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only append above writes this store
const fromRow = (row: Row): StoredAuditEntry => fromExactJson(row.text) as StoredAuditEntry;

/** Takes the next number of this writer and stores the row under it, or does neither. */
function appendNumbered(database: IDBDatabase, make: (sequence: number) => Row): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(['audit', 'meta'], 'readwrite', {
      durability: 'strict',
    });
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(
        new Error('Could not store the audit entry in this browser.', { cause: transaction.error }),
      ),
    );
    const meta = transaction.objectStore('meta');
    const counter: IDBRequest<{ value: number } | undefined> = meta.get('sequence');
    counter.addEventListener('success', () => {
      const sequence = (counter.result?.value ?? 0) + 1;
      meta.put({ key: 'sequence', value: sequence });
      transaction.objectStore('audit').add(make(sequence));
    });
  });
}

/** This browser's name as a writer of the log, made once. The transaction keeps a second tab from making another. */
function writerIdOf(database: IDBDatabase): Promise<string> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('meta', 'readwrite');
    const meta = transaction.objectStore('meta');
    const known: IDBRequest<{ value: string } | undefined> = meta.get('writer-id');
    let id = '';
    known.addEventListener('success', () => {
      id = known.result?.value ?? crypto.randomUUID();
      if (known.result === undefined) meta.put({ key: 'writer-id', value: id });
    });
    transaction.addEventListener('complete', () => resolve(id));
    transaction.addEventListener('abort', () => reject(new Error('Could not name this browser.')));
  });
}

function fits(entry: StoredAuditEntry, filter: AuditFilter): boolean {
  const { from = 0, until = Number.MAX_SAFE_INTEGER, kindPrefix = '', text = '' } = filter;
  const isInTime = entry.at >= from && entry.at <= until;
  return isInTime && entry.kind.startsWith(kindPrefix) && isAbout(entry, filter, text);
}

function isAbout(entry: StoredAuditEntry, filter: AuditFilter, text: string): boolean {
  const { accountId = entry.accountId, clientOrderId = entry.clientOrderId } = filter;
  return (
    entry.accountId === accountId &&
    entry.clientOrderId === clientOrderId &&
    entry.summary.toLowerCase().includes(text.toLowerCase())
  );
}
