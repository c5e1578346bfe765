import { expect, test } from 'vitest';

import { parseCommandLine } from './command-line.ts';

test('every option reaches the gateway', () => {
  const read = parseCommandLine(
    '--port 5056 --http --logged-in --account DU1 --account DU2 --seed 7 --speed 60 --now 2026-11-19T15:00:00Z --self-tickle off --pacing off --data folder --keep-login off --live-looking --always-open'.split(
      ' ',
    ),
  );
  expect(read.ok && read.value).toEqual({
    port: 5056,
    http: true,
    loggedIn: true,
    accounts: ['DU1', 'DU2'],
    seed: 7,
    speed: 60,
    now: Date.UTC(2026, 10, 19, 15),
    selfTickle: false,
    pacing: false,
    dataDir: 'folder',
    keepsLogin: false,
    isPaper: false,
    alwaysOpen: true,
  });
});

const nonsense: readonly (readonly [line: string, said: RegExp])[] = [
  ['--port 70000', /--port/],
  ['--port abc', /--port/],
  ['--now yesterday', /--now/],
  ['--account 12', /--account/],
  ['--self-tickle maybe', /--self-tickle/],
  ['--keep-login perhaps', /--keep-login/],
  ['--sped 2', /sped/],
];

test.each(nonsense)('%s is refused by name', (line, said) => {
  const read = parseCommandLine(line.split(' '));
  expect(read.ok ? '' : read.error).toMatch(said);
});
