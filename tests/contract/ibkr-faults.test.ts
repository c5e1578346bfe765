import { expect, test } from 'vitest';

import { aDraft } from '#tests/builders.ts';

import { startIbkrOnPractice } from './ibkr-on-practice.ts';

const place = 'POST /iserver/account/DU7418203/orders';

async function placeUnder(fault: Record<string, unknown>) {
  const world = await startIbkrOnPractice();
  await world.ibkr.broker.fetchAccounts();
  await world.harness.post('/practice/faults', {
    method: 'POST',
    path: '/iserver/account/DU7418203/orders',
    ...fault,
  });
  const answer = await world.ibkr.broker.placeOrder(aDraft());
  const sent = world.requests.filter((request) => request === place).length;
  await world.close();
  return { answer, sent };
}

test.each([
  [{ kind: 'html' }, 'invalid-reply'],
  [{ kind: 'truncated' }, 'invalid-reply'],
  [{ kind: 'reset' }, 'no-answer'],
  [{ kind: '500' }, 'no-answer'],
  [{ kind: '503' }, 'no-answer'],
  [{ kind: '400' }, 'no-brokerage-session'],
  [{ kind: '401' }, 'unauthenticated'],
  [{ kind: '429', retryAfterS: 7 }, 'rate-limited'],
])('an order that meets %j is told as such, and is sent once', async (fault, kind) => {
  const { answer, sent } = await placeUnder(fault);
  expect(answer).toMatchObject({ ok: false, error: { kind } });
  expect(sent).toBe(1);
});

test.each([
  { kind: 'answer', status: 400, body: { error: 'Missing price', statusCode: 400 } },
  { kind: '403' },
  { kind: '404' },
])('an order that meets %j is refused for certain, and is sent once', async (fault) => {
  const { answer, sent } = await placeUnder(fault);
  const kind = answer.ok ? answer.value.kind : answer.error.kind;
  expect(['rejected', 'refused']).toContain(kind);
  expect(sent).toBe(1);
});

test.each([
  ['html', 'invalid-reply'],
  ['truncated', 'invalid-reply'],
  ['wrong-types', 'invalid-reply'],
  ['reset', 'unreachable'],
  ['401', 'unauthenticated'],
  ['503', 'no-answer'],
])('a reading of positions that meets %s loses nothing and says %s', async (kind, expected) => {
  const world = await startIbkrOnPractice();
  const accounts = await world.ibkr.broker.fetchAccounts();
  const accountId = accounts.ok ? accounts.value.accounts[0]?.accountId : undefined;
  if (accountId === undefined) throw new Error('no account');
  await world.harness.post('/practice/faults', { kind, path: '/portfolio2' });
  expect(await world.ibkr.broker.fetchPositions(accountId)).toMatchObject({
    ok: false,
    error: { kind: expected },
  });
  expect(await world.ibkr.broker.fetchPositions(accountId)).toMatchObject({ ok: true });
  await world.close();
});

test('without a login everything says so, and the login page brings it up', async () => {
  const world = await startIbkrOnPractice({ loggedIn: false });
  expect(await world.ibkr.login.status()).toMatchObject({ error: { kind: 'unauthenticated' } });
  expect(await world.ibkr.login.tickle()).toMatchObject({ error: { kind: 'unauthenticated' } });
  await world.harness.post('/practice/session', { action: 'login', username: 'rehearsal' });
  await expect
    .poll(async () => {
      const status = await world.ibkr.login.status();
      return status.ok && status.value.isEstablished;
    })
    .toBe(true);
  expect(await world.ibkr.login.validate()).toMatchObject({
    value: { username: 'rehearsal', environment: 'paper' },
  });
  await world.close();
});

test('a session lost to another login is told, opened again only when the trader takes it over', async () => {
  const world = await startIbkrOnPractice();
  await world.harness.post('/practice/session', { action: 'compete' });
  expect(await world.ibkr.login.status()).toMatchObject({
    value: { isAuthenticated: false, isCompeting: true },
  });
  await world.ibkr.login.init({ takeOver: true });
  await expect
    .poll(async () => {
      const status = await world.ibkr.login.status();
      return status.ok && status.value.isEstablished && !status.value.isCompeting;
    })
    .toBe(true);
  await world.close();
});

test('a live login proves itself live by all three witnesses', async () => {
  const world = await startIbkrOnPractice({ isPaper: false });
  expect(await world.ibkr.broker.fetchAccounts()).toMatchObject({
    value: { witnesses: { accountList: 'live', loginType: 'live', accountPrefix: 'live' } },
  });
  await world.close();
});

test('after logging out nothing answers as if nothing had happened', async () => {
  const world = await startIbkrOnPractice();
  expect(await world.ibkr.login.logout()).toEqual({ ok: true, value: undefined });
  expect(await world.ibkr.broker.fetchAccounts()).toMatchObject({
    error: { kind: 'unauthenticated' },
  });
  await world.close();
});
