import { expect, test } from 'vitest';

import { manualClock } from '#tests/manual-clock.ts';
import { failed, scriptedTransport } from '#tests/scripted-transport.ts';

import { createSessionMemory, withMemory } from '../session-memory.ts';
import { createIbkrLogin } from './login.ts';

function aLogin(script: Parameters<typeof scriptedTransport>[0]) {
  const gateway = scriptedTransport(script);
  const memory = createSessionMemory();
  const clock = manualClock();
  const transport = withMemory(gateway.transport, memory);
  return { gateway, memory, clock, login: createIbkrLogin({ transport, memory, clock }) };
}

const up = { authenticated: true, established: true, competing: false, connected: true };

test('the status tells the four facts of the brokerage session', async () => {
  const { login } = aLogin({
    'POST /iserver/auth/status': [{ ...up, message: '', MAC: '98:F2', serverInfo: {} }],
  });
  expect(await login.status()).toEqual({
    ok: true,
    value: {
      isAuthenticated: true,
      isEstablished: true,
      isCompeting: false,
      isConnected: true,
      message: '',
      practiceHours: null,
      server: null,
    },
  });
});

test('a practice exchange tells itself and its hours, and no other server does', async () => {
  const toldBy = async (serverInfo: unknown) => {
    const { login } = aLogin({ 'POST /iserver/auth/status': [{ ...up, serverInfo }] });
    const status = await login.status();
    return status.ok ? status.value.practiceHours : status.error;
  };
  const practice = (serverVersion: string) => ({ serverName: 'PRACTICE', serverVersion });
  expect(await toldBy(practice('Practice exchange, trades as if the market were open'))).toBe(
    'always',
  );
  expect(await toldBy(practice('Practice exchange, keeps market hours'))).toBe('exchange');
  expect(await toldBy({ serverName: 'JifZ28043', serverVersion: 'Build 10.25.0a' })).toBeNull();
  expect(await toldBy({ serverName: 7 })).toBeNull();
  expect(await toldBy('none')).toBeNull();
});

test('the server that holds the session tells its name and version', async () => {
  const serverInfo = { serverName: 'JifN0', serverVersion: 'Build 10.40' };
  const { login } = aLogin({
    'POST /iserver/auth/status': [
      { ...up, serverInfo },
      { ...up, serverInfo: 'JifN0' },
    ],
  });
  expect(await login.status()).toMatchObject({
    value: { server: { name: 'JifN0', version: 'Build 10.40' } },
  });
  expect(await login.status()).toMatchObject({ ok: true, value: { server: null } });
});

test('an older build that does not tell "established" means it by "authenticated"', async () => {
  const { login } = aLogin({
    'POST /iserver/auth/status': [{ authenticated: true, competing: false, connected: true }],
  });
  expect(await login.status()).toMatchObject({ value: { isEstablished: true } });
});

test('a login taken over elsewhere tells the reason', async () => {
  const { login } = aLogin({
    'POST /iserver/auth/status': [
      { authenticated: false, competing: true, connected: true, fail: 'Another session' },
    ],
  });
  expect(await login.status()).toMatchObject({
    value: {
      isAuthenticated: false,
      isEstablished: false,
      isCompeting: true,
      message: 'Another session',
    },
  });
});

test('opening the session takes no other one over unless told', async () => {
  const { login, gateway } = aLogin({ 'POST /iserver/auth/ssodh/init': [up] });
  await login.init({ takeOver: false });
  await login.init({ takeOver: true });
  expect(gateway.calls.map((call) => call.body)).toEqual([
    { publish: true, compete: false },
    { publish: true, compete: true },
  ]);
});

test('a tickle tells the status and how long the login has left', async () => {
  const { login } = aLogin({
    'POST /tickle': [
      {
        session: 'bb665d0f55b654c1',
        ssoExpires: 460311,
        collission: false,
        hmds: { error: 'no bridge' },
        iserver: { authStatus: up },
      },
    ],
  });
  expect(await login.tickle()).toMatchObject({
    value: { isAuthenticated: true, expiresInMs: 460311 },
  });
});

test('a tickle without a session means logged out, though it answers 200', async () => {
  const { login } = aLogin({ 'POST /tickle': [{ error: 'no session' }] });
  expect(await login.tickle()).toEqual({ ok: false, error: { kind: 'unauthenticated' } });
});

test('the login is validated at most once a minute, to the second, and the countdown moves on', async () => {
  const { login, gateway, clock } = aLogin({
    'GET /sso/validate': [
      {
        USER_NAME: 'papertrader',
        RESULT: true,
        AUTH_TIME: 1_795_100_400_017,
        EXPIRES: 500_000,
        LOGIN_TYPE: 2,
        region: 'NA',
      },
    ],
  });
  expect(await login.validate()).toEqual({
    ok: true,
    value: {
      username: 'papertrader',
      environment: 'paper',
      loggedInAt: 1_795_100_400_000,
      expiresInMs: 500_000,
      region: 'NA',
    },
  });
  await clock.advance(59_000);
  expect(await login.validate()).toMatchObject({ value: { expiresInMs: 441_000 } });
  expect(gateway.calls).toHaveLength(1);
  await clock.advance(1_000);
  await login.validate();
  expect(gateway.calls).toHaveLength(2);
});

test('an unknown login type proves nothing', async () => {
  const { login } = aLogin({ 'GET /sso/validate': [{ RESULT: true, LOGIN_TYPE: 3 }] });
  expect(await login.validate()).toMatchObject({ value: { environment: null } });
});

test('whatever was learnt of a session is forgotten when it ends', async () => {
  const ends = {
    'POST /logout': [{ status: true }],
    'POST /iserver/auth/status': [{ authenticated: false }],
    'POST /tickle': [failed({ kind: 'unauthenticated' })],
    'POST /iserver/auth/ssodh/init': [up],
  };
  const doors = ['logout', 'status', 'tickle', 'init'] as const;
  for (const door of doors) {
    const { login, memory } = aLogin(ends);
    memory.orderReads = 3;
    memory.searched.add('AAPL');
    await (door === 'init' ? login.init({ takeOver: false }) : login[door]());
    expect({ door, reads: memory.orderReads, searched: memory.searched.size }).toEqual({
      door,
      reads: null,
      searched: 0,
    });
  }
});
