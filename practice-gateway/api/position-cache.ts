import type { Conid } from '#domain/contract.ts';
import type { SimulatedPosition } from '#simulation/exchange-shapes.ts';

import type { World } from '../world.ts';

/** The classic position list lags: it is read anew this long after the last reading. */
const FRESH_MS = 30_000;
/** Contract terms come this long after a row was first shown. */
const LOADED_AFTER_MS = 1500;

interface Cached {
  readonly readAt: number;
  readonly rows: readonly SimulatedPosition[];
}

/** What the portfolio side remembers of positions: a lagging copy, and which contracts it has loaded. */
export class PositionCache {
  readonly #byAccount = new Map<string, Cached>();
  readonly #firstShownAt = new Map<Conid, number>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  rows(accountId: string): readonly SimulatedPosition[] {
    const now = this.#world.clock.elapsed();
    const known = this.#byAccount.get(accountId);
    if (known !== undefined && now - known.readAt < FRESH_MS) return known.rows;
    const rows = this.#world.exchange.positions(accountId);
    this.#byAccount.set(accountId, { readAt: now, rows });
    return rows;
  }

  invalidate(accountId: string): void {
    this.#byAccount.delete(accountId);
  }

  /** Whether the contract's terms are there by now; asking starts the loading. */
  isLoaded(conid: Conid, isWaitedFor: boolean): boolean {
    const now = this.#world.clock.elapsed();
    const first = this.#firstShownAt.get(conid) ?? now;
    this.#firstShownAt.set(conid, first);
    return isWaitedFor || now - first >= LOADED_AFTER_MS;
  }
}
