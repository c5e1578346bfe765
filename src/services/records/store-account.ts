import type { AccountFigures } from '#domain/account.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';

import type { DeskState } from '../desk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records } from '../ports/records.ts';

interface StoreDeps {
  readonly records: Pick<Records, 'saveAccount' | 'savePositions' | 'markPositionsStale'>;
  readonly clock: Clock;
  readonly state: DeskState;
  /** 1 to 4 as stated for the connection in use. */
  readonly optionsLevel: () => number | null;
  /** The tab that writes what it read into the database. */
  readonly isLeader: () => boolean;
}

/** Keeps what was read of an account. Positions that were expected and not told are marked, not stored as none. */
export async function storeAccount(
  { records, clock, state, isLeader, optionsLevel }: StoreDeps,
  accountId: AccountId,
  figures: AccountFigures | null,
  positions: readonly Position[] | 'late' | null,
): Promise<void> {
  const now = clock.now();
  const environment = state.environment.get();
  if (environment === null || !isLeader()) return;
  const identity = state.accounts.get()?.accounts.find((row) => row.accountId === accountId);
  if (identity !== undefined) {
    await records.saveAccount(identity, figures, environment, optionsLevel());
  }
  if (positions === 'late') await records.markPositionsStale(accountId, environment);
  else if (positions !== null) await records.savePositions(accountId, positions, environment, now);
}
