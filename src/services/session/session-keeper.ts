import type { GatewaySession } from '#domain/gateway-session.ts';
import type { Instant } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';

import type { SessionKeeper } from '../desk-services.ts';
import type { AccountList, BrokerError, BrokerReader, Reply } from '../ports/broker.ts';
import type { AuditEntry, AuditKind } from '../ports/audit-log.ts';
import type { BrokerageStatus, GatewayLogin } from '../ports/gateway-login.ts';
import type { GatewayStream, StreamEvent } from '../ports/gateway-stream.ts';
import {
  disconnectedSession,
  lampsFromError,
  lampsFromStatus,
  light,
  takeServer,
  waitingSession,
} from './session-lamps.ts';
import { isHeldBack } from '../orders/held-back.ts';
import { LoginWatch, type LoginWatchDeps } from './login-watch.ts';
import { FeedLamps } from './feed-lamps.ts';
import { Tickler } from './tickler.ts';
import { ok } from '#lib/result.ts';

interface Deps extends LoginWatchDeps {
  readonly login: GatewayLogin;
  readonly broker: Pick<BrokerReader, 'fetchAccounts'>;
  readonly stream: Pick<GatewayStream, 'subscribe'>;
  readonly tickleEveryMs: number;
  /** Only one tab of the machine keeps the session; the others just look. */
  readonly isLeader: () => boolean;
  /** Called with the account list each time the login has become usable. */
  readonly onReady: (accounts: AccountList) => void;
}

/** While the login is not usable the broker is asked this often. */
const lookEveryMs = 4_000;
/** A usable login is looked at this often between tickles; the answer dates the lamps. */
const watchEveryMs = 30_000;
/** One failed call in about fourteen looks like a logout and is none: only this many in a row are one. */
const failuresForVerdict = 2;
/** Brings the login up, keeps it alive by a tickle, and tells its four truths. Never takes a seat from another login. */
export class LiveSessionKeeper implements SessionKeeper {
  readonly session = writable<GatewaySession>(disconnectedSession);
  readonly #deps: Deps;
  readonly #tickler: Tickler;
  readonly #feed: FeedLamps;
  readonly #logins: LoginWatch;
  #isRunning = false;
  #failures = 0;
  #lastInitAt: Instant | null = null;
  #cancelLook: () => void = () => undefined;
  #stopStream: () => void = () => undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#feed = new FeedLamps(deps.clock, this.session);
    this.#logins = new LoginWatch(deps, this.session);
    this.#tickler = new Tickler({
      login: deps.login,
      clock: deps.clock,
      everyMs: deps.tickleEveryMs,
      isLeader: deps.isLeader,
      onAnswer: (status) => this.#takeTickle(status),
      onFailure: (error) => this.#takeError(error),
    });
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#failures = 0;
    this.#lastInitAt = null;
    this.session.set(waitingSession);
    this.#stopStream = this.#deps.stream.subscribe((event) => this.#hear(event));
    this.#logins.start();
    this.#tickler.start();
    this.#feed.start();
    void this.#look();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancelLook();
    this.#tickler.stop();
    this.#feed.stop();
    this.#stopStream();
    this.#logins.stop();
    this.session.set(disconnectedSession);
  }

  checkNow(): Promise<void> {
    return this.#isRunning ? this.#look() : Promise.resolve();
  }

  async takeOver(): Reply<void> {
    const answer = await this.#deps.login.init({ takeOver: true });
    this.#note(
      'session.changed',
      'The trader took the brokerage session back from another login.',
      { ok: answer.ok },
    );
    if (!answer.ok) return answer;
    await this.#look();
    return ok(undefined);
  }

  async logout(): Reply<void> {
    const answer = await this.#deps.login.logout();
    this.#note('session.logout', 'Logged out of the gateway.', { ok: answer.ok });
    if (answer.ok) this.session.set({ ...this.session.get(), isLoggedOut: true });
    await this.#look();
    return answer;
  }

  async #look(): Promise<void> {
    this.#cancelLook();
    const status = await this.#deps.login.status();
    if (this.#isRunning && status.ok) await this.#takeStatus(status.value);
    if (this.#isRunning && !status.ok) this.#takeError(status.error);
    if (!this.#isRunning) return;
    this.#cancelLook();
    const isCalm = this.session.get().isReady && this.#failures === 0;
    const delay = isCalm ? watchEveryMs : lookEveryMs;
    this.#cancelLook = this.#deps.clock.after(delay, () => void this.#look());
  }

  async #takeStatus(status: BrokerageStatus): Promise<void> {
    this.#failures = 0;
    this.#heed(status);
    if (status.isCompeting || (status.isAuthenticated && !status.isEstablished)) {
      return this.#notReady();
    }
    if (!status.isAuthenticated) return this.#open();
    await this.#logins.validate();
    if (!this.session.get().isReady) await this.#becomeReady();
    this.#logins.warn();
  }

  #heed(status: BrokerageStatus): void {
    const { practiceHours } = status;
    const before = this.session.get();
    if (practiceHours !== before.practiceHours) this.session.set({ ...before, practiceHours });
    takeServer(this.session, status);
    light(this.session, lampsFromStatus(status, this.#deps.clock.now()));
  }

  /** A login without a brokerage session is opened once, politely, and again only after a while. */
  async #open(): Promise<void> {
    this.#notReady();
    const now = this.#deps.clock.now();
    if (!this.#deps.isLeader()) return;
    if (this.#lastInitAt !== null && now - this.#lastInitAt < 3 * lookEveryMs) return;
    this.#lastInitAt = now;
    const answer = await this.#deps.login.init({ takeOver: false });
    if (answer.ok) this.#heed(answer.value);
  }

  async #becomeReady(): Promise<void> {
    const accounts = await this.#deps.broker.fetchAccounts();
    if (!accounts.ok) return this.#takeError(accounts.error);
    this.session.set({ ...this.session.get(), isReady: true, isLoggedOut: false });
    const { length: count } = accounts.value.accounts;
    this.#note(
      'session.login',
      `The brokerage session is up with ${count} ${count === 1 ? 'account' : 'accounts'}.`,
      { witnesses: accounts.value.witnesses },
    );
    this.#deps.onReady(accounts.value);
  }

  #takeError(error: BrokerError): void {
    if (isHeldBack(error)) return;
    this.#failures += 1;
    if (this.#failures < failuresForVerdict && !this.#isClear(error)) return;
    light(this.session, lampsFromError(error));
    this.#notReady();
    if (error.kind !== 'unauthenticated') return;
    this.#logins.forget();
  }

  /** Without a login nothing needs to be asked twice; nor when the first question of all met silence to its end. */
  #isClear({ kind }: BrokerError): boolean {
    const isFirst = this.session.get().lamps.sso.state === 'waiting';
    return kind === 'unauthenticated' || (kind === 'no-answer' && isFirst);
  }

  #takeTickle(status: BrokerageStatus): void {
    this.session.set({ ...this.session.get(), lastTickleAt: this.#deps.clock.now() });
    this.#heed(status);
    if (!status.isAuthenticated || status.isCompeting) void this.#look();
  }

  #hear(event: StreamEvent): void {
    this.#feed.hear(event);
    // The line of the host or of the gateway broke: whether they still answer is asked at once.
    const isBroken = event.kind === 'socket' && event.state === 'closed';
    if (isBroken && this.session.get().isReady) void this.#look();
    if (event.kind !== 'session') return;
    const { status } = event;
    if (status.isAuthenticated === false || status.isCompeting === true) void this.#look();
  }

  #note(kind: AuditKind, summary: string, detail: AuditEntry['detail']): void {
    void this.#deps.audit.append({ kind, clientOrderId: null, summary, detail });
  }

  #notReady(): void {
    if (!this.session.get().isReady) return;
    this.#feed.doubtData();
    this.session.set({ ...this.session.get(), isReady: false });
  }
}
