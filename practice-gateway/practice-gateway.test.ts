import { connect } from 'node:tls';

import { afterEach, expect, test, vi } from 'vitest';

import { startHarness, type Harness } from '#tests/contract/practice-harness.ts';

import type { PracticeOptions } from './settings.ts';

let running: Harness | null = null;
afterEach(async () => running?.gateway.close());

async function start(options: PracticeOptions = {}): Promise<Harness> {
  running = await startHarness(options);
  return running;
}

test('the root leads to the login page and every call before the login is a bare 401', async () => {
  const { base, get } = await start({ loggedIn: false });
  const root = await fetch(`${base}/`, { redirect: 'manual' });
  expect(root.status).toBe(302);
  expect(root.headers.get('location')).toBe('/sso/Login?forwardTo=22&RL=1&ip2loc=US');
  expect(await get('/v1/api/iserver/auth/status')).toMatchObject({ status: 401, body: '' });
});

test('user name and pretended code end with the words of the real gateway and bring the session up', async () => {
  const { base, get } = await start({ loggedIn: false });
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  const second = await (await fetch(`${base}/sso/Login`, form({ user_name: 'edemo' }))).text();
  const attempt = /name="attempt" value="([^"]+)"/.exec(second)?.[1] ?? '';
  const code = /id="pretended-code">(\d{6})</.exec(second)?.[1] ?? '';
  const wrong = await fetch(`${base}/sso/Authenticator`, form({ attempt, code: 'x' }));
  expect(await wrong.text()).toContain('That is not the code.');
  const done = await fetch(`${base}/sso/Authenticator`, form({ attempt, code }));
  expect(await done.text()).toBe('Client login succeeds');
  const status = await get('/v1/api/iserver/auth/status');
  expect(status.body).toMatchObject({ authenticated: true, established: true, competing: false });
  expect(await get('/v1/portal/sso/validate')).toMatchObject({
    body: { USER_NAME: 'edemo', LOGIN_TYPE: 2, RESULT: true },
  });
});

test('the account list says paper and must be read before quotes', async () => {
  const { get } = await start();
  const path = '/v1/api/iserver/marketdata/snapshot?conids=265598&fields=31,84';
  expect(await get(path)).toMatchObject({
    status: 400,
    body: { error: 'Bad Request: Please query /accounts first' },
  });
  expect(await get('/v1/api/iserver/accounts')).toMatchObject({
    body: { accounts: ['DU7418203'], selectedAccount: 'DU7418203', isPaper: true },
  });
});

test('a live-looking login says live everywhere', async () => {
  const { get } = await start({ isPaper: false });
  expect(await get('/v1/api/iserver/accounts')).toMatchObject({
    body: { accounts: ['U7418203'], isPaper: false },
  });
  expect(await get('/v1/api/sso/validate')).toMatchObject({ body: { LOGIN_TYPE: 1 } });
});

test('the first snapshot opens the stream, prices come next and greeks last', async () => {
  const { get } = await start();
  await get('/v1/api/iserver/accounts');
  const path = '/v1/api/iserver/marketdata/snapshot?conids=265598&fields=31,84,85,88,7283';
  const price = expect.stringMatching(/^\d+\.\d\d$/);
  const count = expect.stringMatching(/^[\d,]+$/);
  expect((await get(path)).body).toEqual([{ conid: 265598, conidEx: '265598' }]);
  await vi.waitFor(async () =>
    expect((await get(path)).body).toMatchObject([
      { '31': price, '84': price, '85': count, '88': count, '6509': 'RpB' },
    ]),
  );
  await vi.waitFor(
    async () =>
      expect((await get(path)).body).toMatchObject([
        { '7283': expect.stringMatching(/^\d+\.\d%$/) },
      ]),
    { timeout: 3000 },
  );
});

test('strikes stay empty until the symbol was searched, and a search by name does not count', async () => {
  const { get } = await start();
  const strikes = '/v1/api/iserver/secdef/strikes?conid=265598&sectype=OPT&month=DEC26';
  expect((await get(strikes)).body).toEqual({ call: [], put: [] });
  await get('/v1/api/iserver/secdef/search?symbol=AAPL&name=true');
  expect((await get(strikes)).body).toEqual({ call: [], put: [] });
  const found = await get('/v1/api/iserver/secdef/search?symbol=AAPL');
  expect(found.body).toMatchObject([{ conid: '265598', symbol: 'AAPL' }]);
  expect((await get(strikes)).body).toMatchObject({
    call: expect.arrayContaining([250, 260, 270]),
    put: expect.arrayContaining([250, 260, 270]),
  });
  const info = await get(
    '/v1/api/iserver/secdef/info?conid=265598&sectype=OPT&month=DEC26&strike=270&right=C',
  );
  expect(info.body).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        maturityDate: '20261218',
        desc2: "DEC 18 '26 270 Call",
        right: 'C',
        strike: 270,
        multiplier: '100',
      }),
    ]),
  );
});

test('of fourteen calls at once ten are answered, three wait their turn and one is refused without Retry-After', async () => {
  const { get } = await start({ pacing: true });
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 14 }, async () => get('/v1/api/iserver/accounts')),
  );
  expect(performance.now() - began).toBeGreaterThan(900);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.headers.get('retry-after')).toBe(null);
});

test('five unanswered calls wedge the gateway for everybody', async () => {
  const { get, post, base } = await start();
  await post('/practice/faults', { kind: 'hang', path: '/portfolio/accounts', count: 5 });
  const calls = Array.from({ length: 5 }, async () =>
    fetch(`${base}/v1/api/portfolio/accounts`, { signal: AbortSignal.timeout(100) }).catch(
      () => 'gave up',
    ),
  );
  expect(await Promise.all(calls)).toEqual(Array(5).fill('gave up'));
  const next = fetch(`${base}/v1/api/iserver/accounts`, { signal: AbortSignal.timeout(200) });
  await expect(next).rejects.toThrow('timeout');
  expect(await get('/practice/state')).toMatchObject({ body: { slots: { busy: 5 } } });
});

test('the controls refuse everything a web page could send', async () => {
  const { get } = await start();
  const refused = async (headers: Record<string, string>) =>
    (await get('/practice/state', { headers })).status;
  expect(await refused({ origin: 'http://localhost:5273' })).toBe(403);
  expect(await refused({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await refused({})).toBe(200);
});

test('a preflight is granted, the answer itself has no CORS header', async () => {
  const { base } = await start();
  const headers = { origin: 'http://localhost:3000' };
  const asked = await fetch(`${base}/v1/api/tickle`, { method: 'OPTIONS', headers });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe('*');
  const answered = await fetch(`${base}/v1/api/tickle`, { headers });
  expect(answered.headers.get('access-control-allow-origin')).toBe(null);
});

test('a brokerage session nobody uses ends after six minutes, and init brings it back', async () => {
  const { get, post } = await start({ selfTickle: false });
  await post('/practice/clock', { advance: 361_000 });
  expect(await get('/v1/api/iserver/auth/status')).toMatchObject({
    body: { authenticated: false, connected: true, competing: false },
  });
  expect(await get('/v1/api/iserver/accounts')).toMatchObject({
    status: 400,
    body: { error: 'Bad Request: no bridge', statusCode: 400 },
  });
  await post('/v1/api/iserver/auth/ssodh/init', { publish: true, compete: false });
  expect((await get('/v1/api/iserver/accounts')).status).toBe(200);
});

test('a session taken elsewhere comes back only when asked to compete', async () => {
  const { get, post } = await start();
  await post('/practice/session', { action: 'compete' });
  const init = '/v1/api/iserver/auth/ssodh/init';
  expect((await post(init, { publish: true, compete: false })).body).toMatchObject({
    competing: true,
    authenticated: false,
  });
  await post(init, { publish: true, compete: true });
  expect((await get('/v1/api/tickle')).body).toMatchObject({
    collission: false,
    hmds: { error: 'no bridge' },
    iserver: { authStatus: { authenticated: true, competing: false } },
  });
});

test('over TLS it shows the certificate it told', async () => {
  await start({ http: false });
  const seen = await new Promise<string>((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port: running?.gateway.port,
      rejectUnauthorized: false,
    });
    socket.on('secureConnect', () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
  expect(seen).toBe(running?.gateway.fingerprint);
});
