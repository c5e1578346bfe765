import { expect, test } from 'vitest';

import {
  chunkCircles,
  readBundle,
  scriptsUntilChain,
  staticScripts,
  type Bundle,
} from './bundle-files.ts';

const bundle: Bundle = {
  folder: 'dist',
  html: '<script type="module" src="/assets/index.js"></script><link rel="modulepreload" href="/assets/early.js">',
  manifest: {
    'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_shared.js'] },
    '_shared.js': { file: 'assets/shared.js', imports: ['index.html'] },
    'src/features/desk.tsx': {
      file: 'assets/desk.js',
      imports: ['_shared.js', '_table.js'],
      assets: ['assets/worker.js', 'assets/logo.svg'],
    },
    '_table.js': { file: 'assets/table.js' },
    'src/features/rare.tsx': { file: 'assets/rare.js' },
  },
};

test('static are the tags of index.html and all they import', () => {
  expect(staticScripts(bundle).toSorted()).toEqual([
    'dist/assets/early.js',
    'dist/assets/index.js',
    'dist/assets/shared.js',
  ]);
});

test('until the chain counts each file of the named modules once', () => {
  expect(scriptsUntilChain(bundle, ['src/features/desk.tsx']).toSorted()).toEqual([
    'dist/assets/desk.js',
    'dist/assets/early.js',
    'dist/assets/index.js',
    'dist/assets/shared.js',
    'dist/assets/table.js',
    'dist/assets/worker.js',
  ]);
});

test('a named module without a chunk fails, with the place to correct', () => {
  expect(() => scriptsUntilChain(bundle, ['src/features/gone.tsx'])).toThrow(
    'src/features/gone.tsx has no chunk of its own. It moved, or is imported statically by now: ' +
      'correct chainModules in scripts/bundle-files.ts.',
  );
});

test('chunks in a circle are found', () => {
  expect(chunkCircles(bundle)).toEqual(['index.html > _shared.js > index.html']);
  expect(chunkCircles({ ...bundle, manifest: { a: { file: 'a.js', imports: ['b'] } } })).toEqual(
    [],
  );
});

test('a page without scripts is not small, it is not measured', () => {
  const empty = { ...bundle, html: '', manifest: { 'index.html': { file: 'index.html' } } };
  expect(() => staticScripts(empty)).toThrow('index.html loads no script');
});

test('a missing build says what to run', () => {
  expect(() => readBundle('no-such-folder')).toThrow('Run "npm run build".');
});
