import { expect, test, vi } from 'vitest';

import { createHostLink, fetchOwnerSession } from './host-link.ts';
import { fetchPageConfig } from './page-config.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

/** A host that gives one answer to everything and writes down what it was asked. */
function aHost(answer: () => Response | Promise<Response>) {
  const calls: Call[] = [];
  const ask: typeof fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers);
    calls.push({
      method: init.method ?? 'GET',
      path: typeof input === 'string' ? input : '',
      token: headers.get('x-strikedesk-token'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    init.signal?.throwIfAborted();
    return answer();
  };
  const link = createHostLink({ fetch: ask, token: 't0', tabId: 'tab-1', frames: () => () => {} });
  return { link, calls, ask };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

test('each route is asked as the host names it, with the token of this start', async () => {
  const { link, calls } = aHost(json({}));
  const target = { kind: 'own', host: 'localhost', port: 5000, isTls: true } as const;
  await link.loadConnection();
  await link.probe(target);
  await link.connect(target, 'AB:CD');
  await link.disconnect();
  await link.loadStatus();
  await link.listBackups();
  await link.makeBackup();
  await link.restoreBackup('b1');
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /host/connection',
    'POST /host/connection/probe',
    'POST /host/connection',
    'DELETE /host/connection',
    'GET /host/status',
    'GET /host/backups',
    'POST /host/backups',
    'POST /host/restore',
  ]);
  expect(new Set(calls.map(({ token }) => token))).toEqual(new Set(['t0']));
  expect(calls[2]?.body).toEqual({ ...target, acceptFingerprint: 'AB:CD' });
  expect(calls[7]?.body).toEqual({ id: 'b1' });
});

test('the lease is renewed politely, taken by force and left, in the name of this tab', async () => {
  const { link, calls } = aHost(json({ isLeader: true, fence: 3, ttlMs: 2_500, isTalking: false }));
  expect(await link.renewLease()).toEqual({
    ok: true,
    value: { isLeader: true, fence: 3, ttlMs: 2_500, isTalking: false },
  });
  await link.takeLease();
  link.leaveLease();
  expect(calls.map(({ body }) => body)).toEqual([
    { tabId: 'tab-1', wish: 'renew' },
    { tabId: 'tab-1', wish: 'take' },
    { tabId: 'tab-1', wish: 'leave' },
  ]);
});

test("the host's no keeps its code", async () => {
  const body = { strikedesk: { code: 'BAD_TOKEN', detail: 'Reload the page.', isUnsent: true } };
  const { link } = aHost(json(body, 403));
  expect(await link.loadStatus()).toEqual({
    ok: false,
    error: { code: 'BAD_TOKEN', detail: 'Reload the page.' },
  });
});

test.each([
  ['nobody listens', () => Promise.reject(new TypeError('fetch failed'))],
  ['something else answers', () => new Response('<html>hello</html>')],
  ['the answer ends in the middle', () => new Response('{"isLeader":tr')],
  ['an error without words', () => new Response('', { status: 502 })],
  ['an error that is not ours', json({ error: 'no' }, 500)],
])('%s: the host is away', async (_name, answer) => {
  const { link } = aHost(answer);
  expect(await link.renewLease()).toMatchObject({ ok: false, error: { code: 'HOST_AWAY' } });
});

test('a host that never answers is away after 15 s', async () => {
  const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort('too late'));
  const { link } = aHost(json({}));
  expect(await link.renewLease()).toMatchObject({ ok: false, error: { code: 'HOST_AWAY' } });
  expect(asked).toHaveBeenCalledWith(15_000);
  await link.probe({ kind: 'own', host: 'localhost', port: 5000, isTls: true });
  expect(asked).toHaveBeenLastCalledWith(120_000);
});

test("the owner's session comes from the host", async () => {
  const session = { access_token: 'a', refresh_token: 'r', user_id: 'u' };
  const { ask, calls } = aHost(json(session));
  expect(await fetchOwnerSession({ fetch: ask, token: 't0' })).toEqual({
    ok: true,
    value: session,
  });
  expect(calls).toEqual([{ method: 'POST', path: '/host/session', token: 't0', body: {} }]);
});

test.each([
  ['a browser that is not the owner’s', json({}, 401), 'not-paired'],
  ['a host in trouble', json({}, 503), 'host-away'],
  ['a host that is gone', () => Promise.reject(new TypeError('fetch failed')), 'host-away'],
  ['an answer that is no configuration', () => new Response('<html>'), 'unreadable'],
])('%s gets no page configuration', async (_name, answer, error) => {
  expect(await fetchPageConfig(aHost(answer).ask, () => 'half')).toEqual({ ok: false, error });
});

test('the page configuration is asked for without a token and never from a cache', async () => {
  const { ask, calls } = aHost(json({ version: '0.1.0' }));
  const inits: (RequestInit | undefined)[] = [];
  const asked: typeof fetch = (input, init) => {
    inits.push(init);
    return ask(input, init);
  };
  const answer = await fetchPageConfig(asked, () => 'half');
  expect(answer).toEqual({ ok: true, value: { version: '0.1.0' } });
  expect(calls).toEqual([{ method: 'GET', path: '/config.json', token: null, body: null }]);
  expect(inits[0]).toMatchObject({
    cache: 'no-store',
    credentials: 'same-origin',
    headers: { 'x-strikedesk-pairing': 'half' },
  });
});
