import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the built page is made of; a change in any of them asks for a new build. */
const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
] as const;

/** Written last by Vite: its age is the age of the build. */
export const buildMark = 'dist/.vite/manifest.json';

/** Whether `dist` below `root` is missing, or older than anything it is made of (a deleted file included). */
export function isBuildStale(root: string): boolean {
  const mark = path.join(root, buildMark);
  if (!existsSync(mark)) return true;
  const builtAt = statSync(mark).mtimeMs;
  return sources
    .map((name) => path.join(root, name))
    .filter((place) => existsSync(place))
    .some((place) => newestChange(place) > builtAt);
}

/** The newest change below a place, in epoch milliseconds. A folder's own time tells of deleted files. */
function newestChange(place: string): number {
  const { mtimeMs } = statSync(place);
  if (!statSync(place).isDirectory()) return mtimeMs;
  const below = readdirSync(place)
    .filter((name) => !/[.]test[.]tsx?$/.test(name))
    .map((name) => newestChange(path.join(place, name)));
  return Math.max(mtimeMs, ...below);
}
