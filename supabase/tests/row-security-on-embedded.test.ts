import { afterAll, beforeAll, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase } from '#tests/embedded-database.ts';

import { holesIn, logs, type Ask } from './catalogue.ts';
import { handsOfClient } from './hands.ts';
import { leaksOf, leaksOfAll, unnoticedLoosenings, type Scene } from './row-security.ts';

let database: TestDatabase;
let ask: Ask;
let scene: Scene;

beforeAll(async () => {
  database = await openTestDatabase();
  ask = (statement) => database.engine.query(statement);
  const [owner, other] = [await database.addUser(), await database.addUser()];
  scene = {
    ask,
    owner: { id: owner.id, hands: handsOfClient(owner.client) },
    other: { id: other.id, hands: handsOfClient(other.client) },
    anonymous: handsOfClient(database.anonymous()),
  };
});
afterAll(() => database.close());

test('nobody reads, adds, changes or deletes rows of another user through supabase-js', async () => {
  expect(await leaksOfAll(scene)).toEqual([]);
});

test('loosening any half of any policy is noticed', async () => {
  expect(await unnoticedLoosenings(scene)).toEqual([]);
  expect(await leaksOfAll(scene)).toEqual([]);
});

test('switching row level security off, or adding a generous policy, is noticed', async () => {
  await ask('alter table public.ibkr_orders disable row level security');
  expect(await leaksOf(scene, 'ibkr_orders')).not.toEqual([]);
  await ask('alter table public.ibkr_orders enable row level security');
  await ask('create policy extra on public.ibkr_orders for select to authenticated using (true)');
  expect(await leaksOf(scene, 'ibkr_orders')).not.toEqual([]);
  await ask('drop policy extra on public.ibkr_orders');
  expect(await leaksOf(scene, 'ibkr_orders')).toEqual([]);
});

test('the catalogue shows no hole, and shows a new table without row level security', async () => {
  expect(await holesIn(ask)).toEqual([]);
  await ask('create table public.planted (id int primary key)');
  expect(await holesIn(ask)).toContain('planted has no row level security');
  await ask('drop table public.planted');
});

test.each(logs)('%s refuses its own owner, the superuser', async (log) => {
  for (const statement of [
    `update public.${log} set practice = practice`,
    `delete from public.${log}`,
    `truncate public.${log}`,
    `truncate auth.users cascade`,
  ])
    await expect(ask(statement)).rejects.toThrow(/is append-only/);
  await expect(ask(`delete from auth.users where id = '${scene.owner.id}'`)).rejects.toThrow(
    /violates RESTRICT setting of foreign key|violates foreign key/,
  );
});
