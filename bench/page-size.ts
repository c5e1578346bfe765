import react from '@vitejs/plugin-react';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

import { readBundle, scriptsUntilChain, staticScripts } from '../scripts/bundle-files.ts';

import { inOwnFolder } from './own-folder.ts';
import { kilobytes, type Report } from './table.ts';

const root = path.resolve(import.meta.dirname, '..');

const emptyPage = `<!doctype html><div id="root"></div><script type="module" src="/main.jsx"></script>`;
const emptyMain = `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.querySelector('#root')).render(<StrictMode><h1>Hello</h1></StrictMode>);
`;

/** An app that shows one heading, built as ours is. */
async function buildEmptyApp(folder: string): Promise<string> {
  mkdirSync(folder);
  // The junction of Windows needs no rights that a folder link does; elsewhere the word is ignored.
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'index.html'), emptyPage);
  writeFileSync(path.join(folder, 'main.jsx'), emptyMain);
  const outDir = path.join(folder, 'built');
  await build({
    root: folder,
    configFile: false,
    envDir: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, manifest: true, target: 'es2023' },
  });
  return outDir;
}

async function buildDesk(outDir: string): Promise<string> {
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
}

const gzipped = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

export const benchPageSize = (): Promise<Report> =>
  inOwnFolder(async (folder) => {
    const empty = gzipped(
      staticScripts(readBundle(await buildEmptyApp(path.join(folder, 'empty')))),
    );
    const desk = readBundle(await buildDesk(path.join(folder, 'desk')));
    const first = gzipped(staticScripts(desk));
    const chain = gzipped(scriptsUntilChain(desk));
    return {
      title: 'JavaScript, gzip',
      rows: [
        { what: 'an empty React app', value: kilobytes(empty), ratio: null },
        { what: 'the desk, loaded by index.html', value: kilobytes(first), ratio: first / empty },
        { what: 'the desk, until a chain is drawn', value: kilobytes(chain), ratio: chain / empty },
      ],
      note: 'Ratios against the empty app, built in the same run by the same Vite. kB are 1000 bytes.',
    };
  });
