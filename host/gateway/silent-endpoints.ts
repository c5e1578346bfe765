/** Without these nobody would learn that the gateway works again. */
const neverLeftOut = /^(?:tickle$|sso\/|iserver\/(?:auth\/|accounts$))/;
const restsMs = [5_000, 60_000, 5 * 60_000] as const;

interface Silence {
  readonly times: number;
  readonly since: number;
}

/**
 * Kinds of calls that were never answered. Each such call holds one of the gateway's few connections, so a kind that stays
 * silent while the gateway answers others is asked less and less often. A gateway that answers nothing says nothing about
 * a kind: when it is back, the lists of orders must not wait for minutes.
 */
export class SilentEndpoints {
  readonly #silent = new Map<string, Silence>();
  #lifeAt = -Infinity;

  /** Milliseconds for which calls of this kind are better not sent; 0 when they may be. */
  restMs(pattern: string, now: number): number {
    const silence = this.#silent.get(pattern);
    if (silence === undefined) return 0;
    const rest = restsMs[Math.min(silence.times, restsMs.length) - 1] ?? 0;
    return Math.max(0, silence.since + rest - now);
  }

  answered(pattern: string, now: number): void {
    this.#silent.delete(pattern);
    this.#lifeAt = now;
  }

  /** Several that were under way together count as one. */
  hung(pattern: string, sentAt: number, now: number): void {
    if (neverLeftOut.test(pattern)) return;
    const before = this.#silent.get(pattern);
    const times = before === undefined ? 1 : before.times + (this.#isWorse(before, sentAt) ? 1 : 0);
    this.#silent.set(pattern, { times, since: now });
  }

  #isWorse({ since }: Silence, sentAt: number): boolean {
    return sentAt >= since && this.#lifeAt >= since;
  }
}
