import { afterAll, beforeAll, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, type TestUser } from '#tests/embedded-database.ts';

import { columnsOf, tablesOf } from './catalogue.ts';
import { sampleRow } from './sample-rows.ts';

let database: TestDatabase;
let trader: TestUser;

beforeAll(async () => {
  database = await openTestDatabase();
  trader = await database.addUser();
});
afterAll(() => database.close());

const account = { environment: 'paper', account_id: 'DU7418203', trading_date: '2026-11-20' };

test('a sum of twenty digits survives insert, update, upsert and read as text', async () => {
  const table = trader.client.from('ibkr_account_info');
  const inserted = await table
    .insert({ ...account, equity: '123456789012.12345678' })
    .select('equity')
    .single();
  expect(inserted.data).toEqual({ equity: '123456789012.12345678' });

  const updated = await table
    .update({ equity: '-223456789012.12345678' })
    .eq('account_id', 'DU7418203')
    .select('equity')
    .single();
  expect(updated.data).toEqual({ equity: '-223456789012.12345678' });

  const upserted = await table
    .upsert(
      { ...account, equity: '323456789012.12345678', buying_power: null },
      { onConflict: 'user_id,environment,account_id,trading_date' },
    )
    .select('equity, buying_power')
    .single();
  expect(upserted.data).toEqual({ equity: '323456789012.12345678', buying_power: null });

  const read = await table.select('*').eq('account_id', 'DU7418203').single();
  expect(read.data).toMatchObject({ equity: '323456789012.12345678', buying_power: null });
});

test('every exact column of every table gives back what it was given', async () => {
  const ask = <Row>(statement: string) => database.engine.query<Row>(statement);
  const wanted: unknown[] = [];
  const got: unknown[] = [];
  for (const table of await tablesOf(ask)) {
    const columns = await columnsOf(ask, table);
    const exact = columns.filter((column) => column.type === 'exact_numeric');
    const sums = Object.fromEntries(exact.map(({ name }) => [name, '123456789012.12345678']));
    const inserted = await trader.client
      .from(table)
      .insert({ ...sampleRow(columns), ...sums })
      .select(exact.length === 0 ? 'user_id' : exact.map((column) => column.name).join(','))
      .single();
    wanted.push([table, exact.length === 0 ? { user_id: trader.id } : sums]);
    got.push([table, inserted.data]);
  }
  expect(got).toEqual(wanted);
  expect(got).toHaveLength(10);
});

const anOrder = {
  environment: 'paper',
  mode: 'ibkr-paper',
  account_id: 'DU7418203',
  symbol: 'AAPL',
  side: 'buy',
  order_type: 'limit',
  time_in_force: 'day',
  quantity: '1',
  status: 'intended',
  actor: 'trader',
};

async function threeOrders() {
  const table = trader.client.from('ibkr_orders');
  const { error } = await table.upsert(
    [
      { ...anOrder, client_order_id: '12345678901234567890', limit_price: '5.10' },
      { ...anOrder, client_order_id: '1e3', limit_price: '123456789012.12345678' },
      {
        ...anOrder,
        client_order_id: 'child "5.10", of 1e3',
        parent_client_order_id: '1e3',
        limit_price: '123456789012.12345679',
      },
    ],
    { onConflict: 'user_id,client_order_id' },
  );
  expect(error).toBeNull();
  return table;
}

test.each([
  ['limit_price', 'eq', '123456789012.12345678', ['1e3']],
  ['limit_price', 'eq', '123456789012.123456780', ['1e3']],
  ['limit_price', 'gt', '123456789012.12345678', ['child "5.10", of 1e3']],
  ['limit_price', 'lte', '123456789012.12345678', ['12345678901234567890', '1e3']],
  ['limit_price', 'lt', '6', ['12345678901234567890']],
  ['limit_price', 'not.gt', '123456789012.12345677', ['12345678901234567890']],
  [
    'limit_price',
    'in',
    '(123456789012.12345679,5.1)',
    ['12345678901234567890', 'child "5.10", of 1e3'],
  ],
  ['client_order_id', 'eq', '12345678901234567890', ['12345678901234567890']],
  ['client_order_id', 'eq', '1e3', ['1e3']],
  ['client_order_id', 'eq', '1000', []],
  ['client_order_id', 'in', '(1e3,"child \\"5.10\\", of 1e3")', ['1e3', 'child "5.10", of 1e3']],
])('a filter compares every digit: %s %s %s', async (column, operator, operand, wanted) => {
  const table = await threeOrders();
  const { data, error } = await table
    .select('client_order_id')
    .eq('account_id', 'DU7418203')
    .filter(column, operator, operand)
    .order('client_order_id');
  expect(error).toBeNull();
  expect(data?.map((row) => row.client_order_id)).toEqual(wanted);
});

test('conditions joined by "or" and "not" compare every digit, too', async () => {
  const table = await threeOrders();
  const { data } = await table
    .select('client_order_id')
    .eq('account_id', 'DU7418203')
    .or('limit_price.eq.123456789012.12345679,and(limit_price.gt.5,limit_price.not.gt.5.10)')
    .order('client_order_id');
  expect(data?.map((row) => row.client_order_id)).toEqual([
    '12345678901234567890',
    'child "5.10", of 1e3',
  ]);
});

test('a row inside of another one keeps its digits', async () => {
  const table = await threeOrders();
  const { data } = await table
    .select('limit_price, children:ibkr_orders(limit_price, quantity, filled_quantity, questions)')
    .eq('client_order_id', '1e3')
    .single();
  expect(data).toEqual({
    limit_price: '123456789012.12345678',
    children: [
      {
        limit_price: '123456789012.12345679',
        quantity: '1',
        filled_quantity: '0',
        questions: [],
      },
    ],
  });
});

test('the numbers are numerics inside the database, not text', async () => {
  const rows = await database.engine.query(
    "select (equity + 1)::text as sum, pg_typeof(equity::numeric)::text as type from public.ibkr_account_info where account_id = 'DU7418203'",
  );
  expect(rows).toEqual([{ sum: '323456789013.12345678', type: 'numeric' }]);
});

test('what is not a finite number is refused with the code of Postgres', async () => {
  const table = trader.client.from('ibkr_account_info');
  const word = await table.update({ equity: 'abc' }).eq('account_id', 'DU7418203');
  expect([word.status, word.error?.code]).toEqual([400, '22P02']);
  for (const equity of ['NaN', 'Infinity', '-Infinity']) {
    const { status, error } = await table.update({ equity }).eq('account_id', 'DU7418203');
    expect([equity, status, error?.code]).toEqual([equity, 400, '23514']);
  }
});
