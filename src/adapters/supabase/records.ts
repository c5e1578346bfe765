import type { Records } from '#services/ports/records.ts';
import type { Vault } from '#services/ports/vault.ts';

import { accountRecords } from './account-rows.ts';
import type { DeskDatabase } from './client.ts';
import { connectionRecords } from './connections.ts';
import { executionRecords } from './execution-rows.ts';
import { logRecords } from './log-rows.ts';
import { orderRecords } from './order-rows.ts';
import { sessionRecords } from './session-rows.ts';

/** The trader's own tables over supabase-js. */
export function createRecords(deps: {
  readonly database: DeskDatabase;
  readonly vault: Vault;
  readonly userId: () => string;
}): Records {
  return {
    ...connectionRecords(deps),
    ...accountRecords(deps.database),
    ...orderRecords(deps.database),
    ...executionRecords(deps.database),
    ...logRecords(deps.database),
    ...sessionRecords(deps.database),
  };
}
