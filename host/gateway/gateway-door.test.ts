import { afterEach, expect, test, vi } from 'vitest';

import { fenceHeader, laneHeader, timeoutHeader } from '#config/host-api.ts';
import { aCertificate, sendJson, type Answer } from '#tests/fake-gateway.ts';
import { aHost, type TestHost } from '#tests/host-kit.ts';
import { aScriptedGateway, type ScriptedGateway } from '#tests/scripted-gateway.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

interface Desk extends TestHost {
  readonly gateway: ScriptedGateway;
  /** The fence of the tab that leads. */
  readonly fence: number;
}

const json = (method: string, body: unknown, headers: Record<string, string> = {}) => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A desk whose tab leads and whose target is a scripted gateway. */
async function aDesk(options: Parameters<typeof aScriptedGateway>[0] = {}): Promise<Desk> {
  const gateway = await aScriptedGateway(options);
  opened.push(gateway.close);
  const desk = await aHost();
  opened.push(desk.close);
  await connect(desk, gateway.port, options.certificate !== undefined);
  const lease = await desk.ask('/host/lease', json('POST', { tabId: 'tab', wish: 'take' }));
  const { fence } = (await lease.json()) as { fence: number };
  gateway.asked.splice(0);
  return { ...desk, gateway, fence };
}

async function connect(desk: TestHost, port: number, isTls = false, more: object = {}) {
  const target = { kind: 'own', host: '127.0.0.1', port, isTls, ...more };
  return (await desk.ask('/host/connection', json('POST', target))).json();
}

const order = { orders: [{ acctId: 'DU1234567', conid: 265598, side: 'BUY', quantity: 1 }] };
const ordersPath = '/gateway/iserver/account/DU1234567/orders';

const place = (desk: Desk, init: { fence?: number; body?: object; path?: string } = {}) =>
  write(desk, init.path ?? ordersPath, init.body ?? order, init.fence);

const write = (desk: Desk, path: string, body: object, fence = desk.fence) =>
  desk.ask(path, json('POST', body, { [fenceHeader]: String(fence) }));

async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { strikedesk?: { code: string; isUnsent: boolean } };
  if (body.strikedesk === undefined) return String(response.status);
  return `${response.status} ${body.strikedesk.code}${body.strikedesk.isUnsent ? '' : ' perhaps sent'}`;
}

test('without a target nothing is passed', async () => {
  const desk = await aHost();
  opened.push(desk.close);
  expect(await codeOf(await desk.ask('/gateway/iserver/accounts'))).toBe('409 NO_TARGET');
});

test('a read is passed with its query, and its answer comes back with status, type and reason', async () => {
  const { ask, gateway } = await aDesk();
  gateway.say({
    'GET /iserver/secdef/search': (_asked, response) => {
      response
        .writeHead(503, 'Gone Fishing', {
          'content-type': 'text/html',
          'set-cookie': 'api=1',
          location: 'http://evil.example',
          'access-control-allow-origin': '*',
        })
        .end('<b>no</b>');
    },
  });
  const answer = await ask('/gateway/iserver/secdef/search?symbol=AAPL&name=false');
  expect(gateway.calls()).toEqual(['GET /iserver/secdef/search?symbol=AAPL&name=false']);
  expect([answer.status, answer.statusText]).toEqual([503, 'Gone Fishing']);
  expect(await answer.text()).toBe('<b>no</b>');
  expect(answer.headers.get('content-type')).toBe('text/html');
  for (const name of ['set-cookie', 'location', 'access-control-allow-origin'])
    expect(answer.headers.get(name)).toBeNull();
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
});

test('nothing of the page or its browser reaches the gateway: no cookie, origin, token or key', async () => {
  const { ask, gateway } = await aDesk();
  await ask('/gateway/iserver/accounts', {
    headers: {
      authorization: 'Bearer x',
      apikey: 'k',
      referer: 'http://localhost/x',
      'x-custom': 'y',
      [laneHeader]: 'session',
    },
  });
  expect(Object.keys(gateway.asked[0]?.headers ?? {})).toEqual([
    'host',
    'user-agent',
    'accept',
    'connection',
  ]);
});

test.each([
  ['GET', '/gateway/clear'],
  ['GET', '/gateway/status'],
  ['GET', '/gateway/practice/state'],
  ['GET', '/gateway/md/regsnapshot'],
  ['POST', '/gateway/iserver/accounts'],
  ['DELETE', '/gateway/iserver/account/DU1234567/order/-1'],
  ['DELETE', '/gateway/iserver/account/DU1234567/orders'],
  ['PUT', '/gateway/iserver/account/DU1234567/order/1'],
  ['GET', '/gateway/iserver/accounts/'],
  ['GET', '/gateway/v1/api/iserver/accounts'],
  ['POST', '/gateway/iserver/reply/a%2fb'],
])('%s %s is not passed', async (method, path) => {
  const { ask, gateway, fence } = await aDesk();
  const answer = await ask(path, { method, headers: { [fenceHeader]: String(fence) } });
  expect([400, 404]).toContain(answer.status);
  expect(gateway.asked).toEqual([]);
});

test('a wrong lane, a wrong time-out and a body that is no JSON are refused before anything is sent', async () => {
  const { ask, gateway } = await aDesk();
  const bad = { status: '400 BAD_REQUEST' };
  for (const headers of [
    { [laneHeader]: 'vip' },
    { [timeoutHeader]: '0' },
    { [timeoutHeader]: '30001' },
    { [timeoutHeader]: '1e3' },
  ])
    expect(await codeOf(await ask('/gateway/iserver/accounts', { headers }))).toBe(bad.status);
  const broken = await ask('/gateway/tickle', { method: 'POST', body: '{"half":' });
  expect(await codeOf(broken)).toBe(bad.status);
  expect(gateway.asked).toEqual([]);
});

test('a POST always says its length', async () => {
  const { ask, gateway } = await aDesk();
  await ask('/gateway/tickle', { method: 'POST' });
  expect(gateway.asked[0]?.headers['content-length']).toBe('0');
});

test('the same read asked for twice at once is sent once', async () => {
  const { ask, gateway } = await aDesk();
  const waiting: (() => void)[] = [];
  gateway.say({
    'GET /trsrv/stocks': (_asked, response) => {
      waiting.push(() => sendJson(response, { ok: true }));
    },
  });
  const both = [ask('/gateway/trsrv/stocks?symbols=A'), ask('/gateway/trsrv/stocks?symbols=A')];
  const other = ask('/gateway/trsrv/stocks?symbols=B');
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  for (const answer of waiting) answer();
  const texts = await Promise.all((await Promise.all([...both, other])).map((one) => one.text()));
  expect(texts).toEqual(['{"ok":true}', '{"ok":true}', '{"ok":true}']);
  expect(gateway.calls()).toHaveLength(2);
});

test('a gateway that does not answer is given up in time, and its call keeps counting', async () => {
  const { ask, gateway } = await aDesk();
  gateway.say({ 'GET /trsrv/stocks': (() => undefined) satisfies Answer });
  const headers = { [timeoutHeader]: '100', [laneHeader]: 'chain' };
  const answer = await ask('/gateway/trsrv/stocks', { headers });
  expect(await codeOf(answer)).toBe('504 GATEWAY_TIMEOUT perhaps sent');
  const status = await (await ask('/host/status')).json();
  expect(status).toMatchObject({ slots: { busy: 0, hung: 1, limit: 4, isWedged: false } });
});

test('calls that hung for good do not shut the reads out of a gateway that answers again', async () => {
  const { ask, gateway } = await aDesk();
  const silence = (() => undefined) satisfies Answer;
  const paths = ['/trsrv/stocks', '/trsrv/futures', '/trsrv/secdef'];
  gateway.say(Object.fromEntries(paths.map((path) => [`GET ${path}`, silence])));
  const headers = { [timeoutHeader]: '100', [laneHeader]: 'chain' };
  await Promise.all(paths.map((path) => ask(`/gateway${path}`, { headers })));
  const read = () => ask('/gateway/iserver/accounts', { headers });
  expect(await codeOf(await read())).toMatch('GATEWAY_WEDGED');
  // The hung ones are never answered; what the broker freed, nobody tells.
  await vi.waitFor(async () => expect((await read()).status).toBe(200), { timeout: 8_000 });
  await vi.waitFor(
    async () =>
      expect(await (await ask('/host/status')).json()).toMatchObject({
        slots: { hung: 0, isWedged: false },
      }),
    { timeout: 4_000 },
  );
  expect(await codeOf(await ask('/gateway/trsrv/stocks', { headers }))).toMatch('GATEWAY_TIMEOUT');
}, 20_000);

test('a gateway that went away is told apart from one that broke off', async () => {
  const { ask, gateway } = await aDesk();
  gateway.say({ 'GET /trsrv/stocks': (_asked, response) => response.socket?.destroy() });
  expect(await codeOf(await ask('/gateway/trsrv/stocks'))).toBe(
    '502 GATEWAY_UNREACHABLE perhaps sent',
  );
  await gateway.close();
  expect(await codeOf(await ask('/gateway/iserver/accounts'))).toBe('502 GATEWAY_UNREACHABLE');
});

test('a 429 passes with its Retry-After and stops everything that long', async () => {
  const { ask, gateway } = await aDesk();
  gateway.say({
    'GET /trsrv/stocks': (_asked, response) => {
      response.writeHead(429, { 'retry-after': '30' }).end('{"error":"slow down"}');
    },
  });
  const first = await ask('/gateway/trsrv/stocks');
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '30']);
  const next = await ask('/gateway/iserver/accounts', { headers: { [laneHeader]: 'session' } });
  const { strikedesk } = (await next.json()) as {
    strikedesk: { code: string; retryAfterMs: number };
  };
  expect(strikedesk.code).toBe('RATE_LIMITED');
  expect(strikedesk.retryAfterMs).toBeGreaterThan(28_000);
  expect(gateway.calls()).toEqual(['GET /trsrv/stocks']);
});

test('a login check within the minute is answered from the last one, until the login may have changed', async () => {
  const { ask, gateway } = await aDesk();
  await ask('/gateway/sso/validate');
  expect(await (await ask('/gateway/sso/validate')).json()).toMatchObject({ LOGIN_TYPE: 2 });
  expect(gateway.calls()).toEqual(['GET /sso/validate']);
  await ask('/gateway/logout', { method: 'POST' });
  expect(await codeOf(await ask('/gateway/sso/validate'))).toBe('429 RATE_LIMITED');
});

// --- Orders ---

test('an order of the leader on a proved paper login is passed once, after reading both witnesses', async () => {
  const desk = await aDesk();
  const answer = await place(desk);
  expect(answer.status).toBe(200);
  expect(desk.gateway.calls()).toEqual([
    'GET /iserver/accounts',
    'GET /sso/validate',
    'POST /iserver/account/DU1234567/orders',
  ]);
  await place(desk);
  expect(desk.gateway.calls()).toHaveLength(4);
});

test('an order with an old fence, or with none, is refused', async () => {
  const desk = await aDesk();
  expect(await codeOf(await place(desk, { fence: desk.fence - 1 }))).toBe('409 STALE_LEASE');
  expect(await codeOf(await desk.ask(ordersPath, json('POST', order)))).toBe('409 STALE_LEASE');
  await desk.ask('/host/lease', json('POST', { tabId: 'other', wish: 'take' }));
  expect(await codeOf(await place(desk))).toBe('409 STALE_LEASE');
  expect(desk.gateway.calls()).toEqual([]);
});

const writes = [
  ['POST', '/gateway/iserver/account/DU1234567/orders'],
  ['POST', '/gateway/iserver/account/DU1234567/order/7'],
  ['DELETE', '/gateway/iserver/account/DU1234567/order/7'],
  ['POST', '/gateway/iserver/reply/q1'],
  ['POST', '/gateway/iserver/notification'],
] as const;

test.each(writes)('a live login is only read: %s %s is refused', async (method, path) => {
  const desk = await aDesk({
    script: {
      'GET /iserver/accounts': {
        accounts: ['U1234567'],
        selectedAccount: 'U1234567',
        isPaper: false,
      },
      'GET /sso/validate': { RESULT: true, LOGIN_TYPE: 1 },
    },
  });
  await desk.ask('/gateway/iserver/accounts');
  await desk.ask('/gateway/sso/validate');
  const live = path.replace('DU', 'U');
  const headers = { [fenceHeader]: String(desk.fence) };
  expect(await codeOf(await desk.ask(live, { method, headers }))).toBe('403 LIVE_IS_READ_ONLY');
  expect(desk.gateway.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
});

test.each<[string, object]>([
  ['the list says nothing', { 'GET /iserver/accounts': { accounts: ['DU1234567'] } }],
  ['the check says nothing', { 'GET /sso/validate': { RESULT: true } }],
  ['the check says live', { 'GET /sso/validate': { RESULT: true, LOGIN_TYPE: 1 } }],
  ['the list says live', { 'GET /iserver/accounts': { accounts: ['DU1234567'], isPaper: false } }],
  ['the check failed', { 'GET /sso/validate': { RESULT: false, LOGIN_TYPE: 2 } }],
  ['the list is nonsense', { 'GET /iserver/accounts': { accounts: 'DU1234567', isPaper: true } }],
])('an order is refused as unproven when %s', async (_why, script) => {
  const desk = await aDesk({ script: script as never });
  expect(await codeOf(await place(desk))).toBe('403 ENVIRONMENT_UNPROVEN');
  expect(desk.gateway.calls().filter((call) => call.startsWith('POST'))).toEqual([]);
});

test('an order for a live account number is refused although both witnesses say paper', async () => {
  const desk = await aDesk({
    script: {
      'GET /iserver/accounts': {
        accounts: ['U1234567'],
        selectedAccount: 'U1234567',
        isPaper: true,
      },
    },
  });
  const path = '/gateway/iserver/account/U1234567/orders';
  expect(await codeOf(await place(desk, { path, body: { orders: [] } }))).toBe(
    '403 ENVIRONMENT_UNPROVEN',
  );
});

test('an order for another account than the selected one, in its path or in its ticket, is refused', async () => {
  const desk = await aDesk();
  const path = '/gateway/iserver/account/DU7654321/orders';
  expect(await codeOf(await place(desk, { path, body: { orders: [{}] } }))).toBe(
    '403 ACCOUNT_NOT_SELECTED',
  );
  const body = { orders: [{ acctId: 'DU7654321' }] };
  expect(await codeOf(await place(desk, { body }))).toBe('403 ACCOUNT_NOT_SELECTED');
  expect(desk.gateway.calls()).not.toContain('POST /iserver/account/DU1234567/orders');
});

test.each<[string, (desk: Desk) => Promise<unknown>]>([
  ['a logout', (desk) => desk.ask('/gateway/logout', { method: 'POST' })],
  [
    'a 401',
    (desk) => {
      desk.gateway.say({
        'GET /trsrv/stocks': (_asked, response) => response.writeHead(401).end(),
      });
      return desk.ask('/gateway/trsrv/stocks');
    },
  ],
  [
    'another tickle session',
    async (desk) => {
      await desk.ask('/gateway/tickle', { method: 'POST' });
      desk.gateway.say({ 'POST /tickle': { session: 't2' } });
      // The second one waits for its turn by itself.
      return desk.ask('/gateway/tickle', { method: 'POST' });
    },
  ],
  [
    'another session in the account list',
    (desk) => {
      desk.gateway.say({
        'GET /iserver/accounts': {
          accounts: ['DU1234567'],
          selectedAccount: 'DU1234567',
          isPaper: true,
          sessionId: 's2',
        },
      });
      return desk.ask('/gateway/iserver/accounts');
    },
  ],
])(
  'after %s the login must be proved anew, and within a minute that cannot be',
  async (_what, change) => {
    const desk = await aDesk();
    expect((await place(desk)).status).toBe(200);
    await change(desk);
    const refused = await place(desk);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      strikedesk: {
        code: 'RATE_LIMITED',
        isUnsent: true,
        detail: expect.stringContaining('The login has to be proved again first'),
      },
    });
  },
);

test('an order whose answer does not come is unknown, and is never sent again', async () => {
  const desk = await aDesk();
  desk.gateway.say({
    'POST /iserver/account/DU1234567/orders': (() => undefined) satisfies Answer,
  });
  const headers = { [fenceHeader]: String(desk.fence), [timeoutHeader]: '200' };
  expect(await codeOf(await desk.ask(ordersPath, json('POST', order, headers)))).toBe(
    '504 GATEWAY_TIMEOUT perhaps sent',
  );
  expect(desk.gateway.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

test('between a question and its reply nothing else reaches the gateway', async () => {
  const desk = await aDesk();
  desk.gateway.say({
    'POST /iserver/account/DU1234567/orders': [
      { id: 'q1', message: ['Sure?'], messageIds: ['o163'] },
    ],
    'POST /iserver/reply/q1': [{ order_id: '1', order_status: 'Submitted' }],
  });
  await place(desk);
  const read = desk.ask('/gateway/trsrv/stocks');
  expect(await codeOf(await place(desk))).toBe('409 CONVERSATION_OPEN');
  expect(await codeOf(await write(desk, '/gateway/iserver/reply/q0', { confirmed: true }))).toBe(
    '409 CONVERSATION_OPEN',
  );
  expect((await write(desk, '/gateway/iserver/reply/q1', { confirmed: true })).status).toBe(200);
  expect((await read).status).toBe(200);
  expect(desk.gateway.calls().slice(2)).toEqual([
    'POST /iserver/account/DU1234567/orders',
    'POST /iserver/reply/q1',
    'GET /trsrv/stocks',
  ]);
});

test('a question whose tab lost the lead no longer holds the traffic up', async () => {
  const desk = await aDesk();
  desk.gateway.say({
    'POST /iserver/account/DU1234567/orders': [{ id: 'q1', message: ['Sure?'] }],
  });
  await place(desk);
  const read = desk.ask('/gateway/trsrv/stocks');
  await desk.ask('/host/lease', json('POST', { tabId: 'other', wish: 'take' }));
  expect((await read).status).toBe(200);
});

test('a stop lets an order under way bring its answer home, and refuses what waits', async () => {
  const desk = await aDesk();
  const arrived = new Promise<() => void>((resolve) => {
    desk.gateway.say({
      'POST /iserver/account/DU1234567/orders': (_asked, response) =>
        resolve(() => sendJson(response, [{ order_id: '1', order_status: 'Submitted' }])),
    });
  });
  const placing = place(desk);
  const answer = await arrived;
  const waiting = desk.ask('/gateway/trsrv/stocks');
  await vi.waitFor(async () =>
    expect(await (await desk.ask('/host/status')).json()).toMatchObject({ budget: { waiting: 1 } }),
  );
  const stopped = desk.host.close();
  answer();
  expect(await (await placing).json()).toEqual([{ order_id: '1', order_status: 'Submitted' }]);
  expect(await codeOf(await waiting)).toBe('503 SHUTTING_DOWN');
  await stopped;
});

test('a certificate that changes under the desk stops everything until the trader accepts it', async () => {
  const certificate = await aCertificate();
  const desk = await aDesk({ certificate });
  const { port } = desk.gateway;
  expect((await desk.ask('/gateway/trsrv/stocks')).status).toBe(200);
  await desk.gateway.close();
  const impostor = await aScriptedGateway({ certificate: await aCertificate(), port });
  opened.push(impostor.close);
  expect(await codeOf(await desk.ask('/gateway/trsrv/stocks'))).toBe('502 CERTIFICATE_CHANGED');
  expect(impostor.asked).toEqual([]);

  const report = (await connect(desk, port, true)) as { isGateway: boolean; fingerprint: string };
  expect(report.isGateway).toBe(false);
  await connect(desk, port, true, { acceptFingerprint: report.fingerprint });
  expect((await desk.ask('/gateway/trsrv/stocks')).status).toBe(200);
});

test('disconnecting forgets the target', async () => {
  const desk = await aDesk();
  expect(await (await desk.ask('/host/connection', { method: 'DELETE' })).json()).toEqual({
    target: null,
    fingerprint: null,
  });
  expect(await codeOf(await desk.ask('/gateway/iserver/accounts'))).toBe('409 NO_TARGET');
});
