import { instantOf, type Instant } from '#domain/time.ts';
import { createExchange } from '#simulation/create-exchange.ts';
import type { ExchangeOptions } from '#simulation/exchange-shapes.ts';
import type { Exchange } from '#simulation/exchange.ts';

/** How a practice gateway is started. Everything has a default. */
export interface PracticeOptions {
  /** 0 takes any free port. Default 5055. */
  readonly port?: number;
  /** Plain HTTP instead of TLS. */
  readonly http?: boolean;
  /** Starts logged in with a ready brokerage session, which no clock ends. */
  readonly loggedIn?: boolean;
  readonly accounts?: readonly string[];
  readonly seed?: number;
  /** Market milliseconds per real millisecond. */
  readonly speed?: number;
  /** Market time at the start; default the real time. A saved story that went further goes on from there. */
  readonly now?: Instant;
  /** The gateway's own tickle, every 30 s after a login. Default true. */
  readonly selfTickle?: boolean;
  /** Where account, watch lists and certificate live. Null keeps nothing. */
  readonly dataDir?: string | null;
  /** The login outlives a restart, as long as it would have lived without. Needs a `dataDir`. Default true. */
  readonly keepsLogin?: boolean;
  /** Trades as if the market were open at all times. */
  readonly alwaysOpen?: boolean;
  /** False makes the login look like a live one: `isPaper` false, LOGIN_TYPE 1, an account without "D". */
  readonly isPaper?: boolean;
  /** Request limits and 429. Default true. */
  readonly pacing?: boolean;
  /** From brokerage init until `established`. Default 1000. */
  readonly startupMs?: number;
  /** From login until the gateway's own status call. Default 3000, as in the real one. */
  readonly authDelayMs?: number;
  /** Starting cash of a new account, US dollars. */
  readonly cash?: string;
  readonly makeExchange?: (options: ExchangeOptions) => Exchange;
}

export interface Settings extends Required<Omit<PracticeOptions, 'now'>> {
  readonly now: Instant;
}

/** Fills in what the caller left out. */
export function settingsOf(options: PracticeOptions): Settings {
  const isPaper = options.isPaper ?? true;
  return {
    port: 5055,
    http: false,
    loggedIn: false,
    accounts: [isPaper ? 'DU7418203' : 'U7418203'],
    seed: 20251011,
    speed: 1,
    now: instantOf(Date.now()),
    selfTickle: true,
    dataDir: null,
    keepsLogin: true,
    alwaysOpen: false,
    isPaper,
    pacing: true,
    startupMs: 1000,
    authDelayMs: 3000,
    cash: '100000',
    makeExchange: createExchange,
    ...options,
  };
}
