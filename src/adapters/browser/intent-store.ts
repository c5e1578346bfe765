import type { ClientOrderId } from '#domain/order.ts';
import type { Intent, IntentLog } from '#services/ports/intent-log.ts';

import { fromExactJson, toExactJson } from './exact-json.ts';
import { commit, read } from './indexed-store.ts';
import { createTabTalk } from './tab-talk.ts';

interface Row {
  readonly clientOrderId: string;
  readonly isOpen: boolean;
  readonly text: string;
}

/** Intents in the browser's own store, shared by all its tabs, surviving a crash. */
export function createIntentStore(database: IDBDatabase): IntentLog {
  const { tell, ...talk } = createTabTalk();
  const write = async (change: (store: IDBObjectStore) => void): Promise<void> => {
    await commit(database, 'intents', change);
    tell();
  };
  const find = async (clientOrderId: ClientOrderId): Promise<Intent | null> => {
    const row = await read<Row | undefined>(database, 'intents', (store) =>
      store.get(clientOrderId),
    );
    return row === undefined ? null : fromRow(row);
  };
  const change = async (clientOrderId: ClientOrderId, part: Partial<Intent>): Promise<void> => {
    const intent = await find(clientOrderId);
    if (intent === null) throw new Error(`No intent is stored for ${clientOrderId}`);
    await write((store) => void store.put(toRow({ ...intent, ...part })));
  };
  return {
    // `add` refuses a second intent under the same id, whoever wrote the first.
    recordIntent: (intent) => write((store) => void store.add(toRow(intent))),
    recordOutcome: (clientOrderId, outcome) => change(clientOrderId, { outcome }),
    recordQuestion: (clientOrderId, asked) => change(clientOrderId, { asked }),
    loadOpen: async () => {
      const rows = await read<Row[]>(database, 'intents', (store) => store.getAll());
      return rows.filter((row) => row.isOpen).map(fromRow);
    },
    find,
    ...talk,
  };
}

const toRow = (intent: Intent): Row => ({
  clientOrderId: intent.draft.clientOrderId,
  isOpen: intent.outcome === null || intent.outcome.kind === 'unknown',
  text: toExactJson(intent),
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only toRow above writes this store
const fromRow = (row: Row): Intent => fromExactJson(row.text) as Intent;
