import type { AccountFigures } from '#domain/account.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';

import type { DeskState } from '../desk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records } from '../ports/records.ts';

interface StoreDeps {
  readonly records: Pick<Records, 'saveAccount' | 'savePositions'>;
  readonly clock: Clock;
  readonly state: DeskState;
  /** The tab that writes what it read into the database. */
  readonly isLeader: () => boolean;
}

/** Keeps what was read of an account; null positions were not read and are not stored as none. */
export async function storeAccount(
  { records, clock, state, isLeader }: StoreDeps,
  accountId: AccountId,
  figures: AccountFigures | null,
  positions: readonly Position[] | null,
): Promise<void> {
  const now = clock.now();
  const environment = state.environment.get();
  if (environment === null || !isLeader()) return;
  const identity = state.accounts.get()?.accounts.find((row) => row.accountId === accountId);
  if (identity !== undefined) await records.saveAccount(identity, figures, environment);
  if (positions !== null) await records.savePositions(accountId, positions, environment, now);
}
