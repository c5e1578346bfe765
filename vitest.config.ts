import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const shared = {
  restoreMocks: true,
  unstubGlobals: true,
  unstubEnvs: true,
  setupFiles: ['tests/setup-console.ts'],
};
const excluded = ['node_modules/**', 'dist/**'];

/** Three kinds of tests: plain ones, ones that need a DOM (`.test.tsx`), and the browser stories. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          environment: 'node',
          include: ['{src,host,practice-gateway,supabase,scripts,tests}/**/*.test.ts'],
          exclude: [...excluded, 'tests/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          ...shared,
          name: 'dom',
          environment: 'jsdom',
          include: ['{src,tests}/**/*.test.tsx'],
          exclude: excluded,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: excluded,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
