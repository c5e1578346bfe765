import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import type { Writable } from '#lib/readable.ts';

import type { AuditService } from '../desk-services.ts';
import type { MarketClock } from '../market/market-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayLogin } from '../ports/gateway-login.ts';
import { isHeldBack } from '../orders/held-back.ts';
import { loginEndsAt } from './login-end.ts';

export interface LoginWatchDeps {
  readonly login: Pick<GatewayLogin, 'validate'>;
  readonly clock: Clock;
  /** The broker's time: the login begins and ends by it. */
  readonly market: Pick<MarketClock, 'now' | 'lead' | 'isKnown'>;
  readonly audit: Pick<AuditService, 'append'>;
  readonly warnBeforeMs: number;
}

/** The login check may be asked once a minute at most. */
const validateEveryMs = 150_000;

/** Whose login it is and when it ends; warns before that. */
export class LoginWatch {
  readonly #deps: LoginWatchDeps;
  readonly #session: Writable<GatewaySession>;
  #lastValidateAt: Instant | null = null;
  #stopClock: () => void = () => undefined;

  constructor(deps: LoginWatchDeps, session: Writable<GatewaySession>) {
    this.#deps = deps;
    this.#session = session;
  }

  start(): void {
    this.#lastValidateAt = null;
    this.#stopClock = this.#deps.market.lead.subscribe(() => this.warn());
  }

  stop(): void {
    this.#stopClock();
  }

  /** Nobody is logged in: who logs in next may be somebody else, and did so at another time. */
  forget(): void {
    this.#lastValidateAt = null;
    const before = this.#session.get();
    if (before.loggedInAt !== null)
      this.#session.set({ ...before, loggedInAt: null, expiresAt: null, warningSince: null });
  }

  async validate(): Promise<void> {
    const now = this.#deps.clock.now();
    if (this.#lastValidateAt !== null && now - this.#lastValidateAt < validateEveryMs) return;
    this.#lastValidateAt = now;
    const facts = await this.#deps.login.validate();
    if (!facts.ok) {
      // It did not leave, as right after another login: asked again with the next look. One that hangs is not: each holds
      // one of the gateway's few connections.
      const isUnasked = facts.error.kind === 'rate-limited' || isHeldBack(facts.error);
      if (isUnasked) this.#lastValidateAt = null;
      return;
    }
    this.#session.set({
      ...this.#session.get(),
      username: facts.value.username,
      loggedInAt: facts.value.loggedInAt,
      expiresAt: loginEndsAt(facts.value, this.#deps.market.now()),
    });
  }

  /** Puts the warning of the login's end up or takes it down; noted when it goes up. */
  warn(): void {
    const { clock, market, audit, warnBeforeMs } = this.#deps;
    const before = this.#session.get();
    if (before.expiresAt === null || !market.isKnown()) return;
    const isNear = before.expiresAt - market.now() <= warnBeforeMs;
    if (isNear === (before.warningSince !== null)) return;
    this.#session.set({ ...before, warningSince: isNear ? clock.now() : null });
    if (!isNear) return;
    const summary = 'The login is about to end.';
    const detail = { expiresAt: before.expiresAt };
    void audit.append({ kind: 'session.expiry-warning', clientOrderId: null, summary, detail });
  }
}
