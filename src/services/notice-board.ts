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

  post(severity: Notice['severity'], code: Notice['code'], facts: Notice['facts']): void {
    const notice: Notice = { id: `n${this.#next}`, at: this.#clock.now(), severity, code, facts };
    this.#next += 1;
    this.notices.set([notice, ...this.notices.get()].slice(0, mostShown));
    if (severity === 'info') this.#clock.after(infoLastsMs, () => this.dismiss(notice.id));
  }

  dismiss(id: string): void {
    this.notices.set(this.notices.get().filter((notice) => notice.id !== id));
  }
}
