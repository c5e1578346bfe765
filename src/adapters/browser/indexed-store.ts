/** The desk's own store in this browser. Each write resolves when it is committed, with strict durability. */
const databaseName = 'strikedesk';
const version = 1;

export type StoreName = 'intents' | 'audit' | 'atlas-months' | 'atlas-strikes' | 'meta';

const stores: Readonly<Record<StoreName, string | readonly string[]>> = {
  intents: 'clientOrderId',
  audit: 'sequence',
  'atlas-months': 'key',
  'atlas-strikes': ['month', 'strike'],
  meta: 'key',
};

/**
 * `userId` gives each user of a hosted database a store of their own: what one has not delivered yet must not reach the
 * records of the next. Null is the one owner of the database on this computer.
 */
export function openStore(userId: string | null): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const ofUser = userId === null ? databaseName : `${databaseName}-${userId}`;
    const request = indexedDB.open(ofUser, version);
    request.addEventListener('upgradeneeded', () => {
      for (const [name, keyPath] of Object.entries(stores)) {
        const path = typeof keyPath === 'string' ? keyPath : [...keyPath];
        const store = request.result.createObjectStore(name, { keyPath: path });
        if (name === 'atlas-strikes') store.createIndex('month', 'month');
      }
    });
    request.addEventListener('success', () => {
      const database = request.result;
      // A newer desk in another tab may change the store; this one then refuses to write, and so to send.
      database.addEventListener('versionchange', () => database.close());
      resolve(database);
    });
    request.addEventListener('error', () => reject(failure('open the store', request.error)));
    request.addEventListener('blocked', () =>
      reject(new Error('Could not open the store: another tab holds an older one. Close it.')),
    );
  });
}

/** Runs one write transaction and resolves when it is on disk. Rejects when it is not: then nothing of it is. */
export function commit(
  database: IDBDatabase,
  name: StoreName,
  write: (store: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(failure(`write ${name}`, transaction.error)),
    );
    write(transaction.objectStore(name));
  });
}

/** Reads the result of one request. */
export function read<T>(
  database: IDBDatabase,
  name: StoreName,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(name, 'readonly').objectStore(name));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(failure(`read ${name}`, request.error)));
  });
}

const failure = (what: string, cause: DOMException | null): Error =>
  new Error(`Could not ${what} in this browser: ${cause?.message ?? 'no reason given'}`, { cause });
