import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { aHost, aTemporaryFolder } from '#tests/host-kit.ts';

import { openDevPage } from './dev-page.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

test('the page from its sources stands behind the same doors', async () => {
  const sources = aTemporaryFolder();
  opened.push(sources.remove);
  const script = '<script type="module" src="/main.ts"></script>';
  writeFileSync(path.join(sources.path, 'index.html'), `<div id="root"></div>${script}`);
  writeFileSync(
    path.join(sources.path, 'main.ts'),
    'const answer: number = 42; console.log(answer);',
  );
  const desk = await aHost({ openPage: openDevPage(sources.path) });
  opened.push(desk.close);

  const page = await desk.ask('/welcome');
  expect(page.headers.get('content-security-policy')).toContain(
    "script-src 'self' 'unsafe-inline'",
  );
  // As the built page: a call that only the build would refuse is seen while it is written.
  expect(page.headers.get('content-security-policy')).toMatch(
    /connect-src 'self' ws:\/\/(localhost|127\.0\.0\.1):\d+;/,
  );
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await page.text()).toContain('/@vite/client');
  const module = await desk.ask('/main.ts');
  expect(module.headers.get('content-type')).toBe('text/javascript');
  expect(await module.text()).toContain('const answer = 42');
  expect((await desk.ask('/gone.svg')).status).toBe(404);

  const stranger = await fetch(new URL('/main.ts', desk.host.oneTimeLink));
  expect(stranger.status).toBe(401);
  const config = await desk.ask('/config.json');
  expect(config.status).toBe(401);
});
