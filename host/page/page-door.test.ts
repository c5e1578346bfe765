import { afterAll, beforeAll, expect, test } from 'vitest';

import { aHost, type TestHost } from '#tests/host-kit.ts';

import { isPageRoute } from './built-page.ts';

let desk: TestHost;
beforeAll(async () => {
  desk = await aHost();
});
afterAll(() => desk.close());

test.each(['/', '/welcome', '/setup/practice', '/audit', '/no-such-page'])(
  'the document answers the page route %s',
  async (route) => {
    const answer = await desk.ask(route);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('id="root"');
  },
);

test.each(['/assets/gone.js', '/favicon.ico', '/assets/', '/src/main.tsx', '/.vite/manifest.json'])(
  'the missing file %s is not answered with the document',
  async (route) => {
    const answer = await desk.ask(route);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('There is no such file.');
  },
);

test('a file whose name holds its content is kept for good, others are asked about again', async () => {
  const script = await desk.ask('/assets/index-abc123.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const icon = await desk.ask('/icon.svg');
  expect(icon.headers.get('cache-control')).toBe('no-cache');
  const again = await desk.ask('/icon.svg', {
    headers: { 'if-none-match': icon.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('the policy of the document allows its own scripts and its own style, nothing inline', async () => {
  const answer = await desk.ask('/');
  const policy = (answer.headers.get('content-security-policy') ?? '').split('; ');
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain(
    "style-src 'self' 'sha256-IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc='",
  );
  expect(policy).toContain(`connect-src 'self' ws://localhost:${desk.host.port}`);
  expect(policy.join()).not.toContain('unsafe');
});

test('every answer forbids sniffing, framing, embedding and telling where one came from', async () => {
  for (const route of ['/', '/icon.svg', '/config.json', '/host/backups', '/gateway/x']) {
    const { headers } = await desk.ask(route);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('page routes have no file name and lie outside the folders of files', () => {
  expect(['/', '/setup/paper', '/assets/x', '/a.b', '/@vite/client'].map(isPageRoute)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
