import { readBundle, scriptsUntilChain, staticScripts } from './scripts/bundle-files.ts';

const bundle = readBundle('dist');

/** JavaScript budgets, gzip, in thousands of bytes. An empty React app is 68. */
export default [
  {
    name: 'JavaScript that index.html loads statically',
    path: staticScripts(bundle),
    gzip: true,
    limit: '115 kB',
  },
  {
    name: 'JavaScript until the chain is drawn',
    path: scriptsUntilChain(bundle),
    gzip: true,
    limit: '220 kB',
  },
];
