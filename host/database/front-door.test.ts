import { afterAll, beforeAll, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase } from '#tests/embedded-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('apikey', database.publishableKey);
  return database.fetch(new Request(`http://database.localhost${path}`, { ...init, headers }));
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test.each([
  '/',
  '/_system/info',
  '/storage/v1/bucket',
  '/rest/v1/',
  '/rest/v1/../../_system/info',
  '/rest/v1/%2e%2e/_system/info',
  '/rest/v1//_system/info',
  '/auth/v1/admin/users',
  '/auth/v1/otp',
  '/auth/v1/verify',
  '/auth/v1/recover',
  '/auth/v1/authorize?provider=github',
])('there is no door at %s', async (path) => {
  expect((await ask(path)).status).toBe(404);
  expect((await ask(path, post({}))).status).toBe(404);
});

test('nobody can sign up', async () => {
  const answer = await ask(
    '/auth/v1/signup',
    post({ email: 'stranger@example.com', password: 'Correct-horse-9!' }),
  );
  expect([answer.status, answer.headers.get('x-sb-error-code')]).toEqual([422, 'signup_disabled']);
  const [users] = await database.engine.query<{ count: number }>(
    'select count(*)::int as count from auth.users',
  );
  expect(users?.count).toBe(0);
});

test('other schemas are closed to reading and writing', async () => {
  const reading = await ask('/rest/v1/users', { headers: { 'accept-profile': 'auth' } });
  expect(reading.status).toBe(406);
  const { client } = await database.addUser();
  const through = await client.schema('auth').from('users').select();
  expect([through.status, through.error?.code]).toEqual([406, 'PGRST106']);
});

test('without our key nothing is answered, and a forged token opens nothing', async () => {
  const url = 'http://database.localhost/rest/v1/ibkr_orders';
  expect((await database.fetch(new Request(url))).status).toBe(401);
  const forged = `${btoa('{"alg":"HS256","typ":"JWT"}')}.${btoa('{"role":"service_role"}')}.c2ln`;
  const answer = await ask('/rest/v1/ibkr_orders', {
    headers: { authorization: `Bearer ${forged.replaceAll('=', '')}` },
  });
  expect(answer.status).toBe(401);
});

test('refusals have the status and the code of hosted Supabase', async () => {
  const { client } = await database.addUser();
  const table = client.from('user_preferences');
  const codes = [
    await table.insert({ key: 'NOT LEGAL', value: {} }),
    await table.insert({ key: 'no-value' }),
    await table.insert({ key: 'unknown-column', value: {}, colour: 'red' }),
    await client.from('no_such_table').select(),
    await database.anonymous().from('user_preferences').select(),
  ].map(({ status, error }) => [status, error?.code]);
  expect(codes).toEqual([
    [400, '23514'],
    [400, '23502'],
    [400, 'PGRST204'],
    [404, 'PGRST205'],
    [401, '42501'],
  ]);
  await table.insert({ key: 'twice', value: {} });
  const again = await table.insert({ key: 'twice', value: {} });
  expect([again.status, again.error?.code]).toEqual([409, '23505']);
});

test('an instant is written as hosted Supabase writes it', async () => {
  const { client } = await database.addUser();
  const { data } = await client
    .from('ibkr_trading_activity_log')
    .insert({
      writer_id: '0b54f0c7-7d3f-4e0b-9d3c-0d4b8f6a1c11',
      writer_seq: 1,
      occurred_at: '2026-11-20T15:30:00.25+01:00',
      kind: 'order.sent',
    })
    .select('occurred_at')
    .single();
  expect(data).toEqual({ occurred_at: '2026-11-20T14:30:00.25+00:00' });
});

test('a row that is delivered twice is stored once', async () => {
  const { client } = await database.addUser();
  const row = {
    writer_id: '0b54f0c7-7d3f-4e0b-9d3c-0d4b8f6a1c11',
    writer_seq: 7,
    occurred_at: '2026-11-20T15:30:00Z',
    kind: 'order.sent',
  };
  const deliver = () =>
    client
      .from('ibkr_trading_activity_log')
      .upsert(row, { onConflict: 'user_id,writer_id,writer_seq', ignoreDuplicates: true });
  expect((await deliver()).error).toBeNull();
  expect((await deliver()).error).toBeNull();
  const { data } = await client.from('ibkr_trading_activity_log').select('writer_seq');
  expect(data).toEqual([{ writer_seq: 7 }]);
});
