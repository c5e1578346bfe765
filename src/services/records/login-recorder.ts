import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import type { Readable } from '#lib/readable.ts';

import type { DeskState } from '../desk-state.ts';
import type { MarketClock } from '../market/market-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { Records, SessionRecord } from '../ports/records.ts';

interface Deps {
  readonly records: Pick<Records, 'saveSession'>;
  readonly clock: Clock;
  /** The broker's time: a login begins and ends by it. */
  readonly market: Pick<MarketClock, 'now'>;
  readonly state: Pick<DeskState, 'environment' | 'accountId' | 'sessionId'>;
  readonly session: Readable<GatewaySession>;
  /** Only the leading tab writes what all tabs see. */
  readonly isLeader: () => boolean;
}

type Login = Pick<SessionRecord, 'session' | 'loggedInAt' | 'environment' | 'accountId'>;

/** Tickles alone are worth a write only this often; the next other change takes them along. */
const tickleWritesApartMs = 200_000;

/** Keeps one record per login: what a person would call different in it, and how it ended. */
export class LoginRecorder {
  readonly #deps: Deps;
  /** The login that is going on, as last seen. */
  #login: Login | null = null;
  #lastKey = '';
  #lastTickleAt: Instant | null = null;
  #lastWriteAt: Instant | null = null;
  /** Answered and not written yet. */
  #tickles = 0;
  /** One write after the other, in the order in which it happened. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** To be called after each change of session or account. */
  readonly watch = (): void => {
    const session = this.#deps.session.get();
    const { loggedInAt } = session;
    if (loggedInAt !== this.#login?.loggedInAt) this.#end(session);
    const environment = this.#deps.state.environment.get();
    if (loggedInAt === null || environment === null) return;
    const accountId = this.#deps.state.accountId.get() ?? this.#login?.accountId ?? null;
    this.#login = { session, loggedInAt, environment, accountId };
    this.#countTickle(session);
    if (this.#isNews(this.#login)) this.#write({ ...this.#login, end: null });
  };

  #end(now: GatewaySession): void {
    const login = this.#login;
    if (login === null) return;
    this.#write({ ...login, end: this.#reason(login, now) }, now.isLoggedOut);
    this.#login = null;
    this.#lastKey = '';
    this.#lastTickleAt = null;
    this.#tickles = 0;
    this.#deps.state.sessionId.set(null);
  }

  #reason({ session }: Login, now: GatewaySession): SessionRecord['end'] {
    if (now.isLoggedOut) return 'logged-out';
    if (now.lamps.sso.cause === 'not-connected') return 'disconnected';
    const { expiresAt } = session;
    return expiresAt !== null && expiresAt <= this.#deps.market.now() ? 'expired' : 'not-logged-in';
  }

  #countTickle({ lastTickleAt }: GatewaySession): void {
    if (lastTickleAt === null || lastTickleAt === this.#lastTickleAt) return;
    this.#lastTickleAt = lastTickleAt;
    this.#tickles += 1;
  }

  #isNews({ session, accountId, loggedInAt }: Login): boolean {
    const { isReady, username, server, warningSince, lamps } = session;
    const key = JSON.stringify([
      isReady,
      username,
      loggedInAt,
      accountId,
      server,
      warningSince,
      lamps.sso.state,
      lamps.brokerage.state,
    ]);
    const isChanged = key !== this.#lastKey;
    this.#lastKey = key;
    const since =
      this.#lastWriteAt === null ? Infinity : this.#deps.clock.now() - this.#lastWriteAt;
    return isChanged || (this.#tickles > 0 && since >= tickleWritesApartMs);
  }

  /** A tab that does not lead writes only what it alone knows. */
  #write(record: Login & Pick<SessionRecord, 'end'>, isOwnKnowledge = false): void {
    const { clock, records, state, isLeader } = this.#deps;
    if (!isLeader() && !isOwnKnowledge) return;
    const at = clock.now();
    const tickles = this.#tickles;
    this.#lastWriteAt = at;
    this.#tickles = 0;
    const step = async (): Promise<void> => {
      const saved = await records.saveSession({ ...record, tickles, at });
      const isSame = this.#login?.loggedInAt === record.loggedInAt;
      if (isSame && saved.ok) state.sessionId.set(saved.value);
      else if (isSame) this.#tickles += tickles;
    };
    this.#written = this.#written.then(step, step);
  }
}
