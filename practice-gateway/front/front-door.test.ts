import { afterEach, expect, test } from 'vitest';

import { startHarness, type Harness } from '#tests/contract/practice-harness.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

test('reauthenticate is answered by the gateway itself', async () => {
  running = await startHarness({ loggedIn: false });
  const { post } = running;
  const path = '/v1/portal/iserver/reauthenticate';
  expect((await post(path)).body).toEqual({ error: 'not logged in' });
  await post('/practice/session', { action: 'login' });
  expect((await post(path)).body).toEqual({ message: 'triggered' });
  expect((await running.get('/practice/log')).body).toEqual([]);
});

test('clearing the cookies logs out here, and status never answers', async () => {
  running = await startHarness();
  const { get, base } = running;
  expect((await get('/clear')).body).toBe('cleared');
  expect((await get('/v1/api/iserver/auth/status')).status).toBe(401);
  const asked = fetch(`${base}/status`, { signal: AbortSignal.timeout(100) });
  await expect(asked).rejects.toThrow('timeout');
});

test('a path that is not of the API leads away, and cookies change nothing', async () => {
  running = await startHarness();
  const { get, base } = running;
  const away = await fetch(`${base}/some/page`, { redirect: 'manual' });
  expect(away.status).toBe(302);
  expect(away.headers.get('location')).toBe('https://practice.invalid/some/page');
  const tickle = await get('/v1/api/tickle', { headers: { cookie: 'XYZAB=nonsense' } });
  expect(tickle.status).toBe(200);
});

test('answers come in chunks, without a length', async () => {
  running = await startHarness();
  const { headers } = await running.get('/v1/api/iserver/auth/status');
  expect(headers.get('content-length')).toBe(null);
  expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
});
