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
  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe('/');
  expect(first.headers.get('set-cookie')).toMatch(
    /^strikedesk_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=34560000$/,
  );
  const second = await fetch(link, { redirect: 'manual' });
  expect(second.status).toBe(410);
  expect(second.headers.get('set-cookie')).toBeNull();
  expect(await second.text()).toContain('This link has been used');
});

test('a new link takes the power of the one before', async () => {
  const desk = await aDesk();
  const old = desk.host.newLink();
  desk.host.newLink();
  expect(await pairBrowser(old)).toBe('');
});

test('the owner who opens a used link just goes on', async () => {
  const desk = await aDesk();
  const headers = { cookie: desk.cookie };
  const answer = await fetch(desk.host.oneTimeLink, { redirect: 'manual', headers });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test('a browser that only fetches ahead does not use the link up', async () => {
  const desk = await aDesk();
  const link = desk.host.newLink();
  expect((await fetch(link, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(503);
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(503);
  expect(await pairBrowser(link)).not.toBe('');
});

test('the pairing survives a restart; the file holds hashes that only the owner can read', () => {
  const keys = aKeysFolder();
  const before = new Pairing(keys, now);
  const secret = before.redeem(before.newCode());
  const after = new Pairing(keys, now);
  expect(after.isPaired(`a=b; desk=${secret}`, 'desk')).toBe(true);
  const file = path.join(keys, 'paired-browsers.json');
  expect(readFileSync(file, 'utf8')).not.toContain(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('twenty browsers may belong to the desk, then the oldest falls out', () => {
  const pairing = new Pairing(aKeysFolder(), now);
  const secrets = Array.from({ length: 21 }, () => pairing.redeem(pairing.newCode()));
  expect(secrets.map((secret) => pairing.isPaired(`desk=${secret}`, 'desk'))).toEqual([
    false,
    ...Array.from({ length: 20 }, () => true),
  ]);
});

test('a damaged file costs a new pairing, and lets nobody in', () => {
  const keys = aKeysFolder();
  writeFileSync(path.join(keys, 'paired-browsers.json'), '[{"hash":""');
  const pairing = new Pairing(keys, now);
  expect(pairing.isPaired('desk=', 'desk')).toBe(false);
  expect(pairing.redeem(pairing.newCode())).toHaveLength(43);
});

test('nobody is paired before a code was made, and an empty code opens nothing', () => {
  const pairing = new Pairing(aKeysFolder(), now);
  expect(pairing.redeem('')).toBeNull();
  expect(pairing.isPaired('', 'desk')).toBe(false);
});
