import { afterEach, expect, test, vi } from 'vitest';

import { startHarness, type Harness } from '#tests/contract/practice-harness.ts';
import type { PracticeOptions } from './settings.ts';

let running: Harness | null = null;
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await running?.gateway.close();
});

async function start(options: PracticeOptions = {}) {
  running = await startHarness(options);
  return running;
}

interface Listener {
  readonly socket: WebSocket;
  readonly frames: Record<string, unknown>[];
  readonly kinds: Set<string>;
  readonly send: (text: string) => void;
  readonly of: (topic: string) => readonly Record<string, unknown>[];
  readonly closed: () => number | null;
}

async function listen(harness: Harness, path = '/v1/api/ws'): Promise<Listener> {
  const socket = new WebSocket(harness.base.replace('http', 'ws') + path);
  socket.binaryType = 'arraybuffer';
  sockets.push(socket);
  const frames: Record<string, unknown>[] = [];
  const kinds = new Set<string>();
  let code: number | null = null;
  socket.addEventListener('message', ({ data }) => {
    kinds.add(typeof data === 'string' ? 'text' : 'binary');
    frames.push(JSON.parse(new TextDecoder().decode(data)));
  });
  socket.addEventListener('close', (event) => (code = event.code));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  return {
    socket,
    frames,
    kinds,
    send: (text) => socket.send(text),
    of: (topic) => frames.filter((frame) => frame['topic'] === topic),
    closed: () => code,
  };
}

async function ready(harness: Harness): Promise<Listener> {
  const listener = await listen(harness);
  await vi.waitFor(() => expect(listener.of('sts').length).toBeGreaterThan(0));
  return listener;
}

const resting = {
  conid: 265598,
  orderType: 'LMT',
  side: 'BUY',
  tif: 'DAY',
  quantity: 1,
  price: 100,
};

// The wait before the greeting is short: a busy machine may miss it.
test(
  'the broker greets first, every frame is binary, and what came before the greeting is lost',
  { retry: 3 },
  async () => {
    const harness = await start();
    const listener = await listen(harness, '/any/path');
    listener.send('tic');
    await vi.waitFor(() => expect(listener.of('sts').length).toBeGreaterThanOrEqual(5));
    expect(listener.frames[0]).toEqual({
      topic: 'system',
      success: 'practice',
      isFT: false,
      isPaper: true,
    });
    expect(listener.of('act')).toMatchObject([
      { args: { accounts: ['DU7418203'], isPaper: true } },
    ]);
    expect(listener.of('tic')).toEqual([]);
    listener.send('tic');
    await vi.waitFor(() => expect(listener.of('tic')).toMatchObject([{ alive: true }]));
    expect([...listener.kinds]).toEqual(['binary']);
  },
);

test('quotes bring all fields once and then only changed ones', async () => {
  const harness = await start({ speed: 20 });
  const listener = await ready(harness);
  const topic = 'smd+265598';
  listener.send(`${topic}+{"fields":["31","55","84","86"]}`);
  await vi.waitFor(() =>
    expect(listener.frames).toContainEqual({ error: 'No accounts', code: 500, topic: 'smd' }),
  );
  await harness.get('/v1/api/iserver/accounts');
  listener.send(`${topic}+{"fields":["31","55","84","86"]}`);
  await vi.waitFor(() => expect(listener.of(topic).length).toBeGreaterThan(1), { timeout: 8000 });
  const [first, second] = listener.of(topic);
  expect(first).toMatchObject({ conid: 265598, '55': 'AAPL', '6509': 'RpB' });
  expect(second).not.toHaveProperty('55');
});

test('an order topic starts with the list and goes on with what changed', async () => {
  const harness = await start();
  const listener = await ready(harness);
  await harness.get('/v1/api/iserver/accounts');
  listener.send('sor+{}');
  await vi.waitFor(() => expect(listener.of('sor')).toMatchObject([{ args: [] }]));
  await harness.post('/v1/api/iserver/questions/suppress', { messageIds: ['o163'] });
  const placed = await harness.post('/v1/api/iserver/account/DU7418203/orders', {
    orders: [{ ...resting, price: 280, quantity: 3, cOID: 'ws-1' }],
  });
  expect(placed.body).toMatchObject([{ order_id: expect.any(String) }]);
  listener.send('str+{}');
  await vi.waitFor(
    () => expect(listener.of('sor').at(-1)).toMatchObject({ args: [{ status: 'Filled' }] }),
    { timeout: 8000 },
  );
  expect(listener.of('sor')[1]).toMatchObject({ args: [{ ticker: 'AAPL', order_ref: 'ws-1' }] });
  expect(listener.of('sor').at(-1)).not.toHaveProperty('args.0.ticker');
});

test('profit and loss comes by account', async () => {
  const harness = await start();
  const listener = await ready(harness);
  listener.send('spl+{}');
  await vi.waitFor(() =>
    expect(listener.of('spl')[0]).toMatchObject({
      args: { 'DU7418203.Core': { nl: 100_000, dpl: 0 } },
    }),
  );
});

test('a sixth socket opens and stays silent', async () => {
  const harness = await start();
  for (let count = 0; count < 5; count += 1) await ready(harness);
  const sixth = await listen(harness);
  await harness.post('/practice/session', { action: 'idle' });
  const last = sockets[4];
  expect(last?.readyState).toBe(WebSocket.OPEN);
  expect(sixth.socket.readyState).toBe(WebSocket.OPEN);
  expect(sixth.frames).toEqual([]);
});

test('without a login the socket is open and silent, and a logout closes with 1000', async () => {
  const harness = await start({ loggedIn: false });
  const silent = await listen(harness);
  await harness.post('/practice/session', { action: 'login' });
  const talking = await ready(harness);
  expect(silent.frames).toEqual([]);
  await harness.post('/v1/api/logout');
  await vi.waitFor(() => expect(talking.closed()).toBe(1000));
});

test('a change of the session is told in pieces', async () => {
  const harness = await start();
  const listener = await ready(harness);
  await harness.post('/practice/session', { action: 'compete' });
  await vi.waitFor(() =>
    expect(listener.of('sts')).toEqual(
      expect.arrayContaining([
        { topic: 'sts', args: { authenticated: false } },
        { topic: 'sts', args: { competing: true } },
      ]),
    ),
  );
});

test('subscriptions of quotes end silently after fifteen minutes', async () => {
  const harness = await start({ speed: 20 });
  const listener = await ready(harness);
  await harness.get('/v1/api/iserver/accounts');
  listener.send('smd+265598+{"fields":["31","55","84"]}');
  await vi.waitFor(() => expect(listener.of('smd+265598').length).toBeGreaterThan(0), {
    timeout: 5000,
  });
  await harness.post('/practice/clock', { advance: 15 * 60_000 + 1000 });
  const firsts = () => listener.of('smd+265598').filter((frame) => frame['55'] === 'AAPL').length;
  expect(firsts()).toBe(1);
  await vi.waitFor(() => {
    // A subscription that still stood would not tell the symbol again.
    listener.send('smd+265598+{"fields":["55"]}');
    expect(firsts()).toBe(2);
  });
});

test('an option that expires is told once as not trading any more', async () => {
  const harness = await start();
  const listener = await ready(harness);
  await harness.get('/v1/api/iserver/accounts');
  await harness.get('/v1/api/iserver/secdef/search?symbol=SPX');
  const query = 'conid=416904&sectype=OPT&month=NOV26&strike=6000&right=P';
  const { body } = await harness.get(`/v1/api/iserver/secdef/info?${query}`);
  const rows = body as readonly { conid: number; maturityDate: string; tradingClass: string }[];
  const daily = rows.find(
    ({ maturityDate, tradingClass }) => maturityDate === '20261119' && tradingClass === 'SPXW',
  );
  const topic = `smd+${daily?.conid}`;
  listener.send(`${topic}+{"fields":["84","86","6509"]}`);
  await vi.waitFor(() => expect(listener.of(topic)[0]).toMatchObject({ '6509': 'RpB' }), {
    timeout: 3000,
  });
  await harness.post('/practice/clock', { now: Date.UTC(2026, 10, 20, 15) });
  await vi.waitFor(() => expect(listener.of(topic).at(-1)).toMatchObject({ '6509': 'ZB' }), {
    timeout: 3000,
  });
});

test('dropped and silenced sockets can be rehearsed', async () => {
  const harness = await start();
  const dropped = await ready(harness);
  await harness.post('/practice/faults', { kind: 'drop-socket' });
  await vi.waitFor(() => expect(dropped.closed()).toBe(1000));
  const silenced = await ready(harness);
  await harness.post('/practice/faults', { kind: 'silent-socket' });
  silenced.send('tic');
  await harness.get('/practice/state');
  expect(silenced.of('tic')).toEqual([]);
  expect(silenced.socket.readyState).toBe(WebSocket.OPEN);
});

test('a frame beyond 64 KiB kills the socket and nothing of it arrives', async () => {
  const harness = await start();
  await harness.get('/v1/api/iserver/accounts');
  const path = '/v1/api/iserver/account/DU7418203/orders';
  for (let count = 0; count < 120; count += 1) await harness.post(path, { orders: [resting] });
  const listener = await ready(harness);
  listener.send('sor+{}');
  await vi.waitFor(() => expect(listener.closed()).toBe(1000));
  expect(listener.of('sor')).toEqual([]);
});

test('a client that closes sees its connection cut', async () => {
  const harness = await start();
  const listener = await ready(harness);
  listener.socket.close();
  await vi.waitFor(() => expect(listener.closed()).toBe(1006));
});

test('bars come once on the socket, and giving the subscription back is confirmed', async () => {
  const harness = await start();
  await harness.get('/v1/api/iserver/accounts');
  const listener = await ready(harness);
  const topic = 'smh+265598';
  for (let count = 0; count < 6; count += 1) {
    listener.send(`${topic}+{"period":"2h","bar":"5min","outsideRth":false,"source":"trades"}`);
  }
  await vi.waitFor(() => expect(listener.of(topic)).toHaveLength(6));
  const [first] = listener.of(topic);
  expect(first).toMatchObject({ symbol: 'AAPL', timePeriod: '2h', barLength: 300 });
  expect(listener.of(topic)[5]).toMatchObject({ error: 'Too many requests' });
  const serverId = String(first?.['serverId']);
  listener.send(`umh+${serverId}`);
  await vi.waitFor(() =>
    expect(listener.frames).toContainEqual({ message: `Unsubscribed ${serverId}` }),
  );
});

test('filters of the order list silence the order topic until a forced read', async () => {
  const harness = await start();
  const { get, post } = harness;
  await get('/v1/api/iserver/accounts');
  const listener = await ready(harness);
  const place = '/v1/api/iserver/account/DU7418203/orders';
  await get('/v1/api/iserver/account/orders?filters=filled');
  listener.send('sor+{}');
  await post(place, { orders: [resting] });
  await get('/v1/api/iserver/account/orders?force=true');
  listener.send('sor+{}');
  await vi.waitFor(() => expect(listener.of('sor')).toHaveLength(1));
  await post(place, { orders: [resting] });
  await vi.waitFor(() => expect(listener.of('sor').length).toBeGreaterThan(1));
});

test('words that every object knows are unknown topics, fields and keys', async () => {
  const harness = await start();
  await harness.get('/v1/api/iserver/accounts');
  const listener = await ready(harness);
  const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  for (const word of words) listener.send(`${word}+265598+{}`);
  listener.send(`smd+265598+{"fields":${JSON.stringify([...words, '55'])}}`);
  listener.send(`ssd+DU7418203+{"keys":${JSON.stringify(words)}}`);
  await vi.waitFor(() => expect(listener.of('smd+265598')[0]).toMatchObject({ '55': 'AAPL' }));
  expect(listener.of('error').map(({ error }) => error)).toEqual(
    words.map((word) => `Topic unknown '${word.slice(0, 3)}'`),
  );
  expect(listener.of('ssd+DU7418203')[0]).toMatchObject({ result: [] });
  expect(Object.keys(listener.of('smd+265598')[0] ?? {})).not.toContain('constructor');
});

test('field numbers may come as numbers, and an order topic may want one status', async () => {
  const harness = await start();
  await harness.get('/v1/api/iserver/accounts');
  await harness.post('/v1/api/iserver/account/DU7418203/orders', { orders: [resting] });
  const listener = await ready(harness);
  listener.send('smd+265598+{"fields":[31,55]}');
  listener.send('sor+{"filters":["Filled"]}');
  await vi.waitFor(() => expect(listener.of('smd+265598')[0]).toMatchObject({ '55': 'AAPL' }));
  expect(listener.of('sor')[0]).toEqual({ topic: 'sor', args: [] });
});

test('summary and ledger come with their keys, and nonsense is answered as such', async () => {
  const harness = await start();
  const listener = await ready(harness);
  listener.send('ssd+DU7418203+{"keys":["NetLiquidation-S"],"fields":["monetaryValue"]}');
  listener.send('sld+DU7418203+{"keys":["LedgerListBASE"],"fields":["cashBalance"]}');
  listener.send('usd+DU7418203+{}');
  listener.send('{"session":"abc"}');
  await vi.waitFor(() => expect(listener.of('error')).toHaveLength(1));
  const timestamp: unknown = expect.any(Number);
  expect(listener.of('ssd+DU7418203')[0]?.['result']).toEqual([
    { key: 'NetLiquidation-S', monetaryValue: 100_000, timestamp },
  ]);
  expect(listener.of('sld+DU7418203')[0]?.['result']).toEqual([
    { key: 'LedgerListBASE', cashbalance: 100_000, timestamp },
  ]);
  expect(listener.frames).toContainEqual({ result: 'unsubscribed from summary' });
});
