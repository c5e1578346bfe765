import type { Conid } from '#domain/contract.ts';
import type { ContractAtlas, KnownMonth, KnownStrike } from '#services/ports/contract-atlas.ts';

import { fromExactJson, toExactJson } from './exact-json.ts';
import { commit, read } from './indexed-store.ts';

interface Row {
  readonly text: string;
}

/**
 * Contracts once asked for, in the browser's store.
 *
 * `scope` keeps gateways apart whose contracts must not mix: the practice exchange has numbers of its own.
 */
export function createContractAtlas(database: IDBDatabase, scope: () => string): ContractAtlas {
  const monthKey = (underlying: Conid, month: string): string =>
    `${scope()}|${underlying}|${month}`;
  return {
    loadMonth: async (underlying, month) => {
      const row = await read<Row | undefined>(database, 'atlas-months', (store) =>
        store.get(monthKey(underlying, month)),
      );
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only saveMonth below writes this store
      return row === undefined ? null : (fromExactJson(row.text) as KnownMonth);
    },
    saveMonth: (underlying, month, known) =>
      commit(
        database,
        'atlas-months',
        (store) => void store.put({ key: monthKey(underlying, month), text: toExactJson(known) }),
      ),
    loadStrikes: async (underlying, month) => {
      const rows = await read<Row[]>(database, 'atlas-strikes', (store) =>
        store.index('month').getAll(monthKey(underlying, month)),
      );
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only saveStrike below writes this store
      return rows.map((row) => fromExactJson(row.text) as KnownStrike);
    },
    saveStrike: (underlying, month, known) =>
      commit(
        database,
        'atlas-strikes',
        (store) =>
          void store.put({
            month: monthKey(underlying, month),
            strike: `${known.strike.toFixed()} ${known.right}`,
            text: toExactJson(known),
          }),
      ),
  };
}
