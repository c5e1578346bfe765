import path from 'node:path';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Screens fed by the fake desk, outside the product's build: `npx vite --config tests/gallery/vite.config.ts`. */
export default defineConfig({
  root: here,
  cacheDir: path.join(here, '../../node_modules/.vite-gallery'),
  plugins: [react(), tailwindcss()],
  server: {
    port: 5299,
    strictPort: true,
    host: '127.0.0.1',
    fs: { allow: [path.join(here, '../..')] },
  },
});
