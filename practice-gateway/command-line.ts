import { parseArgs } from 'node:util';

import { instantOf } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { PracticeOptions } from './settings.ts';

export const usage = `npm run practice -- [options]
  --port 5055          port on 127.0.0.1 and ::1; 0 takes any
  --http               plain HTTP instead of TLS
  --logged-in          start with a ready session, without the login page
  --account DU...      account number; repeat it for more accounts
  --seed 1             seed of the prices of a new account
  --speed 1            market seconds per real second
  --now 2026-11-19T15:00:00Z   market time at the start
  --always-open        trade as if the market were open at all times
  --self-tickle off    do not tickle by itself
  --pacing off         no request limits
  --data FOLDER        keep account, login and certificate there
  --keep-login off     ask for a new login after every start
  --live-looking       look like a live login (for tests of the desk's doors)`;

const config = {
  options: {
    port: { type: 'string' },
    http: { type: 'boolean' },
    'logged-in': { type: 'boolean' },
    account: { type: 'string', multiple: true },
    seed: { type: 'string' },
    speed: { type: 'string' },
    now: { type: 'string' },
    'always-open': { type: 'boolean' },
    'self-tickle': { type: 'string' },
    pacing: { type: 'string' },
    data: { type: 'string' },
    'keep-login': { type: 'string' },
    paper: { type: 'boolean' },
    'live-looking': { type: 'boolean' },
    help: { type: 'boolean' },
  },
} as const;

type Values = ReturnType<typeof parseArgs<typeof config>>['values'];

const numberIn = (text: string | undefined, lowest: number, highest: number) =>
  text !== undefined && Number(text) >= lowest && Number(text) <= highest ? Number(text) : null;

const isSwitch = (text: string | undefined) =>
  text === undefined || text === 'on' || text === 'off';

/** The first value that makes no sense, in words. */
function problemIn(values: Values): string | null {
  const { port, seed, speed, now, account = [] } = values;
  const checks: readonly (readonly [boolean, string])[] = [
    [port === undefined || numberIn(port, 0, 65_535) !== null, '--port is a number up to 65535'],
    [seed === undefined || numberIn(seed, 0, 2 ** 31) !== null, '--seed is a whole number'],
    [speed === undefined || numberIn(speed, 0, 100_000) !== null, '--speed is a number'],
    [now === undefined || Number.isFinite(Date.parse(now)), '--now is an ISO date and time'],
    [account.every((id) => /^D?U\d+$/.test(id)), '--account looks like DU1234567'],
    [isSwitch(values['self-tickle']), '--self-tickle is on or off'],
    [isSwitch(values.pacing), '--pacing is on or off'],
    [isSwitch(values['keep-login']), '--keep-login is on or off'],
  ];
  return checks.find(([holds]) => !holds)?.[1] ?? null;
}

function optionsOf(values: Values): PracticeOptions {
  const { port, seed, speed, now, account, data } = values;
  return {
    http: values.http ?? false,
    loggedIn: values['logged-in'] ?? false,
    alwaysOpen: values['always-open'] ?? false,
    isPaper: values['live-looking'] !== true,
    selfTickle: values['self-tickle'] !== 'off',
    pacing: values.pacing !== 'off',
    dataDir: data ?? null,
    keepsLogin: values['keep-login'] !== 'off',
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(speed === undefined ? {} : { speed: Number(speed) }),
    ...(now === undefined ? {} : { now: instantOf(Date.parse(now)) }),
    ...(account === undefined ? {} : { accounts: account }),
  };
}

/** Reads the command line. `help` asks for the usage; the error is a sentence. */
export function parseCommandLine(
  args: readonly string[],
): Result<PracticeOptions | 'help', string> {
  try {
    const { values } = parseArgs({ ...config, args: [...args] });
    if (values.help === true) return ok('help');
    const problem = problemIn(values);
    return problem === null ? ok(optionsOf(values)) : err(problem);
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : 'unknown option');
  }
}
