import { expect, test } from 'vitest';

import { provenEnvironment } from './account.ts';

test('paper is proven when the account list says so and nobody disagrees', () => {
  expect(
    provenEnvironment({ accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' }),
  ).toBe('paper');
  expect(provenEnvironment({ accountList: 'live', loginType: null, accountPrefix: null })).toBe(
    'live',
  );
});

test('one witness against the others proves nothing', () => {
  expect(
    provenEnvironment({ accountList: 'paper', loginType: 'live', accountPrefix: 'paper' }),
  ).toBe('disagree');
  expect(
    provenEnvironment({ accountList: 'paper', loginType: 'paper', accountPrefix: 'live' }),
  ).toBe('disagree');
});

test('without the account list the login stays unproven', () => {
  expect(provenEnvironment({ accountList: null, loginType: 'paper', accountPrefix: 'paper' })).toBe(
    'unproven',
  );
});
