import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { aHost, aTemporaryFolder, pairBrowser, type TestHost } from '#tests/host-kit.ts';

import { Pairing } from './pairing.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function aDesk(): Promise<TestHost> {
  const desk = await aHost();
  opened.push(desk.close);
  return desk;
}

function aKeysFolder(): string {
  const folder = aTemporaryFolder();
  opened.push(folder.remove);
  return folder.path;
}

const now = () => new Date('2026-11-20T10:00:00Z');

test('a one-time link makes one browser the owner, and no second', async () => {
  const desk = await aDesk();
  const link = desk.host.newLink();
  const first = await fetch(link, { redirect: 'manual' });
  expect(first.status).toBe(200);
  expect(first.headers.get('set-cookie')).toMatch(
    /^strikedesk_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=34560000$/,
  );
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(first.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await first.text()).toMatch(/content="[\w-]{43}"/);
  const second = await fetch(link, { redirect: 'manual' });
  expect(second.status).toBe(410);
  expect(second.headers.get('set-cookie')).toBeNull();
  expect(await second.text()).toContain('This link has been used');
});

test('the script that keeps the secret and goes on is the same for everybody', async () => {
  const desk = await aDesk();
  const script = await fetch(new URL('/open/pair.js', desk.host.oneTimeLink));
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await script.text()).toContain("location.replace('/')");
});

test('a new link takes the power of the one before', async () => {
  const desk = await aDesk();
  const old = desk.host.newLink();
  desk.host.newLink();
  expect(await pairBrowser(old)).toEqual({ cookie: '', page: '' });
});

test('the owner who opens a used link just goes on', async () => {
  const desk = await aDesk();
  const headers = { cookie: desk.cookie };
  const answer = await fetch(desk.host.oneTimeLink, { redirect: 'manual', headers });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test('the owner who opens a new link gets new secrets, and the old ones end', async () => {
  const desk = await aDesk();
  const headers = { cookie: desk.cookie };
  const answer = await fetch(desk.host.newLink(), { redirect: 'manual', headers });
  expect(answer.headers.get('set-cookie')).toMatch(/^strikedesk_/);
  expect((await desk.ask('/')).status).toBe(401);
});

test('a browser that only fetches ahead does not use the link up', async () => {
  const desk = await aDesk();
  const link = desk.host.newLink();
  expect((await fetch(link, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(503);
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(503);
  expect((await pairBrowser(link)).page).toHaveLength(43);
});

test('the pairing survives a restart; the file holds hashes that only the owner can read', () => {
  const keys = aKeysFolder();
  const before = new Pairing(keys, now);
  const secrets = before.redeem(before.newCode());
  if (secrets === null) throw new Error('a fresh code must work');
  const after = new Pairing(keys, now);
  expect(after.isPaired(['planted', secrets.cookie])).toBe(true);
  expect(after.isPagePaired([secrets.cookie], secrets.page)).toBe(true);
  const file = path.join(keys, 'paired-browsers.json');
  for (const secret of Object.values(secrets))
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the halves of two browsers do not fit together', () => {
  const pairing = new Pairing(aKeysFolder(), now);
  const [one, two] = [pairing.redeem(pairing.newCode()), pairing.redeem(pairing.newCode())];
  expect(pairing.isPagePaired([one?.cookie ?? ''], two?.page ?? '')).toBe(false);
  expect(pairing.isPagePaired([two?.cookie ?? ''], two?.page ?? '')).toBe(true);
});

test('twenty browsers may belong to the desk, then the oldest falls out', () => {
  const pairing = new Pairing(aKeysFolder(), now);
  const cookies = Array.from(
    { length: 21 },
    () => pairing.redeem(pairing.newCode())?.cookie ?? 'no secret',
  );
  expect(cookies.map((cookie) => pairing.isPaired([cookie]))).toEqual([
    false,
    ...Array.from({ length: 20 }, () => true),
  ]);
});

test('a damaged file costs a new pairing, and lets nobody in', () => {
  const keys = aKeysFolder();
  writeFileSync(path.join(keys, 'paired-browsers.json'), '[{"hash":""');
  const pairing = new Pairing(keys, now);
  expect(pairing.isPaired([''])).toBe(false);
  expect(pairing.redeem(pairing.newCode())).not.toBeNull();
});

test('nobody is paired before a code was made, and an empty code opens nothing', () => {
  const pairing = new Pairing(aKeysFolder(), now);
  expect(pairing.redeem('')).toBeNull();
  expect(pairing.isPaired([''])).toBe(false);
  expect(pairing.isPagePaired([''], '')).toBe(false);
});
