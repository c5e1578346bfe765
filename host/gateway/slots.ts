import type { Lane } from '#config/host-api.ts';

/**
 * The gateway has five upstream connections and needs one for its own signs of life. A call that is never answered
 * holds one for ever, also after its client gave up: so it counts until the gateway answers or closes, or shows that it is alive.
 */
const slotLimit = 4;
/** Only orders may take the last one. */
const sharedLimit = slotLimit - 1;
const hungBeforeBackgroundStops = 2;

export type SlotId = symbol;

export class Slots {
  readonly #held = new Map<SlotId, 'busy' | 'hung'>();

  canTake(lane: Lane): boolean {
    if (lane === 'orders') return this.#held.size < slotLimit;
    if (lane === 'background' && this.#hung() >= hungBeforeBackgroundStops) return false;
    return this.#held.size < sharedLimit;
  }

  take(): SlotId {
    const id = Symbol('slot');
    this.#held.set(id, 'busy');
    return id;
  }

  /** Nobody waits for the call any more, but the gateway still holds it. */
  hang(id: SlotId): void {
    if (this.#held.has(id)) this.#held.set(id, 'hung');
  }

  /** The gateway answered or closed the line. */
  free(id: SlotId): void {
    this.#held.delete(id);
  }

  /** The gateway has answered a call that was sent after others hung: the one that hangs longest counts no more. */
  forgiveOldest(): void {
    const oldest = [...this.#held].find(([, state]) => state === 'hung');
    if (oldest !== undefined) this.#held.delete(oldest[0]);
  }

  /** True when calls that nobody waits for hold every slot the lane may use, as far as anybody knows. */
  isWedgedFor(lane: Lane): boolean {
    return this.#hung() >= (lane === 'orders' ? slotLimit : sharedLimit);
  }

  facts(): {
    readonly busy: number;
    readonly hung: number;
    readonly limit: number;
    readonly isWedged: boolean;
  } {
    const hung = this.#hung();
    return { busy: this.#held.size - hung, hung, limit: slotLimit, isWedged: hung >= sharedLimit };
  }

  #hung(): number {
    return [...this.#held.values()].filter((state) => state === 'hung').length;
  }
}
