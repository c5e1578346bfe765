/** Builds the page when there is none, or when it is older than its sources. Run from the project's root. */
import { build } from 'vite';

import { isBuildStale } from './build-freshness.ts';

if (isBuildStale(process.cwd())) {
  // Vite keeps a NODE_ENV it is given: under a test runner the page would get React's development build.
  process.env['NODE_ENV'] = 'production';
  await build({ logLevel: 'warn' });
}
