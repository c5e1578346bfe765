import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import manifest from '../package.json' with { type: 'json' };

import { parseCommandLine } from '#practice-gateway/command-line.ts';

const root = path.join(import.meta.dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

const allOf = (pattern: RegExp): string[] =>
  [...readme.matchAll(pattern)].flatMap(([, found]) => found ?? []);

test('every npm command that the README names exists', () => {
  const named = [...allOf(/npm run ([\w:]+)/g), ...allOf(/npm (start|test)\b/g)];
  expect(named).toContain('start');
  expect(named).toContain('practice');
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test('every file that the README links to or runs exists', () => {
  const files = [...allOf(/\]\((?!https?:|#)([^)#]+)/g), ...allOf(/npx node ([\w./-]+)/g)];
  expect(files).toContain('docs/images/desk.png');
  expect(files).toContain('scripts/restore-backup.ts');
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('every variable that the README names is explained in .env.example', () => {
  const example = readFileSync(path.join(root, '.env.example'), 'utf8');
  const named = allOf(/`((?:VITE|STRIKEDESK)_[A-Z_]+)`/g);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !example.includes(`# ${name}=`))).toEqual([]);
});

test('every option of the practice gateway that the README names is known to it', () => {
  const [row] = allOf(/^(\| `npm run practice` .*)$/gm);
  const options = [...(row ?? '').matchAll(/`(?:-- )?(--[a-z-]+)`/g)].flatMap(
    ([, option]) => option ?? [],
  );
  expect(options.length).toBeGreaterThan(5);
  const unknown = options.filter((option) => {
    const read = parseCommandLine([option]);
    return !read.ok && read.error.includes('Unknown option');
  });
  expect(unknown).toEqual([]);
});
