import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The page is the same for everyone: no .env file is read here and no VITE_ variable is inlined. What the page
 * may know at run time it gets from the host's /config.json.
 */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  envDir: false,
  envPrefix: 'STRIKEDESK_PUBLIC_',
  build: { manifest: true, target: 'es2023', sourcemap: false },
});
