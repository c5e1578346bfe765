import { expect, test } from 'vitest';

import { inspectLockfile } from './inspect-lockfile.ts';

const pinned = { dependencies: { a: '1.2.3' } };
const lock = (packages: Record<string, object>) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.2.3' }, ...packages } });

test('a complete lock passes', () => {
  const whole = lock({
    'node_modules/b': { optionalDependencies: { 'b-linux': '1.0.0', 'b-own': '1.0.0' } },
    'node_modules/b-linux': { version: '1.0.0', funding: { url: 'https://example.org' } },
    'node_modules/b/node_modules/b-own': { version: '1.0.0' },
  });
  expect(inspectLockfile(whole, pinned)).toEqual([]);
});

test('an optional package that was dropped is named', () => {
  const holed = lock({ 'node_modules/b': { optionalDependencies: { 'b-darwin': '1.0.0' } } });
  expect(inspectLockfile(holed, pinned)).toEqual([
    'b-darwin, optional for node_modules/b, has no entry: npm ci will refuse the file',
  ]);
});

test('a package nested in another does not count for a third', () => {
  const elsewhere = lock({
    'node_modules/b': { optionalDependencies: { x: '1.0.0' } },
    'node_modules/c/node_modules/x': { version: '1.0.0' },
  });
  expect(inspectLockfile(elsewhere, pinned)).toHaveLength(1);
});

test('a registry address is named', () => {
  expect(
    inspectLockfile(lock({ 'node_modules/b': { resolved: 'https://example.org/b' } }), pinned),
  ).toEqual(['node_modules/b has a "resolved" address']);
  expect(
    inspectLockfile(lock({ 'node_modules/b': { version: 'https://example.org/b' } }), pinned),
  ).toEqual(['node_modules/b names a host']);
});

test('a range is not a pin, and a pin must be what is locked', () => {
  expect(inspectLockfile(lock({}), { devDependencies: { a: '^1.2.3' } })).toEqual([
    'a is not pinned: "^1.2.3"',
  ]);
  expect(inspectLockfile(lock({}), { devDependencies: { a: '1.2.4' } })).toEqual([
    'a is 1.2.4 in package.json, 1.2.3 in the lock',
  ]);
});

test('an empty lock is a fault', () => {
  expect(inspectLockfile('{"packages":{"":{}}}', pinned)).toEqual([
    'the lock file holds no packages',
  ]);
});
