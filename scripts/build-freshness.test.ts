import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { buildMark, isBuildStale } from './build-freshness.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project whose files and folders changed at the given second. */
function aProject(times: Readonly<Record<string, number>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'freshness-'));
  made.push(root);
  for (const name of Object.keys(times)) {
    const place = path.join(root, name);
    if (name.endsWith('/')) mkdirSync(place, { recursive: true });
    else {
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, '');
    }
  }
  for (const [name, second] of Object.entries(times))
    utimesSync(path.join(root, name), second, second);
  return root;
}

const built = { [buildMark]: 100, 'src/app/a.ts': 50, 'src/app/': 50, 'src/': 50 };

test('without a build there is nothing fresh', () => {
  expect(isBuildStale(aProject({ 'src/a.ts': 50, 'src/': 50 }))).toBe(true);
});

test('a build newer than its sources is kept', () => {
  expect(isBuildStale(aProject({ ...built, 'index.html': 99, 'package-lock.json': 100 }))).toBe(
    false,
  );
});

test('a changed source, page, lock file or a deleted file asks for a build', () => {
  expect(isBuildStale(aProject({ ...built, 'src/app/a.ts': 101 }))).toBe(true);
  expect(isBuildStale(aProject({ ...built, 'index.html': 101 }))).toBe(true);
  expect(isBuildStale(aProject({ ...built, 'package-lock.json': 101 }))).toBe(true);
  expect(isBuildStale(aProject({ ...built, 'src/app/': 101 }))).toBe(true);
});

test('a changed test does not ask for a build', () => {
  expect(isBuildStale(aProject({ ...built, 'src/app/a.test.ts': 101, 'src/app/': 50 }))).toBe(
    false,
  );
});
