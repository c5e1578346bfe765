import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { receptionOf } from './reception.ts';

const hosts = new Set<string>();
const reception = receptionOf({
  policy: {
    hosts,
    isPaired: () => true,
    isPagePaired: () => true,
    isToken: () => true,
  },
  rooms: () => null,
  log: () => undefined,
});
const server = http.createServer(reception.onRequest);
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${isPort(address) ? address.port : 0}`;
  hosts.add(host);
  origin = `http://${host}`;
});
afterAll(() => void server.close());

const isPort = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

test('who comes before the desk is ready gets a page that tries again by itself', async () => {
  const answer = await fetch(`${origin}/?symbol=AAPL`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('retry-after')).toBe('1');
  const page = await answer.text();
  expect(page).toContain('The desk is starting or stopping.');
  expect(page).toContain('<meta http-equiv="refresh" content="1">');
  expect(page).not.toContain('<script');
});

test('a program gets the refusal as data', async () => {
  const answer = await fetch(`${origin}/assets/index-abc123.js`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    strikedesk: { code: 'SHUTTING_DOWN', isUnsent: true },
  });
});
