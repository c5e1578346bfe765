import { conidOf, type Conid } from '#domain/contract.ts';

import { wholeNumber } from '../api/replies.ts';
import { availabilityOf, marketFields } from '../wire/market-fields.ts';
import type { World } from '../world.ts';
import { ChangedKeys } from './changed-keys.ts';

/** A subscription ends silently after this; sending it again starts it anew. */
const LASTS_MS = 15 * 60_000;

interface Subscription {
  readonly conidEx: string;
  readonly fields: Set<string>;
  readonly openedAt: number;
  readonly changed: ChangedKeys;
  until: number;
}

/** The `smd` subscriptions of one socket. */
export class QuoteTopic {
  readonly #subscriptions = new Map<Conid, Subscription>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  get conids(): Iterable<Conid> {
    return this.#subscriptions.keys();
  }

  clear(): void {
    this.#subscriptions.clear();
  }

  /** `target` is a conid, with an exchange or without. False when it is none. More fields add to the ones asked before. */
  subscribe(target: string, fields: readonly string[], hasFreeLine: () => boolean): boolean {
    const number = wholeNumber(target.split('@')[0]);
    if (number === null) return false;
    const conid = conidOf(number);
    const now = this.#world.clock.elapsed();
    const kept = this.#subscriptions.get(conid);
    const known = kept !== undefined && now <= kept.until ? kept : undefined;
    if (known === undefined && !hasFreeLine()) return true;
    const subscription = known ?? {
      conidEx: target,
      fields: new Set<string>(),
      openedAt: now,
      changed: new ChangedKeys(),
      until: 0,
    };
    for (const field of fields) subscription.fields.add(field);
    subscription.until = now + LASTS_MS;
    this.#subscriptions.set(conid, subscription);
    return true;
  }

  unsubscribe(target: string): void {
    const number = wholeNumber(target.split('@')[0]);
    if (number !== null) this.#subscriptions.delete(conidOf(number));
  }

  /** The frames due now: one per contract with a changed field. */
  frames(): readonly Record<string, unknown>[] {
    const now = this.#world.clock.elapsed();
    const frames: Record<string, unknown>[] = [];
    for (const [conid, subscription] of this.#subscriptions) {
      if (now > subscription.until) {
        this.#subscriptions.delete(conid);
        continue;
      }
      const frame = this.#frame(conid, subscription, now - subscription.openedAt);
      if (frame !== null) frames.push(frame);
    }
    return frames;
  }

  #frame(conid: Conid, subscription: Subscription, openMs: number): Record<string, unknown> | null {
    // What has expired has no values any more; that they are no market's prices now is told once.
    const values = marketFields(this.#world, conid, subscription.fields, openMs) ?? {};
    if (Object.keys(values).length === 0 && !subscription.changed.isBegun) return null;
    const changed = subscription.changed.take({
      ...values,
      '6509': availabilityOf(this.#world, conid),
    });
    if (Object.keys(changed).length === 0) return null;
    return {
      ...changed,
      server_id: `q${conid % 97}`,
      '6119': `q${conid % 97}`,
      conidEx: subscription.conidEx,
      conid,
      _updated: this.#world.exchange.market(conid)?.updatedAt ?? this.#world.clock.market(),
      topic: `smd+${subscription.conidEx}`,
    };
  }
}
