import { connect } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { startHarness, type Harness } from '#tests/contract/practice-harness.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

const accounts = '/v1/api/iserver/accounts';

async function withFault(fault: object): Promise<Harness> {
  running = await startHarness();
  expect((await running.post('/practice/faults', fault)).status).toBe(200);
  return running;
}

const statuses: readonly (readonly [kind: string, body: unknown])[] = [
  ['401', ''],
  ['403', expect.stringContaining('Access Denied')],
  ['404', expect.stringContaining('Resource not found')],
  ['429', { error: 'Too many requests' }],
  ['500', { error: 'unknown' }],
  ['503', { error: 'Service Unavailable', statusCode: 503 }],
];

test.each(statuses)('a rehearsed %s looks like the broker meant it, once', async (kind, body) => {
  const { get } = await withFault({ kind });
  expect(await get(accounts)).toMatchObject({ status: Number(kind), body });
  expect((await get(accounts)).status).toBe(200);
});

test('a fault waits for its method and path, and for as many calls as asked', async () => {
  const { get, post } = await withFault({
    kind: '500',
    method: 'GET',
    path: '/iserver/acc',
    count: 2,
  });
  expect((await get('/v1/api/iserver/auth/status')).status).toBe(200);
  expect((await post(accounts)).status).toBe(404);
  expect((await get(accounts)).status).toBe(500);
  expect((await get(accounts)).status).toBe(500);
  expect((await get(accounts)).status).toBe(200);
});

test('answers can be HTML, cut off, of the wrong types, or anything at all', async () => {
  const { get, post } = await withFault({ kind: 'html' });
  expect((await get(accounts)).headers.get('content-type')).toContain('text/html');
  await post('/practice/faults', { kind: 'truncated' });
  expect((await get(accounts)).body).toMatch(/^\{"accounts"/);
  await post('/practice/faults', { kind: 'wrong-types' });
  expect((await get(accounts)).body).toMatchObject({
    accounts: { items: [9] },
    isPaper: 'unexpected',
  });
  await post('/practice/faults', { kind: 'answer', status: 200, body: { error: 'no session' } });
  expect(await get(accounts)).toMatchObject({ status: 200, body: { error: 'no session' } });
});

test('a reset cuts the connection and frees its slot', async () => {
  const { get } = await withFault({ kind: 'reset' });
  await expect(get(accounts)).rejects.toThrow('fetch failed');
  expect((await get('/practice/state')).body).toMatchObject({ slots: { busy: 0 } });
});

test('a hung call keeps its slot after its client has left', async () => {
  const { get, base } = await withFault({ kind: 'hang' });
  await expect(fetch(base + accounts, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
    'timeout',
  );
  expect((await get('/practice/state')).body).toMatchObject({ slots: { busy: 1, waiting: 0 } });
  expect((await get(accounts)).status).toBe(200);
});

test('a lost answer can also be a 503 after the work was done', async () => {
  const { get, post } = await withFault({
    kind: 'unknown-outcome',
    path: '/iserver/account/DU7418203/orders',
    status: 503,
  });
  await get(accounts);
  await get('/v1/api/iserver/account/orders');
  const ticket = {
    conid: 265598,
    orderType: 'LMT',
    side: 'BUY',
    tif: 'DAY',
    quantity: 1,
    price: 100,
    cOID: 'taken',
  };
  const sent = await post('/v1/api/iserver/account/DU7418203/orders', { orders: [ticket] });
  expect(sent.status).toBe(503);
  expect((await get('/v1/api/iserver/account/orders')).body).toMatchObject({
    orders: [{ order_ref: 'taken' }],
  });
});

test('the log tells method, path and status of every call, and what is unknown is refused', async () => {
  const { get, post } = await withFault({ kind: '404' });
  await get(`${accounts}?a=1`);
  expect((await get('/practice/log')).body).toEqual([
    {
      at: expect.any(Number),
      method: 'GET',
      path: '/iserver/accounts?a=1',
      status: 404,
      ms: expect.any(Number),
    },
  ]);
  expect((await post('/practice/faults', { kind: 'earthquake' })).status).toBe(400);
  expect((await get('/practice/nothing')).status).toBe(404);
});

test('a foreign Host cannot reach the controls', async () => {
  running = await startHarness();
  const { port } = running.gateway;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        'GET /practice/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      ),
    );
    let text = '';
    socket.on('data', (part) => (text += part.toString('utf8')));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('plain HTTP to the TLS port is answered with nothing', async () => {
  running = await startHarness({ http: false });
  const { port } = running.gateway;
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (part) => (text += part.toString('utf8')));
    socket.on('close', () => resolve(text));
    socket.on('error', () => {});
  });
  expect(answer).not.toContain('HTTP/1.1 200');
});
