import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One file of the built page, held in memory. */
export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly isHashed: boolean;
}

/** The built page. Nothing but these files is ever served: there is no path from a request to the disk. */
export interface BuiltPage {
  readonly html: string;
  /** By path, e.g. "/assets/index-abc.js". The document itself and the build's manifest are not in it. */
  readonly files: ReadonlyMap<string, PageFile>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Loads the built page into memory, so that a build during the run does not mix two versions.
 * Throws when there is none.
 */
export function loadBuiltPage(distDir: string): BuiltPage {
  const index = path.join(distDir, 'index.html');
  if (!existsSync(index))
    throw new Error(`Could not find the built page in ${distDir}. Run "npm run build".`);
  const names = readdirSync(distDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const files = names
    .map((file) => ({ file, url: `/${path.relative(distDir, file).split(path.sep).join('/')}` }))
    .filter(({ url }) => url !== '/index.html' && !url.startsWith('/.'))
    .map(({ file, url }): [string, PageFile] => [url, loadFile(file, url)]);
  return { html: readFileSync(index, 'utf8'), files: new Map(files) };
}

function loadFile(file: string, url: string): PageFile {
  const body = readFileSync(file);
  return {
    body,
    type: types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isHashed: url.startsWith('/assets/'),
  };
}

/** Paths that the app's router understands: no file names, nothing under the folders of files. */
export function isPageRoute(urlPath: string): boolean {
  const last = urlPath.slice(urlPath.lastIndexOf('/') + 1);
  return !last.includes('.') && !/^\/(assets|src|node_modules|@[^/]*)(\/|$)/.test(urlPath);
}
