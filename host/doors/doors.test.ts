import { createHash } from 'node:crypto';
import { connect } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { pairingHeader, tokenHeader } from '#config/host-api.ts';
import { aHost, type TestHost } from '#tests/host-kit.ts';

let desk: TestHost;
beforeAll(async () => {
  desk = await aHost({
    limits: { headersTimeoutMs: 300, requestTimeoutMs: 600, checkEveryMs: 50 },
  });
});
afterAll(() => desk.close());

interface RawRequest {
  readonly line?: string;
  readonly host?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
}

/** The bytes of a request as the paired page would send it, with changes; null leaves a header out. */
function bytesOf({
  line = 'GET /host/backups',
  host,
  headers = {},
  body = '',
}: RawRequest): string {
  const name = `localhost:${desk.host.port}`;
  const all = {
    host: host === undefined ? name : host,
    origin: `http://${name}`,
    'sec-fetch-site': 'same-origin',
    cookie: desk.cookie,
    [tokenHeader]: desk.config.token,
    [pairingHeader]: desk.pageSecret,
    'content-type': body === '' ? null : 'application/json',
    'content-length': body === '' ? null : String(body.length),
    connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${value}`],
  );
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

async function statusOf(request: RawRequest): Promise<string> {
  const answer = await desk.raw(bytesOf(request));
  const status = answer.split(' ')[1] ?? 'cut';
  const code = /"code":"(\w+)"/.exec(answer)?.[1];
  return code === undefined ? status : `${status} ${code}`;
}

test('the paired page with everything right is let in', async () => {
  expect(await statusOf({})).toBe('200');
});

test.each([
  ['evil.example'],
  ['localhost'],
  ['localhost:80'],
  ['evil.localhost:PORT'],
  ['localhost.:PORT'],
  ['LOCALHOST:PORT'],
  ['127.0.0.2:PORT'],
  ['0.0.0.0:PORT'],
  ['2130706433:PORT'],
  ['localhost:PORT@evil.example'],
])('a rebound name is refused: Host %s', async (host) => {
  const named = host.replace('PORT', String(desk.host.port));
  expect(await statusOf({ host: named })).toBe('421 BAD_HOST');
  expect(await statusOf({ line: 'GET /', host: named })).toBe('421 BAD_HOST');
});

test('a request without Host, or with two, is refused', async () => {
  expect(await statusOf({ host: null })).toBe('421 BAD_HOST');
  const doubled = bytesOf({}).replace('\r\n', '\r\nhost: evil.example\r\n');
  expect((await desk.raw(doubled)).split(' ')[1]).toMatch(/^4/);
});

test('127.0.0.1 and [::1] are names of the desk too, each with its own origin', async () => {
  for (const name of ['127.0.0.1', '[::1]']) {
    const host = `${name}:${desk.host.port}`;
    expect(await statusOf({ host, headers: { origin: `http://${host}` } })).toBe('200');
    expect(await statusOf({ host })).toBe('403 FOREIGN_ORIGIN');
  }
});

test.each([
  ['http://evil.example'],
  ['https://localhost:PORT'],
  ['http://localhost:1'],
  ['http://localhost'],
  ['null'],
  [''],
  ['http://localhost:PORT.evil.example'],
  ['http://localhost:PORT/'],
])('a foreign origin is refused: %s', async (origin) => {
  const headers = { origin: origin.replace('PORT', String(desk.host.port)) };
  expect(await statusOf({ headers })).toBe('403 FOREIGN_ORIGIN');
  expect(await statusOf({ line: 'POST /host/backups', headers })).toBe('403 FOREIGN_ORIGIN');
});

test('a write without an Origin is refused, a read needs none', async () => {
  const headers = { origin: null };
  expect(await statusOf({ line: 'POST /host/backups', headers })).toBe('403 FOREIGN_ORIGIN');
  expect(await statusOf({ headers })).toBe('200');
});

test.each([['same-site'], ['cross-site'], ['none'], [null]])(
  'Sec-Fetch-Site %s is refused on data, also without a word about the origin',
  async (site) => {
    const headers = { 'sec-fetch-site': site, origin: null };
    expect(await statusOf({ headers })).toBe('403 FOREIGN_ORIGIN');
    expect(await statusOf({ line: 'GET /config.json', headers })).toBe('403 FOREIGN_ORIGIN');
  },
);

test('a stranger gets no data, no file and no page, only the explanation', async () => {
  const headers = { cookie: null };
  expect(await statusOf({ headers })).toBe('401 NOT_PAIRED');
  expect(await statusOf({ line: 'GET /config.json', headers })).toBe('401 NOT_PAIRED');
  expect(await statusOf({ line: 'GET /assets/index-abc123.js', headers })).toBe('401');
  const page = await desk.raw(bytesOf({ line: 'GET /audit', headers }));
  expect(page).toContain('401');
  expect(page).toContain('This browser does not belong to the desk yet.');
  expect(page).not.toContain('id="root"');
});

test('the explanation may wear its own style and load nothing', async () => {
  const page = await desk.raw(bytesOf({ line: 'GET /audit', headers: { cookie: null } }));
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(style).toContain('color-scheme');
  expect(page).toContain(
    `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; style-src 'sha256-${hash}'`,
  );
  expect(page).not.toContain('<script');
});

test('a cookie with a wrong secret, or of another port, pairs nobody', async () => {
  for (const cookie of [
    `${desk.cookie}x`,
    desk.cookie.slice(0, -1),
    desk.cookie.replace(/=.*/, '='),
    desk.cookie.replace('strikedesk_', 'strikedesk_1'),
  ])
    expect(await statusOf({ headers: { cookie } })).toBe('401 NOT_PAIRED');
});

test('a cookie of the same name left by another local program does not lock the owner out', async () => {
  const name = desk.cookie.split('=')[0];
  expect(await statusOf({ headers: { cookie: `${name}=planted; ${desk.cookie}` } })).toBe('200');
});

test.each([[null], [''], ['wrong'], ['x'.repeat(43)]])('the token %s is refused', async (token) => {
  expect(await statusOf({ headers: { [tokenHeader]: token } })).toBe('401 BAD_TOKEN');
});

test('the token is handed out by /config.json to the paired page alone', async () => {
  const answer = await desk.raw(
    bytesOf({ line: 'GET /config.json', headers: { [tokenHeader]: null } }),
  );
  expect(answer).toContain(desk.config.token);
  expect(answer.toLowerCase()).toContain('cache-control: no-store');
  expect(desk.config.token.length).toBe(43);
});

test('the cookie alone, which other local ports get to see, does not bring the token', async () => {
  for (const secret of [null, '', 'x'.repeat(43), desk.cookie.replace(/.*=/, '')]) {
    const headers = { [pairingHeader]: secret };
    expect(await statusOf({ line: 'GET /config.json', headers })).toBe('401 NOT_PAIRED');
  }
  expect(await statusOf({ line: 'GET /config.json' })).toBe('200');
});

test.each([
  ['/gateway/../config.json'],
  ['/gateway/./iserver/accounts'],
  ['/gateway/%2e%2e/config.json'],
  ['/gateway/..%2fconfig.json'],
  ['/gateway%2fiserver/accounts'],
  ['/gateway//iserver/accounts'],
  ['//evil.example/gateway/iserver/accounts'],
  ['/gateway\\iserver\\accounts'],
  ['/gateway/iserver%00/accounts'],
  ['/gateway/iserver/accounts%0d%0aX:y'],
  ['http://evil.example/gateway/iserver/accounts'],
  ['*'],
  ['/..'],
  ['/assets/../../etc/passwd'],
  ['/assets/%2e%2e/%2e%2e/etc/passwd'],
  ['/host/backups#x'],
])('the path trick %s is refused', async (path) => {
  expect(await statusOf({ line: `GET ${path}` })).toBe('400 BAD_REQUEST');
});

test.each(['OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'])('the method %s is refused', async (method) => {
  expect(await statusOf({ line: `${method} /host/backups` })).toBe('405 BAD_REQUEST');
});

test('CONNECT gets no answer', async () => {
  expect(await statusOf({ line: 'CONNECT evil.example:443' })).toBe('cut');
});

test('pages are only read', async () => {
  expect(await statusOf({ line: 'POST /', body: '{}' })).toBe('405 BAD_REQUEST');
  expect(await statusOf({ line: 'POST /open/x', body: '{}' })).toBe('405 BAD_REQUEST');
});

test('an unknown route of the host is refused by its code', async () => {
  expect(await statusOf({ line: 'GET /host/secrets' })).toBe('404 ROUTE_NOT_LISTED');
  expect(await statusOf({ line: 'GET /host' })).toBe('404 ROUTE_NOT_LISTED');
  expect(await statusOf({ line: 'DELETE /host/backups' })).toBe('404 ROUTE_NOT_LISTED');
});

test('oversized headers are cut off', async () => {
  const answer = await desk.raw(bytesOf({ headers: { 'x-long': 'y'.repeat(20_000) } }));
  expect(answer).toContain('431 Request Header Fields Too Large');
});

test('an oversized body is refused before it is read, announced or not', async () => {
  const announced = bytesOf({
    line: 'POST /rest/v1/orders',
    headers: { 'content-length': '5000000', 'content-type': 'application/json' },
  });
  expect(await desk.raw(announced)).toContain('413');
  const chunk = `${(1_000_000).toString(16)}\r\n${'x'.repeat(1_000_000)}\r\n`;
  const streamed = bytesOf({
    line: 'POST /rest/v1/orders',
    headers: { 'transfer-encoding': 'chunked', 'content-type': 'text/plain' },
  });
  expect(await desk.raw(streamed + chunk.repeat(5))).toContain('413');
});

test('bytes that are no HTTP are answered and cut', async () => {
  expect(await desk.raw('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n')).toContain(
    '400 Bad Request',
  );
});

test('a caller that dribbles its headers is cut off', async () => {
  expect(await desk.raw(`GET / HTTP/1.1\r\nhost: localhost:${desk.host.port}\r\n`)).toContain(
    '408 Request Timeout',
  );
});

test('a caller that dribbles its body is cut off', async () => {
  const answer = await desk.raw(
    bytesOf({ line: 'POST /rest/v1/orders', headers: { 'content-length': '10' } }) + 'abc',
  );
  expect(answer).toContain('408 Request Timeout');
});

test('a WebSocket of a foreign page, of a stranger or without the token is refused', async () => {
  const upgrade = (headers: Record<string, string | null>) =>
    statusOf({
      line: 'GET /gateway/ws',
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': `strikedesk, token.${desk.config.token}`,
        [tokenHeader]: null,
        ...headers,
      },
    });
  expect(await upgrade({ origin: 'http://evil.example' })).toBe('403 FOREIGN_ORIGIN');
  expect(await upgrade({ origin: null })).toBe('403 FOREIGN_ORIGIN');
  expect(await upgrade({ 'sec-fetch-site': 'same-site' })).toBe('403 FOREIGN_ORIGIN');
  expect(await upgrade({ cookie: null })).toBe('401 NOT_PAIRED');
  expect(await upgrade({ 'sec-websocket-protocol': 'strikedesk' })).toBe('401 BAD_TOKEN');
  expect(await upgrade({ 'sec-websocket-protocol': 'strikedesk, token.x' })).toBe('401 BAD_TOKEN');
});

test('only loopback addresses answer', async () => {
  const refused = await new Promise((resolve) => {
    const socket = connect(desk.host.port, '127.0.0.2');
    socket.on('error', () => resolve(true));
    socket.on('connect', () => resolve(false));
  });
  expect(refused).toBe(true);
});
