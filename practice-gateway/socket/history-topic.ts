import { readHistory, type HistoryWish } from '../api/price-history.ts';
import type { World } from '../world.ts';

type Frame = Readonly<Record<string, unknown>>;

/** Subscriptions that one socket may hold at once. */
const MOST = 5;

/** The `smh` subscriptions of one socket. Bars come once; the place is taken until the subscription is ended. */
export class HistoryTopic {
  readonly #open = new Set<string>();
  readonly #world: World;
  #last = 0;

  constructor(world: World) {
    this.#world = world;
  }

  clear(): void {
    this.#open.clear();
  }

  /** `target` is a conid, with an exchange or without. */
  start(target: string, wish: HistoryWish): readonly Frame[] {
    const topic = `smh+${target}`;
    if (!this.#world.session.memory.isAccountListRead) {
      return [{ error: 'No accounts', code: 500, topic: 'smh' }];
    }
    if (this.#open.size >= MOST) return [{ error: 'Too many requests', code: 429, topic }];
    const read = readHistory(this.#world, { ...wish, conid: target.split('@')[0] });
    if (!read.ok) return [{ error: 'Chart data unavailable', code: 500, topic }];
    this.#last += 1;
    const serverId = `${read.value.serverId}${this.#last}`;
    this.#open.add(serverId);
    return [{ ...read.value, serverId, topic }];
  }

  /** Confirmed without a topic. */
  stop(serverId: string): readonly Frame[] {
    return this.#open.delete(serverId) ? [{ message: `Unsubscribed ${serverId}` }] : [];
  }
}
