import { expect, test } from 'vitest';

import { withExactOperands } from './exact-operands.ts';

const rest = 'http://database.localhost/rest/v1/ibkr_orders';

test.each([
  ['equity', 'eq.123456789012.12345678', 'eq."123456789012.12345678"'],
  ['equity', 'not.gt.5.10', 'not.gt."5.10"'],
  ['equity', 'eq.5', 'eq.5'],
  ['equity', 'in.(5,5.10,"6.10",x)', 'in.(5,"5.10","6.10",x)'],
  ['or', '(a.eq.5.10,and(b.in.(1e3),c.ilike.x))', '(a.eq."5.10",and(b.in.("1e3"),c.ilike.x))'],
  ['summary', 'ilike.*at 2,5.10,b*', 'ilike.*at 2,5.10,b*'],
  ['summary', 'eq.a,5.10,b', 'eq.a,5.10,b'],
  ['detail->price', 'eq.5.10', 'eq.5.10'],
  ['select', 'a,5.10,b', 'a,5.10,b'],
  ['is', 'is.null', 'is.null'],
])('of %s=%s the database reads %s', (name, value, wanted) => {
  const asked = new Request(`${rest}?${new URLSearchParams({ [name]: value })}`);
  expect(new URL(withExactOperands(asked).url).searchParams.get(name)).toBe(wanted);
});

test('a request keeps its method, headers and body', async () => {
  const url = `${rest}?equity=eq.5.10&limit=1`;
  const asked = new Request(url, { method: 'PATCH', headers: { apikey: 'k' }, body: '{"a":1}' });
  const passed = withExactOperands(asked);
  expect([passed.method, passed.headers.get('apikey'), await passed.text()]).toEqual([
    'PATCH',
    'k',
    '{"a":1}',
  ]);
});
