import { randomUUID } from 'node:crypto';

import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Postgres17 } from '#tests/postgres-17.ts';

import { holesIn, logs, tablesOf, type Ask } from './catalogue.ts';
import { handsInSql } from './hands.ts';
import { openHostedProject } from './hosted-project.ts';
import { leaksOfAll, unnoticedLoosenings, type Scene } from './row-security.ts';

let server: Postgres17;
let ask: Ask;
let authenticator: postgres.Sql;
let developer: postgres.Sql;
let scene: Scene;

beforeAll(async () => {
  server = await openHostedProject();
  authenticator = server.connectAs('authenticator');
  developer = server.connectAs('postgres');
  ask = async <Row>(statement: string) => [
    ...(await developer.unsafe<Row[] & object[]>(statement)),
  ];
  const [owner, other] = [randomUUID(), randomUUID()];
  await ask(`insert into auth.users (id) values ('${owner}'), ('${other}')`);
  scene = {
    ask,
    owner: { id: owner, hands: handsInSql(authenticator, 'authenticated', owner) },
    other: { id: other, hands: handsInSql(authenticator, 'authenticated', other) },
    anonymous: handsInSql(authenticator, 'anon', null),
  };
});
afterAll(() => server.close());

test('it is a real Postgres 17, and the migrations ran without a superuser', async () => {
  const [row] = await ask<{ version: string; is_superuser: string }>(
    "select version(), current_setting('is_superuser') as is_superuser",
  );
  expect(row?.version).toMatch(/^PostgreSQL 17[.]\d+ on /);
  expect(row?.is_superuser).toBe('off');
});

test('nobody reads, adds, changes or deletes rows of another user', async () => {
  expect(await leaksOfAll(scene)).toEqual([]);
});

test('loosening any half of any policy is noticed', async () => {
  expect(await unnoticedLoosenings(scene)).toEqual([]);
  expect(await leaksOfAll(scene)).toEqual([]);
});

test('the catalogue shows no hole', async () => {
  expect(await holesIn(ask)).toEqual([]);
});

test.each([
  ['create table public.planted (id int primary key)', 'planted has no row level security'],
  [
    `create table public.planted (user_id uuid not null default auth.uid());
     alter table public.planted enable row level security;
     create policy planted_all on public.planted for all to authenticated using (true)`,
    'planted: the policy planted_all does not ask whose row it is',
  ],
  [
    'create policy planted_anon on public.ibkr_orders for select to anon using (user_id = auth.uid())',
    'ibkr_orders: the policy planted_anon is not only for signed-in users',
  ],
  [
    `create policy planted_own on public.ibkr_orders for select to authenticated
     using (user_id = coalesce((select auth.uid()), user_id))`,
    'ibkr_orders: the policy planted_own does not ask whose row it is',
  ],
  ['grant select on public.ibkr_orders to anon', 'ibkr_orders lets anon SELECT'],
  [
    'grant update (detail) on public.ibkr_trading_activity_log to service_role',
    'ibkr_trading_activity_log lets service_role UPDATE some of its columns',
  ],
  [
    'grant update on public.trading_compliance_log to authenticated',
    'trading_compliance_log lets authenticated UPDATE',
  ],
  [
    'alter table public.trading_compliance_log disable trigger append_only',
    'trading_compliance_log can be changed by its owner',
  ],
  [
    'create view public.planted as select * from public.ibkr_orders',
    'planted is a view that does not act for its caller',
  ],
  [
    `create function public.planted() returns bigint language sql security definer
     as 'select count(*) from public.ibkr_orders'`,
    'planted acts with the rights of its author',
  ],
])('a planted hole is found: %s', async (statement, hole) => {
  let found: string[] = [];
  const undone = developer.begin(async (transaction) => {
    await transaction.unsafe(statement).simple();
    found = await holesIn(async <Row>(query: string) => [
      ...(await transaction.unsafe<(Row & object)[]>(query)),
    ]);
    throw new Error('put everything back');
  });
  await expect(undone).rejects.toThrow('put everything back');
  expect(found).toContain(hole);
  expect(await holesIn(ask)).toEqual([]);
});

test('no role of the interface can empty a table', async () => {
  for (const table of await tablesOf(ask))
    for (const role of ['anon', 'authenticated', 'service_role'])
      await expect(
        authenticator.begin(async (transaction) => {
          await transaction`select set_config('role', ${role}, true)`;
          await transaction.unsafe(`truncate public.${table}`);
        }),
      ).rejects.toMatchObject({ code: '42501' });
});

test.each(logs)('%s refuses the service role and its own owner', async (log) => {
  const service = handsInSql(authenticator, 'service_role', null);
  expect(await service.update(log, scene.owner.id, { practice: true })).toEqual({
    refused: '42501',
  });
  expect(await service.remove(log, scene.owner.id)).toEqual({ refused: '42501' });
  for (const statement of [
    `update public.${log} set practice = practice`,
    `delete from public.${log}`,
    `truncate public.${log}`,
  ])
    await expect(ask(statement)).rejects.toThrow(/is append-only/);
});

test('a sum of twenty digits is written and shown as PostgREST does it, without losing one', async () => {
  const written = await scene.owner.hands.insert('ibkr_account_info', {
    environment: 'live',
    account_id: 'U7418203',
    equity: '123456789012.12345678',
  });
  expect(written).toMatchObject({ rows: [{ equity: '123456789012.12345678' }] });
  const [row] = await ask<{ body: string }>(
    `select json_agg(shown)::text as body
       from (select public.exact_numeric_to_json(equity) as equity from public.ibkr_account_info
              where account_id = 'U7418203') as shown`,
  );
  expect(row?.body).toBe('[{"equity":"123456789012.12345678"}]');
});
