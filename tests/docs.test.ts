import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import { mayImport } from '../scripts/layer-table.ts';

import { faultShape } from '#practice-gateway/front/faults.ts';

const root = path.join(import.meta.dirname, '..');
const architecture = readFileSync(path.join(root, 'docs/ARCHITECTURE.md'), 'utf8');

/** What stands in backticks in the first column of the page's tables, without a closing slash. */
const named = [...architecture.matchAll(/^\|\s*`([^`|]+?)[/]?`/gm)].flatMap(
  ([, room]) => room ?? [],
);

test('every folder that ARCHITECTURE.md names exists', () => {
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((room) => !existsSync(path.join(root, room)))).toEqual([]);
});

test('ARCHITECTURE.md names every room of the layer table', () => {
  expect(Object.keys(mayImport).filter((room) => !named.includes(room))).toEqual([]);
});

test('every file and folder that ARCHITECTURE.md links to exists', () => {
  const links = [...architecture.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].flatMap(
    ([, to]) => to ?? [],
  );
  expect(links.filter((to) => !existsSync(path.join(root, 'docs', to)))).toEqual([]);
});

test('the page about the practice gateway names every fault that can be rehearsed, and no other', () => {
  const page = readFileSync(path.join(root, 'docs/PRACTICE-GATEWAY.md'), 'utf8');
  const table = page.slice(page.indexOf('| Fault |'));
  const rows = [...table.matchAll(/^\|([^|]+)\|/gm)].map(([, kinds]) => kinds ?? '');
  const told = rows.flatMap((kinds) => [...kinds.matchAll(/`([^`]+)`/g)].map(([, kind]) => kind));
  expect(told).toHaveLength(faultShape.shape.kind.options.length);
  expect(new Set(told)).toEqual(new Set(faultShape.shape.kind.options));
});
