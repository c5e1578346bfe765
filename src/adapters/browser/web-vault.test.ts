import { expect, test } from 'vitest';

import { createWebVault } from './web-vault.ts';

const key = 'a key of the owner, made by chance: 8f2c61';
const row = { userId: 'user-1', rowId: 'paper', field: 'username' };

const aVault = (over: Partial<{ key: string; keyId: string }> = {}) =>
  createWebVault({ key, keyId: 'k1', ...over });

test('what is sealed opens again, in any script', async () => {
  const vault = await aVault();
  for (const text of ['trader1', '', 'Zoë £ 日本 🙂']) {
    expect(await vault.open(await vault.seal(text, row), row)).toEqual({ ok: true, value: text });
  }
});

test('the envelope names version and key, and shows nothing of the text', async () => {
  const vault = await aVault();
  const envelope = await vault.seal('trader1', row);
  expect(envelope).toMatch(/^sd1\.k1\.[\w-]{16}\.[\w-]{31}$/);
  expect(envelope).not.toContain(btoa('trader1').replaceAll('=', ''));
});

test('the same text never looks the same twice', async () => {
  const vault = await aVault();
  const envelopes = await Promise.all(
    Array.from({ length: 200 }, () => vault.seal('trader1', row)),
  );
  expect(new Set(envelopes.map((envelope) => envelope.split('.')[2])).size).toBe(200);
});

test('a seal opens only for its user, row and field', async () => {
  const vault = await aVault();
  const envelope = await vault.seal('trader1', row);
  const others = [
    { ...row, userId: 'user-2' },
    { ...row, rowId: 'live' },
    { ...row, field: 'secret' },
    { userId: 'user-1paper', rowId: '', field: 'username' },
  ];
  for (const other of others) {
    expect(await vault.open(envelope, other)).toEqual({ ok: false, error: 'damaged' });
  }
});

test('a changed sign anywhere is noticed', async () => {
  const vault = await aVault();
  const envelope = await vault.seal('trader1', row);
  const start = envelope.indexOf('.', 4) + 1;
  // The last sign of a base64 text may hold bits that count for nothing.
  for (let index = start; index < envelope.length - 1; index += 1) {
    if (envelope[index] === '.') continue;
    const sign = envelope[index] === 'A' ? 'B' : 'A';
    const changed = envelope.slice(0, index) + sign + envelope.slice(index + 1);
    expect(await vault.open(changed, row), `sign ${index}`).toMatchObject({ ok: false });
  }
});

test("another key's envelope is told from a damaged one", async () => {
  const envelope = await (await aVault()).seal('trader1', row);
  const byName = await aVault({ keyId: 'k2' });
  expect(await byName.open(envelope, row)).toEqual({ ok: false, error: 'wrong-key' });
  const byMaterial = await aVault({ key: `${key}!` });
  expect(await byMaterial.open(envelope, row)).toEqual({ ok: false, error: 'damaged' });
});

test.each([
  ['', 'unknown-version'],
  ['sd2.k1.aaaa.bbbb', 'unknown-version'],
  ['sd1.k1.aaaa', 'damaged'],
  ['sd1.k1.aaaa.bbbb.cccc', 'damaged'],
  ['sd1.k1.%%%%.bbbb', 'damaged'],
  ['trader1', 'unknown-version'],
])('the text "%s" is no envelope of ours: %s', async (text, error) => {
  expect(await (await aVault()).open(text, row)).toEqual({ ok: false, error });
});

test('a key of 32 characters is taken, one of 31 refused, and all of a long one counts', async () => {
  const exactly = '12345678901234567890123456789012';
  await expect(aVault({ key: exactly })).resolves.toMatchObject({ keyId: 'k1' });
  await expect(aVault({ key: exactly.slice(1) })).rejects.toThrow('fewer than 32 characters');
  const sealed = await (await aVault({ key: `${exactly}A` })).seal('trader1', row);
  const other = await aVault({ key: `${exactly}B` });
  expect(await other.open(sealed, row)).toEqual({ ok: false, error: 'damaged' });
});
