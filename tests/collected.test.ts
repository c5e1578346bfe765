import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const notOurs = new Set(['node_modules', 'dist', 'coverage', 'reports', '.git']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(full) : [full];
  });
}

test('every test file of the repository is collected by exactly one project', () => {
  const list = execFileSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', '--json'],
    { cwd: root, encoding: 'utf8' },
  );
  const collected = JSON.parse(list).map(({ file }: { file: string }) => path.normalize(file));
  const written = filesBelow(root).filter((file) => /[.](test|spec)[.][cm]?[jt]sx?$/.test(file));

  expect(written.length).toBeGreaterThan(0);
  expect(collected.toSorted()).toEqual(written.toSorted());
});
