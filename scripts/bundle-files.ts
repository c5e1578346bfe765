import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from 'vite';

/**
 * The modules fetched by `import()` on the way from an empty page to a drawn option chain, as Vite's manifest
 * names them (paths from the project root). A new lazy step on that way belongs here, or the budget does not see it.
 */
export const chainModules: readonly string[] = [
  'src/app/build-desk.ts',
  'src/app/desk-frame.tsx',
  'src/app/desk-screen.tsx',
];

/** A built page: where it lies, its HTML and Vite's list of what became which file. */
export interface Bundle {
  readonly folder: string;
  readonly html: string;
  readonly manifest: Manifest;
}

/** Reads a built page. Throws a sentence that says what to run when there is none. */
export function readBundle(folder: string): Bundle {
  const manifestFile = path.join(folder, '.vite/manifest.json');
  if (!existsSync(manifestFile))
    throw new Error(`Could not measure the page: ${manifestFile} is missing. Run "npm run build".`);
  return {
    folder,
    html: readFileSync(path.join(folder, 'index.html'), 'utf8'),
    manifest: JSON.parse(readFileSync(manifestFile, 'utf8')),
  };
}

/** JavaScript files that index.html loads before anything is asked for: its tags, and what those import. */
export function staticScripts(bundle: Bundle): string[] {
  const tags = [...bundle.html.matchAll(/(?:src|href)="[/]?([^"]+[.]js)"/g)].map(
    ([, file]) => file,
  );
  const files = new Set([
    ...tags.filter((file) => file !== undefined),
    ...reached(bundle, 'index.html'),
  ]);
  if (files.size === 0) throw new Error('Could not measure the page: index.html loads no script.');
  return inFolder(bundle, files);
}

/** JavaScript files fetched until the chain is drawn: the static ones, and those of the named lazy modules. */
export function scriptsUntilChain(
  bundle: Bundle,
  modules: readonly string[] = chainModules,
): string[] {
  const lazy = modules.flatMap((module) => reached(bundle, module));
  return [...new Set([...staticScripts(bundle), ...inFolder(bundle, lazy)])];
}

/**
 * Chunks that import each other in a circle, as "a > b > a". What the bundler puts together by name alone must make none:
 * a module could then run before one it needs.
 */
export function chunkCircles({ manifest }: Bundle): string[] {
  const done = new Set<string>();
  const walk = (chunk: string, way: readonly string[]): string[] => {
    if (way.includes(chunk)) return [[...way.slice(way.indexOf(chunk)), chunk].join(' > ')];
    if (done.has(chunk)) return [];
    done.add(chunk);
    return (manifest[chunk]?.imports ?? []).flatMap((next) => walk(next, [...way, chunk]));
  };
  return Object.keys(manifest).flatMap((chunk) => walk(chunk, []));
}

function inFolder(bundle: Bundle, files: Iterable<string>): string[] {
  return [...files].map((file) => path.posix.join(bundle.folder.replaceAll('\\', '/'), file));
}

/** The files of a module and of everything it imports statically. */
function reached(bundle: Bundle, module: string): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = bundle.manifest[key];
    if (chunk === undefined)
      throw new Error(
        `Could not measure the page: ${key} has no chunk of its own. It moved, or is imported statically by now: ` +
          'correct chainModules in scripts/bundle-files.ts.',
      );
    // Among the assets are workers, which are scripts too.
    for (const file of [chunk.file, ...(chunk.assets ?? [])])
      if (file.endsWith('.js')) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  visit(module);
  return [...files];
}
