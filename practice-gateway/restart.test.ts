import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

import { instantOf } from '#domain/time.ts';
import type { PracticeOptions } from '#practice-gateway/settings.ts';
import { openMarket, startHarness } from '#tests/contract/practice-harness.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'practice-'));
  folders.push(folder);
  return folder;
}

const orders = '/v1/api/iserver/account/DU7418203/orders';
const ticket = {
  conid: 265598,
  orderType: 'LMT',
  side: 'BUY',
  tif: 'GTC',
  quantity: 1,
  price: 100,
};

test('orders, time and certificate are as they were after a restart', async () => {
  const dataDir = await aFolder();
  const first = await startHarness({ dataDir });
  await first.get('/v1/api/iserver/accounts');
  await first.post(orders, { orders: [{ ...ticket, cOID: 'kept-1' }] });
  await first.post('/practice/clock', { advance: 60_000 });
  await first.gateway.close();

  const again = await startHarness({ dataDir });
  await again.get('/v1/api/iserver/accounts');
  await again.get('/v1/api/iserver/account/orders');
  expect((await again.get('/v1/api/iserver/account/orders')).body).toMatchObject({
    orders: [{ order_ref: 'kept-1', status: 'Submitted' }],
  });
  expect(again.gateway.now()).toBeGreaterThanOrEqual(instantOf(openMarket + 60_000));
  await again.gateway.close();

  const secure = await startHarness({ dataDir, http: false });
  const sameAgain = await startHarness({ dataDir, http: false });
  expect(secure.gateway.fingerprint).toBe(sameAgain.gateway.fingerprint);
  await Promise.all([secure.gateway.close(), sameAgain.gateway.close()]);
});

test('an order the broker has taken is on the disk before its answer leaves', async () => {
  const dataDir = await aFolder();
  const harness = await startHarness({ dataDir });
  await harness.get('/v1/api/iserver/accounts');
  await harness.post(orders, { orders: [{ ...ticket, cOID: 'taken-1' }] });
  const kept = await readFile(path.join(dataDir, 'practice-account.json'), 'utf8');
  await harness.gateway.close();
  expect(kept).toContain('taken-1');
});

test('an account file that cannot be read is put aside, not overwritten', async () => {
  const dataDir = await aFolder();
  await writeFile(path.join(dataDir, 'practice-account.json'), '{"version":1,"exchange":{"a":1}');
  const harness = await startHarness({ dataDir });
  expect((await harness.get('/v1/api/iserver/accounts')).status).toBe(200);
  await harness.gateway.close();
  const names = await readdir(dataDir);
  expect(names.some((name) => name.startsWith('practice-account.json.unreadable-'))).toBe(true);
});

const HOUR = 3_600_000;
const authTimeOf = (body: unknown) => z.object({ AUTH_TIME: z.number() }).parse(body).AUTH_TIME;
const status = '/v1/api/iserver/auth/status';

/** A gateway that asks for a login, and the login of someone. */
async function someoneLogsIn(dataDir: string, options: PracticeOptions = {}) {
  const harness = await startHarness({ dataDir, loggedIn: false, ...options });
  await harness.post('/practice/session', { action: 'login', username: 'kim' });
  return harness;
}

/** What a start in the folder answers before anyone logs in: the status of the first call. */
async function greeting(dataDir: string, options: PracticeOptions = {}): Promise<number> {
  const harness = await startHarness({ dataDir, loggedIn: false, ...options });
  const { status: code } = await harness.get(status);
  await harness.gateway.close();
  return code;
}

test('a login outlives a restart, and ends when it would have ended without', async () => {
  const dataDir = await aFolder();
  const first = await someoneLogsIn(dataDir);
  await first.post('/practice/clock', { advance: 10 * HOUR });
  const before = (await first.get('/v1/api/sso/validate')).body;
  await first.gateway.close();

  const again = await startHarness({ dataDir, loggedIn: false });
  await expect
    .poll(async () => (await again.get(status)).body)
    .toMatchObject({
      authenticated: true,
      established: true,
    });
  const after = (await again.get('/v1/api/sso/validate')).body;
  expect(after).toMatchObject({ USER_NAME: 'kim', LOGIN_TYPE: 2 });
  expect(Math.abs(authTimeOf(after) - authTimeOf(before))).toBeLessThan(5000);
  // Ten in the morning, ten hours before the restart and almost four after it: midnight in New York is near.
  await again.post('/practice/clock', { advance: 3.9 * HOUR });
  expect((await again.get(status)).status).toBe(200);
  await again.post('/practice/clock', { advance: 0.2 * HOUR });
  expect((await again.get(status)).status).toBe(401);
  await again.gateway.close();
  expect(await greeting(dataDir)).toBe(401);
});

test('who logged out, or wants no kept login, is asked again after a restart', async () => {
  const loggedOut = await aFolder();
  const first = await someoneLogsIn(loggedOut);
  await first.post('/v1/api/logout');
  await first.gateway.close();
  expect(await greeting(loggedOut)).toBe(401);

  const forgotten = await aFolder();
  const second = await someoneLogsIn(forgotten);
  await second.get('/clear');
  await second.gateway.close();
  expect(await greeting(forgotten)).toBe(401);

  const unwanted = await aFolder();
  const third = await someoneLogsIn(unwanted);
  await third.gateway.close();
  expect(await greeting(unwanted, { keepsLogin: false })).toBe(401);
});

test('a login that ended while the gateway was down is gone', async () => {
  const dataDir = await aFolder();
  const first = await someoneLogsIn(dataDir);
  await first.gateway.close();
  const file = path.join(dataDir, 'practice-account.json');
  const saved = await readFile(file, 'utf8');
  await writeFile(file, saved.replace(/"endsAt":\d+(?:\.\d+)?/, `"endsAt":${Date.now() - 1000}`));
  expect(await greeting(dataDir)).toBe(401);
});
