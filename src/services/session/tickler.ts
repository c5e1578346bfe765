import type { BrokerError } from '../ports/broker.ts';
import type { Clock } from '../ports/clock.ts';
import type { BrokerageStatus, GatewayLogin } from '../ports/gateway-login.ts';

interface Deps {
  readonly login: Pick<GatewayLogin, 'tickle'>;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Only one tab of the machine tickles. */
  readonly isLeader: () => boolean;
  readonly onAnswer: (status: BrokerageStatus) => void;
  /** Called when the tickle and its one quick repeat both failed. */
  readonly onFailure: (error: BrokerError) => void;
}

/** After a failed tickle, once more: the session survives five minutes, and most failures are single. */
const retryAfterMs = 15_000;

/** Sends the keep-alive on time, with one quick repeat. */
export class Tickler {
  readonly #deps: Deps;
  #cancel: () => void = () => undefined;
  #isRunning = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  start(): void {
    this.#isRunning = true;
    this.#plan(this.#deps.everyMs, true);
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancel();
  }

  #plan(delayMs: number, mayRetry: boolean): void {
    this.#cancel();
    this.#cancel = this.#deps.clock.after(delayMs, () => void this.#tickle(mayRetry));
  }

  async #tickle(mayRetry: boolean): Promise<void> {
    this.#plan(this.#deps.everyMs, true);
    if (!this.#deps.isLeader()) return;
    const answer = await this.#deps.login.tickle();
    if (!this.#isRunning) return;
    if (answer.ok) this.#deps.onAnswer(answer.value);
    else if (mayRetry) this.#plan(retryAfterMs, false);
    else this.#deps.onFailure(answer.error);
  }
}
