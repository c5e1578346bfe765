import { err, ok, type Result } from '#lib/result.ts';

import { flag, label, momentOrNull, secretProblem, wholeNumber } from './environment-values.ts';
import type { PageConfig } from './host-api.ts';
import { parseHostedSupabase, type HostedSupabase } from './hosted-supabase.ts';

/** What is wrong with one variable. `message` never holds the value of a secret. */
export interface EnvironmentFault {
  readonly variable: string;
  readonly message: string;
}

/** Every setting of the host, checked. */
export interface Environment {
  /** Where the desk listens; 0 takes any free port. */
  readonly port: number;
  /** Where the practice gateway listens. */
  readonly practicePort: number;
  /** The practice exchange keeps the hours of the real ones, instead of trading around the clock. */
  readonly practiceKeepsHours: boolean;
  /** What the clock of a new practice exchange shows at the start, in epoch milliseconds; null is the real time. */
  readonly practiceStartsAt: number | null;
  /** Null: the platform's customary folder. */
  readonly dataDir: string | null;
  readonly keysDir: string | null;
  readonly opensBrowser: boolean;
  /** Null: the host makes a vault key of its own. */
  readonly encryptionKey: string | null;
  /** Null: the embedded database. */
  readonly hosted: HostedSupabase | null;
  readonly ibkr: PageConfig['ibkr'];
}

type Source = Readonly<Record<string, string | undefined>>;

/** Ports of TWS and IB Gateway: a socket protocol that does not speak HTTP. */
export const twsSocketPorts: ReadonlySet<number> = new Set([7496, 7497, 4001, 4002]);

const known: ReadonlySet<string> = new Set([
  'VITE_ENCRYPTION_KEY',
  'VITE_IBKR_ENABLED',
  'VITE_IBKR_GATEWAY_HOST',
  'VITE_IBKR_GATEWAY_PORT',
  'VITE_IBKR_GATEWAY_SSL',
  'VITE_IBKR_DEFAULT_ENVIRONMENT',
  'VITE_IBKR_SYNC_INTERVAL',
  'VITE_IBKR_TICKLE_INTERVAL',
  'VITE_IBKR_SESSION_WARNING_MINUTES',
  'VITE_SUPABASE_URL',
  'VITE_SUPABASE_ANON_KEY',
  'VITE_SUPABASE_PUBLISHABLE_KEY',
  'STRIKEDESK_PORT',
  'STRIKEDESK_PRACTICE_PORT',
  'STRIKEDESK_PRACTICE_HOURS',
  'STRIKEDESK_PRACTICE_NOW',
  'STRIKEDESK_DATA_DIR',
  'STRIKEDESK_KEYS_DIR',
  'STRIKEDESK_OPEN',
]);

/**
 * Checks the variables of `.env`. Absent and empty mean the default, which `.env.example` names.
 * Fails with every fault at once.
 */
export function parseEnvironment(source: Source): Result<Environment, readonly EnvironmentFault[]> {
  const faults: EnvironmentFault[] = [...unknownVariables(source)];
  const blame = (variable: string, message: string) => {
    faults.push({ variable, message: `Could not use ${variable}: ${message}` });
  };
  const read = readerOf(source, blame);
  const environment: Environment = {
    port: read.number('STRIKEDESK_PORT', { min: 0, max: 65_535, fallback: 5273 }),
    practicePort: read.number('STRIKEDESK_PRACTICE_PORT', { min: 0, max: 65_535, fallback: 5055 }),
    practiceKeepsHours: read.flag('STRIKEDESK_PRACTICE_HOURS', false),
    practiceStartsAt: read.moment('STRIKEDESK_PRACTICE_NOW'),
    dataDir: read.text('STRIKEDESK_DATA_DIR'),
    keysDir: read.text('STRIKEDESK_KEYS_DIR'),
    opensBrowser: read.flag('STRIKEDESK_OPEN', true),
    encryptionKey: read.secret('VITE_ENCRYPTION_KEY'),
    hosted: parseHostedSupabase(read.text, blame),
    ibkr: ibkrSettings(read, blame),
  };
  return faults.length === 0 ? ok(environment) : err(faults);
}

type Blame = (variable: string, message: string) => void;
type Reader = ReturnType<typeof readerOf>;

function readerOf(source: Source, blame: Blame) {
  const text = (name: string): string | null => {
    const value = source[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const orBlame = <T>(name: string, parsed: Result<T, string>, fallback: T): T => {
    if (parsed.ok) return parsed.value;
    blame(name, parsed.error);
    return fallback;
  };
  return {
    text,
    number(name: string, range: { min: number; max: number; fallback: number; unit?: string }) {
      return orBlame(name, wholeNumber(text(name), range), range.fallback);
    },
    flag: (name: string, fallback: boolean) => orBlame(name, flag(text(name), fallback), fallback),
    moment: (name: string) => orBlame(name, momentOrNull(text(name)), null),
    label: (name: string, fallback: string) => orBlame(name, label(text(name), fallback), fallback),
    secret(name: string): string | null {
      // Not trimmed: a key is taken as it stands, or two programs would derive different ones.
      const value = source[name];
      if (value === undefined || value === '') return null;
      const problem = secretProblem(value);
      if (problem !== null) blame(name, problem);
      return value;
    },
  };
}

function ibkrSettings(read: Reader, blame: Blame): Environment['ibkr'] {
  const gatewayPort = read.number('VITE_IBKR_GATEWAY_PORT', {
    min: 1,
    max: 65_535,
    fallback: 5000,
  });
  if (twsSocketPorts.has(gatewayPort))
    blame(
      'VITE_IBKR_GATEWAY_PORT',
      `${gatewayPort} is a socket port of TWS or IB Gateway, which this desk does not speak. ` +
        'The Client Portal Gateway is another program; it listens on 5000 unless its conf.yaml says otherwise.',
    );
  const environment = read.text('VITE_IBKR_DEFAULT_ENVIRONMENT') ?? 'paper';
  if (environment !== 'paper' && environment !== 'live')
    blame('VITE_IBKR_DEFAULT_ENVIRONMENT', `it is "${environment}"; it must be paper or live.`);
  return {
    isEnabled: read.flag('VITE_IBKR_ENABLED', true),
    gatewayHost: read.label('VITE_IBKR_GATEWAY_HOST', 'localhost'),
    gatewayPort,
    gatewayIsTls: read.flag('VITE_IBKR_GATEWAY_SSL', true),
    defaultEnvironment: environment === 'live' ? 'live' : 'paper',
    syncIntervalMs: read.number('VITE_IBKR_SYNC_INTERVAL', {
      min: 5_000,
      max: 300_000,
      fallback: 30_000,
      unit: 'milliseconds',
    }),
    tickleIntervalMs: read.number('VITE_IBKR_TICKLE_INTERVAL', {
      min: 30_000,
      max: 280_000,
      fallback: 240_000,
      unit: 'milliseconds; IBKR drops a session that is silent for five minutes',
    }),
    sessionWarningMinutes: read.number('VITE_IBKR_SESSION_WARNING_MINUTES', {
      min: 1,
      max: 720,
      fallback: 60,
      unit: 'minutes',
    }),
  };
}

/** A misspelt variable would silently do nothing. */
function unknownVariables(source: Source): EnvironmentFault[] {
  return Object.keys(source)
    .filter((name) => /^(VITE_IBKR_|VITE_ENCRYPT|STRIKEDESK_)/.test(name) && !known.has(name))
    .map((variable) => ({
      variable,
      message: `Could not use ${variable}: there is no such variable. See .env.example for the list.`,
    }));
}
