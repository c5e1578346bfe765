import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Stands for parts that supabase-js takes along and the desk never calls; the file says which and why. */
const unusedParts = fileURLToPath(
  new URL('./src/adapters/supabase/unused-parts.ts', import.meta.url),
);

const framework =
  /node_modules[\\/](react|react-dom|scheduler|@tanstack|use-sync-external-store)[\\/]/;

/** Small modules that the desk needs until its chain is drawn, and most other screens too. */
const shared =
  /src[\\/](queries[\\/](broker-trouble|orders|quote-truth|beat|session|market-time|audit|account-list)|stores[\\/](appearance|first-chain|conversation|ticket)|ui[\\/](use-keys|number-cell|panel|format-time|format-number|segments|lamp|banner)|lib[\\/]assert-never|domain[\\/](quote-truth|exchange-date|contract-name|time|order))[.]tsx?$|node_modules[\\/](big[.]js|zustand)[\\/]/;

/**
 * The page is the same for everyone: no .env file is read here and no VITE_ variable is inlined. What the page
 * may know at run time it gets from the host's /config.json.
 */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: {
      '@supabase/functions-js': unusedParts,
      '@supabase/realtime-js': unusedParts,
      '@supabase/storage-js': unusedParts,
      // As auth-js names them. Renamed there, the real ones come back and the size budget tells.
      './lib/webauthn': unusedParts,
      './lib/web3/ethereum': unusedParts,
    },
  },
  envDir: false,
  envPrefix: 'STRIKEDESK_PUBLIC_',
  build: {
    manifest: true,
    target: 'es2023',
    sourcemap: false,
    rolldownOptions: {
      // The framework in one piece: cut up by who shares what it is 6 kB larger, and it changes least often.
      // What the desk's screens share, too: in twenty small files it is 3 kB larger. Only the named modules, not what
      // they import: that would drag them into what index.html loads.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'framework', test: framework },
            { name: 'shared', test: shared },
          ],
        },
      },
    },
  },
});
