import { http, HttpResponse } from 'msw/http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { HostErrorCode } from '#config/host-api.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { createTransport, type GatewayCall } from './http.ts';

const base = 'http://desk.test';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const read: GatewayCall = { method: 'GET', path: '/iserver/accounts', lane: 'session' };
const write: GatewayCall = {
  method: 'POST',
  path: '/iserver/account/DU1/orders',
  body: { orders: [] },
  lane: 'orders',
  isWrite: true,
};

/** A transport to `respond`, which also notes every request that really arrives. */
function aTransport(respond: () => Response | Promise<Response>, fence: number | null = 7) {
  const seen: Request[] = [];
  server.use(
    http.all(`${base}/gateway/*`, ({ request }) => {
      seen.push(request.clone());
      return respond();
    }),
  );
  const clock = manualClock();
  const host = { isHere: true };
  const transport = createTransport({
    fetch: (url, init) => fetch(base + url, init),
    token: () => 'token-of-this-start',
    isHostHere: () => host.isHere,
    fence: () => fence,
    clock,
  });
  return { transport, seen, clock, host };
}

const hostSays = (status: number, code: HostErrorCode, isUnsent: boolean) => () =>
  HttpResponse.json({ strikedesk: { code, detail: 'in words', isUnsent } }, { status });

test('a read carries token, lane and time-out, and no fence', async () => {
  const { transport, seen } = aTransport(() => HttpResponse.json({ accounts: [] }));
  const answer = await transport.send({ ...read, query: { conids: '1,2' } });

  expect(answer).toEqual({ ok: true, value: { accounts: [] } });
  expect(seen[0]?.url).toBe('http://desk.test/gateway/iserver/accounts?conids=1,2');
  expect(seen[0]?.headers.get('x-strikedesk-token')).toBe('token-of-this-start');
  expect(seen[0]?.headers.get('x-strikedesk-lane')).toBe('session');
  expect(seen[0]?.headers.get('x-strikedesk-timeout')).toBe('12000');
  expect(seen[0]?.headers.get('x-strikedesk-fence')).toBeNull();
});

test('an order write carries the fence and a JSON body', async () => {
  const { transport, seen } = aTransport(() => HttpResponse.json([{ order_id: '1' }]));
  await transport.send(write);

  expect(seen[0]?.headers.get('x-strikedesk-fence')).toBe('7');
  expect(seen[0]?.headers.get('content-type')).toBe('application/json');
  expect(await seen[0]?.json()).toEqual({ orders: [] });
});

test('a tab that does not lead sends no order', async () => {
  const { transport, seen } = aTransport(() => HttpResponse.json({}), null);
  expect(await transport.send(write)).toMatchObject({
    error: { kind: 'refused', code: 'STALE_LEASE' },
  });
  expect(seen).toHaveLength(0);
});

test('while the host is away no order leaves, and that is known for certain', async () => {
  const { transport, seen, host } = aTransport(() => HttpResponse.json({}));
  host.isHere = false;
  expect(await transport.send(write)).toMatchObject({
    error: { kind: 'refused', code: 'HOST_AWAY' },
  });
  expect((await transport.send(read)).ok).toBe(true);
  expect(seen).toHaveLength(1);
});

test('an order nobody answers is not confirmed, never rejected, and is sent once', async () => {
  const { transport, seen, clock } = aTransport(() => new Promise<Response>(() => undefined));
  const answer = transport.send(write);
  await expect.poll(() => seen.length).toBe(1);
  await clock.advance(25_000);

  expect(await answer).toEqual({
    ok: false,
    error: { kind: 'no-answer', detail: 'No answer within 25 s.' },
  });
  expect(seen).toHaveLength(1);
});

test('an order whose connection breaks may have left', async () => {
  const { transport, seen } = aTransport(() => HttpResponse.error());
  expect(await transport.send(write)).toMatchObject({ error: { kind: 'no-answer' } });
  expect(seen).toHaveLength(1);
});

test('a read whose connection breaks found nobody', async () => {
  const { transport } = aTransport(() => HttpResponse.error());
  expect(await transport.send(read)).toMatchObject({ error: { kind: 'unreachable' } });
});

test.each([
  ['no login', 401, '', { kind: 'unauthenticated' }],
  [
    'a refused address page',
    403,
    '<html>Akamai</html>',
    { kind: 'refused', code: 'ACCESS_DENIED' },
  ],
  [
    'a gateway that lists other origins',
    403,
    'CORS Rejected - Invalid origin',
    { kind: 'refused', code: 'ORIGIN_REFUSED' },
  ],
  ['a gateway that lists other addresses', 404, 'Access Denied', { code: 'ACCESS_DENIED' }],
  [
    'an unknown page',
    404,
    '<html>Resource not found</html>',
    { kind: 'refused', code: 'CALL_UNKNOWN' },
  ],
  ['too many requests', 429, '{"error":"Too many"}', { kind: 'rate-limited', retryAfterMs: 5000 }],
  [
    'a bad ticket',
    400,
    '{"error":"Missing price","statusCode":400}',
    { kind: 'rejected', reason: 'Missing price' },
  ],
  [
    'a brokerage session not started',
    400,
    '{"error":"no bridge"}',
    { kind: 'no-brokerage-session', detail: 'no bridge' },
  ],
])('%s is the same for a read and an order', async (_name, status, body, expected) => {
  const { transport, seen } = aTransport(
    () => new HttpResponse(body, { status, headers: { 'retry-after': '5' } }),
  );
  expect(await transport.send(read)).toMatchObject({ ok: false, error: expected });
  expect(await transport.send(write)).toMatchObject({ ok: false, error: expected });
  expect(seen).toHaveLength(2);
});

test.each([
  [408, '', { kind: 'no-answer', status: 408 }],
  [500, '{"error":"unknown"}', { kind: 'no-answer', status: 500 }],
  [500, '{"error":"Symbol is missing"}', { kind: 'rejected', reason: 'Symbol is missing' }],
  [500, '<html>oops</html>', { kind: 'no-answer', status: 500 }],
  [502, '', { kind: 'no-answer', status: 502 }],
  [503, '{"error":"Service Unavailable"}', { kind: 'no-answer' }],
])('HTTP %i %s leaves an order unknown', async (status, body, readError) => {
  const { transport, seen } = aTransport(() => new HttpResponse(body, { status }));
  expect(await transport.send(read)).toMatchObject({ ok: false, error: readError });
  expect(await transport.send(write)).toMatchObject({ ok: false, error: { kind: 'no-answer' } });
  expect(seen).toHaveLength(2);
});

test.each([
  ['', 'The answer is empty.'],
  ['<!doctype html><title>Login</title>', 'The answer is a web page, not data.'],
  ['[{"order_id":"12', 'The answer is cut off or not JSON.'],
])('an answer of %j cannot be read', async (text, detail) => {
  const { transport } = aTransport(() => new HttpResponse(text, { status: 200 }));
  for (const call of [read, write]) {
    expect(await transport.send(call)).toEqual({
      ok: false,
      error: { kind: 'invalid-reply', path: '', detail },
    });
  }
});

test('plain words arrive where they are expected', async () => {
  const { transport } = aTransport(() => HttpResponse.text('Account already set'));
  expect(await transport.send({ ...read, acceptsText: true })).toEqual({
    ok: true,
    value: 'Account already set',
  });
});

test.each([
  ['STALE_LEASE', 409, { kind: 'refused', code: 'STALE_LEASE' }],
  ['LIVE_IS_READ_ONLY', 403, { kind: 'refused', code: 'LIVE_IS_READ_ONLY' }],
  ['GATEWAY_UNREACHABLE', 502, { kind: 'unreachable', detail: 'in words' }],
  ['RATE_LIMITED', 429, { kind: 'refused', code: 'RATE_LIMITED' }],
  ['GATEWAY_TIMEOUT', 504, { kind: 'refused', code: 'GATEWAY_TIMEOUT' }],
] as const)('the host says %s and that nothing left', async (code, status, expected) => {
  const { transport } = aTransport(hostSays(status, code, true));
  expect(await transport.send(write)).toMatchObject({ ok: false, error: expected });
});

test.each(['GATEWAY_TIMEOUT', 'GATEWAY_UNREACHABLE', 'SHUTTING_DOWN', 'RATE_LIMITED'] as const)(
  'the host says %s after the order may have left',
  async (code) => {
    const { transport } = aTransport(hostSays(504, code, false));
    expect(await transport.send(write)).toEqual({
      ok: false,
      error: { kind: 'no-answer', detail: `in words (${code})` },
    });
  },
);
