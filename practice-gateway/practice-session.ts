import { randomBytes } from 'node:crypto';

import { freshMemory, type BrokerageMemory } from './brokerage-memory.ts';
import type { PracticeClock } from './practice-clock.ts';
import { nextMidnight } from './wire/exchange-time.ts';

const IDLE_MS = 6 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** `EXPIRES` counts down from here; a check or the gateway's own ping starts it again. */
const COUNTDOWN_MS = 600_000;

/** `none` never asked for; `starting` asked, accounts not loaded; `idle` timed out; `competing` taken by another client. */
export type BrokerageState = 'none' | 'starting' | 'ready' | 'idle' | 'competing';

export interface SsoSession {
  readonly username: string;
  readonly token: string;
  readonly startedAt: number;
  readonly endsAt: number;
  countdownFrom: number;
  lastUsedAt: number;
  arePortfolioAccountsRead: boolean;
}

export interface SessionRules {
  readonly startupMs: number;
  /** No clock ends the login. */
  readonly isEndless: boolean;
  /** The gateway tickles by itself: the brokerage session never idles. */
  readonly isSelfTickled: boolean;
}

/** The two sessions of a login: SSO (reading) and brokerage (market data and orders). They end separately. */
export class PracticeSession {
  #sso: SsoSession | null = null;
  #brokerage: BrokerageState = 'none';
  #startedAt = 0;
  #memory = freshMemory();
  /** The gateway's cookie jar still holds the login's cookies. */
  #hasCookies = false;
  readonly #clock: PracticeClock;
  readonly #rules: SessionRules;
  readonly #listeners = new Set<() => void>();

  constructor(clock: PracticeClock, rules: SessionRules) {
    this.#clock = clock;
    this.#rules = rules;
  }

  get sso(): SsoSession | null {
    return this.#hasCookies ? this.#sso : null;
  }

  get brokerage(): BrokerageState {
    return this.sso === null ? 'none' : this.#brokerage;
  }

  get memory(): BrokerageMemory {
    return this.#memory;
  }

  /** Calls `listener` after each change of either session. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Starts a login, or with `span` goes on with one of an earlier process. It ends after a day and at midnight. */
  login(username: string, span?: Pick<SsoSession, 'startedAt' | 'endsAt'>): void {
    const now = this.#clock.elapsed();
    const market = this.#clock.market();
    const midnight = now + nextMidnight(market) - market;
    const latest = Math.min(span?.endsAt ?? now + DAY_MS, midnight);
    this.#sso = {
      username,
      token: randomBytes(16).toString('hex'),
      startedAt: span?.startedAt ?? now,
      endsAt: this.#rules.isEndless ? Infinity : latest,
      countdownFrom: now,
      lastUsedAt: now,
      arePortfolioAccountsRead: false,
    };
    this.#hasCookies = true;
    this.#move('none');
  }

  /** Ends the SSO session at the broker. The gateway keeps its stale cookies, as the real one does. */
  logout(): void {
    this.#sso = null;
    this.#move('none');
  }

  /** Empties the gateway's cookie jar; the session at the broker lives on without us. */
  forgetCookies(): void {
    this.#hasCookies = false;
    this.#tell();
  }

  /** POST ssodh/init. Without `compete` a session held elsewhere stays there. `isInstant` skips the start-up time. */
  startBrokerage(compete: boolean, isInstant = false): void {
    if (this.sso === null) return;
    if (this.#brokerage === 'competing' && !compete) return;
    if (this.#brokerage === 'ready' || this.#brokerage === 'starting') return;
    this.#startedAt = isInstant ? -Infinity : this.#clock.elapsed();
    this.#memory = freshMemory();
    this.#move('starting');
    this.sweep();
  }

  /** Another client of the same username took the brokerage session. */
  loseToCompetitor(): void {
    if (this.sso !== null) this.#move('competing');
  }

  loseBrokerage(): void {
    if (this.sso !== null) this.#move('idle');
  }

  /** Any call counts as use and keeps the brokerage session. */
  touch(): void {
    this.sweep();
    if (this.#sso !== null) this.#sso.lastUsedAt = this.#clock.elapsed();
  }

  /** A login check, or the gateway's own ping: the countdown starts again. */
  restartCountdown(): void {
    if (this.#sso !== null) this.#sso.countdownFrom = this.#clock.elapsed();
  }

  /** Milliseconds the countdown shows. */
  countdownMs(): number {
    if (this.#sso === null) return 0;
    const passed = this.#clock.elapsed() - this.#sso.countdownFrom;
    return Math.max(0, Math.round(COUNTDOWN_MS - passed));
  }

  /** Applies what time has done: start-up finished, idle time-out, end of the login. */
  sweep(): void {
    const sso = this.#sso;
    if (sso === null) return;
    const now = this.#clock.elapsed();
    if (now >= sso.endsAt) return this.logout();
    if (this.#brokerage === 'starting' && now - this.#startedAt >= this.#rules.startupMs) {
      this.#move('ready');
    }
    const isIdle = now - sso.lastUsedAt > IDLE_MS && !this.#rules.isSelfTickled;
    if (this.#brokerage === 'ready' && isIdle) this.#move('idle');
  }

  #move(state: BrokerageState): void {
    this.#brokerage = state;
    if (state === 'none') this.#memory = freshMemory();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
