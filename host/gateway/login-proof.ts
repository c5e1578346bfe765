import * as z from 'zod';

import { provenEnvironment, type EnvironmentWitnesses } from '#domain/account.ts';

import { jsonOf } from '../http/body.ts';
import { refusal, type Refusal } from '../http/refusal.ts';

import type { WireAnswer } from './wire.ts';

const accountsSchema = z.object({
  accounts: z.array(z.string()).min(1),
  selectedAccount: z.string().nullish(),
  isPaper: z.boolean().nullish(),
  sessionId: z.string().nullish(),
});

const validateSchema = z.object({
  RESULT: z.boolean().nullish(),
  LOGIN_TYPE: z.number().nullish(),
  USER_NAME: z.string().nullish(),
});

const tickleSchema = z.object({ session: z.string().nullish(), error: z.string().nullish() });

type Accounts = z.infer<typeof accountsSchema>;

/** The part of a call that matters here. */
export interface ObservedCall {
  readonly route: { readonly method: string; readonly pattern: string };
}

/** What must be read before an order write may pass. */
export type Missing = 'iserver/accounts' | 'sso/validate';

/** An account list older than this is read again before an order. */
const accountsLifeMs = 30_000;

/**
 * What the broker has said about whose money the login moves. Every answer that passes is looked at; whatever could mean
 * another login or another session throws the knowledge away.
 */
export class LoginProof {
  #accounts: (Accounts & { readonly readAt: number }) | null = null;
  #loginType: 'paper' | 'live' | null = null;
  #username: string | null = null;
  #tickleSession: string | null = null;
  #version = 0;
  /** Told when an account list came after none was known. */
  onLogin: () => void = () => undefined;

  /** Grows whenever knowledge is thrown away. */
  get version(): number {
    return this.#version;
  }

  /** Looks at an answer of the gateway. */
  observe({ route }: ObservedCall, answer: WireAnswer, now: number): void {
    if (answer.status === 401) return this.forget();
    const look = this.#looks[route.pattern];
    if (look === undefined) return;
    look(answer.status === 200 ? jsonOf(answer.body) : null, now);
  }

  /** Looks at a frame of the socket: its topic and the whole message. */
  observeFrame(topic: string, message: unknown): void {
    const args = isRecord(message) && isRecord(message['args']) ? message['args'] : message;
    if (!isRecord(args)) return;
    if (topic === 'sts' && args['authenticated'] === false) this.forgetSession();
    if (/^(system|act)$/.test(topic) && this.#contradicts(args['isPaper'])) this.forget();
  }

  #contradicts(isPaper: unknown): boolean {
    const known = this.#accounts?.isPaper ?? null;
    return typeof isPaper === 'boolean' && known !== null && isPaper !== known;
  }

  /** Another login may be there now. */
  forget(): void {
    this.#loginType = null;
    this.#username = null;
    this.#tickleSession = null;
    this.forgetSession();
  }

  /** The login stays, but its brokerage session may be another. */
  forgetSession(): void {
    this.#accounts = null;
    this.#version += 1;
  }

  /** True while the last login check still counts. */
  get isLoginChecked(): boolean {
    return this.#loginType !== null;
  }

  /** What has to be read before {@link refusalFor} can judge. */
  missing(now: number): readonly Missing[] {
    const isFresh = this.#accounts !== null && now - this.#accounts.readAt <= accountsLifeMs;
    return [
      ...(isFresh ? [] : (['iserver/accounts'] as const)),
      ...(this.#loginType === null ? (['sso/validate'] as const) : []),
    ];
  }

  /** Judges an order write to an account; null for writes that name none (an answer to a question). */
  refusalFor(account: string | null): Refusal | null {
    const witnesses = this.#witnesses(account);
    const proven = provenEnvironment(witnesses);
    if (proven === 'live')
      return refusal('LIVE_IS_READ_ONLY', 'This login moves real money; the desk only reads it.');
    if (proven !== 'paper' || witnesses.loginType === null)
      return refusal(
        'ENVIRONMENT_UNPROVEN',
        `It is not proven that this is a paper login: ${spoken(witnesses)}`,
      );
    if (account === null || this.#mayTrade(account)) return null;
    return refusal('ACCOUNT_NOT_SELECTED', 'The broker has another account selected.');
  }

  #mayTrade(account: string): boolean {
    const selected = this.#accounts?.selectedAccount ?? null;
    const isListed = this.#accounts?.accounts.includes(account) === true;
    return isListed && (selected === null || selected === account);
  }

  #witnesses(account: string | null): EnvironmentWitnesses {
    const isPaper = this.#accounts?.isPaper ?? null;
    const shown = account ?? this.#accounts?.selectedAccount ?? null;
    return {
      accountList: isPaper === null ? null : isPaper ? 'paper' : 'live',
      loginType: this.#loginType,
      accountPrefix: prefixOf(shown),
    };
  }

  readonly #looks: Readonly<Record<string, (body: unknown, now: number) => void>> = {
    'iserver/accounts': (body, now) => {
      const read = accountsSchema.safeParse(body);
      const before = this.#accounts?.sessionId ?? null;
      if (!read.success) return this.forgetSession();
      if (before !== null && (read.data.sessionId ?? null) !== before) this.forget();
      const isNews = this.#accounts === null;
      this.#accounts = { ...read.data, readAt: now };
      if (isNews) this.onLogin();
    },
    'sso/validate': (body) => {
      const read = validateSchema.safeParse(body);
      if (!read.success || read.data.RESULT === false) return this.forget();
      const name = read.data.USER_NAME ?? null;
      if (this.#username !== null && name !== this.#username) this.forget();
      this.#username = name;
      this.#loginType = loginTypes[read.data.LOGIN_TYPE ?? 0] ?? null;
    },
    tickle: (body) => {
      const read = tickleSchema.safeParse(body);
      if (!read.success) return;
      const { session = null, error } = read.data;
      if (typeof error === 'string') return this.forget();
      if (this.#tickleSession !== null && session !== this.#tickleSession) this.forget();
      this.#tickleSession = session;
    },
    'iserver/auth/status': (body) => {
      if (isRecord(body) && body['authenticated'] === false) this.forgetSession();
    },
    'iserver/auth/ssodh/init': () => this.forgetSession(),
    'iserver/account': () => this.forgetSession(),
    'iserver/reauthenticate': () => this.forget(),
    logout: () => this.forget(),
  };
}

const loginTypes: Readonly<Record<number, 'paper' | 'live'>> = { 1: 'live', 2: 'paper' };

/** IBKR numbers paper accounts like live ones, with a D before them. */
function prefixOf(account: string | null): 'paper' | 'live' | null {
  if (account === null) return null;
  if (/^D[A-Z]?\d/.test(account)) return 'paper';
  return /^[A-Z]\d/.test(account) ? 'live' : null;
}

const spoken = ({ accountList, loginType, accountPrefix }: EnvironmentWitnesses): string =>
  `account list ${accountList ?? 'silent'}, login check ${loginType ?? 'silent'}, account number ${accountPrefix ?? 'silent'}.`;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
