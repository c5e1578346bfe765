import { writable } from '#lib/readable.ts';

import type { Notice } from './desk-services.ts';
import type { Clock } from './ports/clock.ts';

/** Good news goes by itself; what needs the trader stays until it is put away. */
const infoLastsMs = 10_000;
/** More than this nobody reads; the audit log has all of it. */
const mostShown = 8;

/** Short messages for the trader, newest first. */
export class NoticeBoard {
  readonly notices = writable<readonly Notice[]>([]);
  readonly #clock: Clock;
  #next = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** With `about`, it takes the place of older good news about the same thing: an order that fills piece by piece. */
  post(
    severity: Notice['severity'],
    code: Notice['code'],
    facts: Notice['facts'],
    about: string | null = null,
  ): void {
    const id = `n${this.#next}`;
    this.#next += 1;
    const notice: Notice = { id, at: this.#clock.now(), severity, code, facts, about };
    const others = this.notices.get().filter((old) => !isOutdone(old, about));
    this.notices.set([notice, ...others].slice(0, mostShown));
    if (severity === 'info') this.#clock.after(infoLastsMs, () => this.dismiss(notice.id));
  }

  dismiss(id: string): void {
    this.notices.set(this.notices.get().filter((notice) => notice.id !== id));
  }
}

const isOutdone = (old: Notice, about: string | null) =>
  about !== null && old.about === about && old.severity === 'info';
