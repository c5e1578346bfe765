import type { ClientOrderId } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Intent, IntentLog } from '#services/ports/intent-log.ts';

import { fromExactJson, toExactJson } from './exact-json.ts';
import { commit, read } from './indexed-store.ts';

interface Row {
  readonly clientOrderId: string;
  readonly isOpen: boolean;
  readonly text: string;
}

/** Intents in the browser's own store, shared by all its tabs, surviving a crash. */
export function createIntentStore(database: IDBDatabase): IntentLog {
  const put = (intent: Intent): Promise<void> =>
    commit(database, 'intents', (store) => void store.put(toRow(intent)));
  const find = async (clientOrderId: ClientOrderId): Promise<Intent | null> => {
    const row = await read<Row | undefined>(database, 'intents', (store) =>
      store.get(clientOrderId),
    );
    return row === undefined ? null : fromRow(row);
  };
  return {
    // `add` refuses a second intent under the same id, whoever wrote the first.
    recordIntent: (intent) => commit(database, 'intents', (store) => void store.add(toRow(intent))),
    recordOutcome: async (clientOrderId: ClientOrderId, outcome: SubmitOutcome) => {
      const intent = await find(clientOrderId);
      if (intent === null) throw new Error(`No intent is stored for ${clientOrderId}`);
      await put({ ...intent, outcome });
    },
    loadOpen: async () => {
      const rows = await read<Row[]>(database, 'intents', (store) => store.getAll());
      return rows.filter((row) => row.isOpen).map(fromRow);
    },
    find,
  };
}

const toRow = (intent: Intent): Row => ({
  clientOrderId: intent.draft.clientOrderId,
  isOpen: intent.outcome === null || intent.outcome.kind === 'unknown',
  text: toExactJson(intent),
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only toRow above writes this store
const fromRow = (row: Row): Intent => fromExactJson(row.text) as Intent;
