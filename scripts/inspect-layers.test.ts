import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

import { inspectLayers } from './inspect-layers.ts';
import { layerRules } from './layer-table.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'layers-test-'));
  made.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const innocent = {
  'src/lib/a.ts': 'export const a = 1;\n',
  'src/domain/b.ts': "import { a } from '../lib/a.ts';\nexport const b = a;\n",
};

test('an innocent project passes, with rooms that do not exist yet', async () => {
  expect(await inspectLayers(aProject(innocent))).toEqual({ files: 2, imports: 1, faults: [] });
});

test('an import against the table is named', async () => {
  const root = aProject({
    ...innocent,
    'src/lib/c.ts': "import type { b } from '../domain/b.ts';\nexport type C = typeof b;\n",
  });
  expect((await inspectLayers(root)).faults).toContain(
    'lib-imports: src/lib/c.ts -> src/domain/b.ts',
  );
});

test('a file in no row fails', async () => {
  const root = aProject({ ...innocent, 'src/helpers/x.ts': 'export const x = 1;\n' });
  expect((await inspectLayers(root)).faults).toEqual(['no row in the table for src/helpers/x.ts']);
});

test('seeing nothing fails', async () => {
  expect((await inspectLayers(aProject({}))).faults).toEqual([
    'no source files: nothing was checked',
  ]);
});

test('seeing no imports fails', async () => {
  const root = aProject({ 'src/lib/a.ts': 'export const a = 1;\n' });
  expect((await inspectLayers(root)).faults).toEqual(['the checker saw no imports: it is blind']);
});

test('a dropped rule is noticed by its planted violation', async () => {
  const root = aProject(innocent);
  const weakened = layerRules.filter((rule) => rule.name !== 'domain-imports');
  expect((await inspectLayers(root, weakened)).faults).toEqual([
    'domain-imports does not report the violation planted in src/domain/canary.ts',
  ]);
});

test('a rule without a planted violation is noticed', async () => {
  const root = aProject(innocent);
  const unproven = { name: 'unproven', from: { path: '^nowhere/' }, to: { path: '^nothing/' } };
  expect((await inspectLayers(root, [...layerRules, unproven])).faults).toEqual([
    'unproven has no planted violation',
  ]);
});
