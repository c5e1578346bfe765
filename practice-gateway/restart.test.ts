import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
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

test('an account file that cannot be read is put aside, not overwritten', async () => {
  const dataDir = await aFolder();
  await writeFile(path.join(dataDir, 'practice-account.json'), '{"version":1,"exchange":{"a":1}');
  const harness = await startHarness({ dataDir });
  expect((await harness.get('/v1/api/iserver/accounts')).status).toBe(200);
  await harness.gateway.close();
  const names = await readdir(dataDir);
  expect(names.some((name) => name.startsWith('practice-account.json.unreadable-'))).toBe(true);
});
