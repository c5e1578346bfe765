import { readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { parseEnvironment } from '#config/environment.ts';
import { aHost, aTemporaryFolder, anEchoingDatabase, type TestHost } from '#tests/host-kit.ts';

import { loadVaultKey } from './vault-key.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function aDesk(options: Parameters<typeof aHost>[0] = {}): Promise<TestHost> {
  const desk = await aHost(options);
  opened.push(desk.close);
  return desk;
}

function environmentOf(source: Record<string, string>) {
  const parsed = parseEnvironment({ STRIKEDESK_PORT: '0', ...source });
  if (!parsed.ok) throw new Error('wrong test environment');
  return parsed.value;
}

test('the page learns its settings, the key of the database and the key of the vault', async () => {
  const { config } = await aDesk({
    environment: environmentOf({
      VITE_ENCRYPTION_KEY: 'k'.repeat(40),
      VITE_IBKR_GATEWAY_PORT: '5001',
    }),
  });
  expect(config.version).toBe('0.0.0-test');
  expect(config.supabase).toEqual({
    url: null,
    key: 'sb_publishable_for_tests',
    mode: 'embedded',
  });
  expect(config.vault).toEqual({ key: 'k'.repeat(40), keyId: 'dc4c5d17' });
  expect(config.ibkr.gatewayPort).toBe(5001);
  expect(config.practice).toBeNull();
});

test('the practice gateway started beside the host is named to the page, and stopped with it', async () => {
  let isRunning = false;
  const desk = await aDesk({
    environment: environmentOf({ STRIKEDESK_PRACTICE_NOW: '2026-11-19T10:00-05:00' }),
    startPractice: async ({ dataDir, alwaysOpen, now }) => {
      isRunning = true;
      expect(now).toBe(Date.UTC(2026, 10, 19, 15));
      expect(dataDir.endsWith(path.join('data', 'practice'))).toBe(true);
      return {
        host: 'localhost',
        port: 5055,
        loginUrl: 'https://localhost:5055/',
        fingerprint: 'AA',
        isAlwaysOpen: alwaysOpen,
        now: () => instantOf(1_795_100_400_000),
        close: async () => {
          isRunning = false;
        },
      };
    },
  });
  expect(desk.config.practice).toEqual({
    host: 'localhost',
    port: 5055,
    loginUrl: 'https://localhost:5055/',
    isAlwaysOpen: true,
    now: 1_795_100_400_000,
  });
  expect(isRunning).toBe(true);
  await desk.host.close();
  expect(isRunning).toBe(false);
});

test('the time of the practice exchange is told anew with every page', async () => {
  let now = 1_795_100_400_000;
  const desk = await aDesk({
    startPractice: async ({ port }) => {
      const close = async () => undefined;
      const address = { host: 'localhost', port, loginUrl: '', fingerprint: null };
      return { ...address, isAlwaysOpen: true, now: () => instantOf(now), close };
    },
  });
  expect(desk.config.practice?.now).toBe(1_795_100_400_000);
  now += 60_000;
  const again = await desk.ask('/config.json', {
    headers: { 'x-strikedesk-pairing': desk.pageSecret },
  });
  expect(await again.json()).toMatchObject({ practice: { now: 1_795_100_460_000 } });
});

test('a practice exchange that keeps hours is named so to the page', async () => {
  const desk = await aDesk({
    environment: environmentOf({ STRIKEDESK_PRACTICE_HOURS: '1' }),
    startPractice: async ({ port, alwaysOpen, now }) => {
      expect(now).toBeUndefined();
      const close = async () => undefined;
      const address = { host: 'localhost', port, loginUrl: '', fingerprint: null };
      return { ...address, isAlwaysOpen: alwaysOpen, now: () => instantOf(0), close };
    },
  });
  expect(desk.config.practice?.isAlwaysOpen).toBe(false);
});

test('a taken practice port is replaced by a free one', async () => {
  const ports: number[] = [];
  await aDesk({
    environment: environmentOf({ STRIKEDESK_PRACTICE_PORT: '5055' }),
    startPractice: async ({ port }) => {
      ports.push(port);
      if (port !== 0) throw Object.assign(new Error('busy'), { code: 'EADDRINUSE' });
      const close = async () => undefined;
      const address = { host: 'localhost', port: 40_000, loginUrl: '', fingerprint: null };
      return { ...address, isAlwaysOpen: true, now: () => instantOf(0), close };
    },
  });
  expect(ports).toEqual([5055, 0]);
});

test('with hosted Supabase the page gets its address and no database is opened', async () => {
  const desk = await aDesk({
    environment: environmentOf({
      VITE_SUPABASE_URL: 'https://abc.supabase.co',
      VITE_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_abcdefghij',
    }),
    openDatabase: () => Promise.reject(new Error('must not be opened')),
  });
  expect(desk.config.supabase).toEqual({
    url: 'https://abc.supabase.co',
    key: 'sb_publishable_abcdefghij',
    mode: 'hosted',
  });
  expect((await desk.ask('/rest/v1/ibkr_orders')).status).toBe(404);
  expect((await desk.ask('/host/backups')).status).toBe(404);
  expect((await desk.ask('/')).headers.get('content-security-policy')).toContain(
    'https://abc.supabase.co wss://abc.supabase.co',
  );
});

test('the database gets method, path, query, body and its own headers, and none of ours', async () => {
  const desk = await aDesk();
  const answer = await desk.ask('/rest/v1/ibkr_orders?select=*&id=eq.7', {
    method: 'PATCH',
    headers: { apikey: 'k', authorization: 'Bearer t', prefer: 'return=representation' },
    body: '{"status":"filled"}',
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toEqual({
    method: 'PATCH',
    url: 'http://database.localhost/rest/v1/ibkr_orders?select=*&id=eq.7',
    headers: expect.objectContaining({
      apikey: 'k',
      authorization: 'Bearer t',
      prefer: 'return=representation',
    }),
    body: '{"status":"filled"}',
  });
  const echoed = JSON.stringify(await (await desk.ask('/rest/v1/x')).json());
  expect(echoed).not.toContain(desk.config.token);
  expect(echoed).not.toContain('cookie');
  expect(echoed).not.toContain('sec-fetch');
});

test('the owner is signed in, backups are listed, made and restored', async () => {
  const restored: string[] = [];
  const desk = await aDesk({
    openDatabase: async () => ({
      ...anEchoingDatabase(),
      restore: async (id) => void restored.push(id),
    }),
  });
  const post = (route: string, body?: string) =>
    desk.ask(route, { method: 'POST', ...(body === undefined ? {} : { body }) });
  expect(await (await post('/host/session')).json()).toEqual({
    access_token: 'a',
    refresh_token: 'r',
    user_id: 'u',
  });
  expect(await (await post('/host/backups')).json()).toMatchObject({ id: 'b1' });
  expect((await post('/host/restore', '{"id":"../b1"}')).status).toBe(404);
  expect((await post('/host/restore', 'nonsense')).status).toBe(400);
  expect((await post('/host/restore', '{"id":"b1"}')).status).toBe(200);
  expect(restored).toEqual(['b1']);
});

test('a failing database is told with its words, not as a bug', async () => {
  const desk = await aDesk({
    openDatabase: async () => ({
      ...anEchoingDatabase(),
      backup: () => Promise.reject(new Error('No space left.')),
    }),
  });
  const answer = await desk.ask('/host/backups', { method: 'POST' });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    strikedesk: { code: 'DATABASE_FAILED', detail: 'No space left.', isUnsent: true },
  });
});

test('a bug is answered, logged, and does not end the host', async () => {
  const lines: string[] = [];
  const desk = await aDesk({
    log: (line) => lines.push(line),
    openDatabase: async () => ({
      ...anEchoingDatabase(),
      fetch: () => Promise.reject(new TypeError('a bug')),
    }),
  });
  const answer = await desk.ask('/rest/v1/x');
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain('HOST_FAILED');
  expect(lines.join()).toContain('a bug');
  expect((await desk.ask('/')).status).toBe(200);
});

test('a second start on the same port fails and leaves the first alone', async () => {
  const desk = await aDesk();
  await expect(
    aHost({ environment: environmentOf({ STRIKEDESK_PORT: String(desk.host.port) }) }),
  ).rejects.toMatchObject({ name: 'PortBusyError', port: desk.host.port });
  expect((await desk.ask('/')).status).toBe(200);
});

test('a start that cannot open its database gives its port back', async () => {
  const port = (await aDesk()).host.port;
  await opened.pop()?.();
  const failing = aHost({
    environment: environmentOf({ STRIKEDESK_PORT: String(port) }),
    openDatabase: () => Promise.reject(new Error('the data is newer')),
  });
  await expect(failing).rejects.toThrow('the data is newer');
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  server.close();
});

test('closing twice is closing once', async () => {
  let closed = 0;
  const desk = await aDesk({
    openDatabase: async () => ({ ...anEchoingDatabase(), close: async () => void (closed += 1) }),
  });
  await Promise.all([desk.host.close(), desk.host.close()]);
  expect(closed).toBe(1);
});

test('the vault key is made once, is readable by its owner only, and a damaged one is not replaced', () => {
  const folder = aTemporaryFolder();
  opened.push(folder.remove);
  const made = loadVaultKey(folder.path, null);
  expect(loadVaultKey(folder.path, null)).toEqual(made);
  expect(made.key).toHaveLength(43);
  const file = path.join(folder.path, 'vault-key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').trim()).toBe(made.key);
  expect(loadVaultKey(folder.path, 'g'.repeat(32)).key).toBe('g'.repeat(32));
});
