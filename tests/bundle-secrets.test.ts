import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const secrets = {
  VITE_ENCRYPTION_KEY: 'marker-encryption-key-0123456789abcdef',
  VITE_SUPABASE_ANON_KEY: 'marker-supabase-anon-key',
  VITE_SUPABASE_URL: 'https://marker-supabase-url.example',
  VITE_IBKR_GATEWAY_HOST: 'marker-gateway-host',
  SUPABASE_SERVICE_ROLE_KEY: 'marker-service-role-key',
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Builds a copy of the page that tries to leak, with the secrets in its .env file and its environment. */
function buildTreacherousCopy(copy: string): string {
  for (const part of ['src', 'index.html', 'package.json', 'vite.config.ts', 'tsconfig.json'])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  writeFileSync(
    path.join(copy, '.env'),
    Object.entries(secrets)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const entry = path.join(copy, 'src/main.tsx');
  const leaks = Object.keys(secrets).map((name) => `import.meta.env.${name}`);
  writeFileSync(
    entry,
    `${readFileSync(entry, 'utf8')}\nObject.assign(globalThis, { leak: ['the leak was built', import.meta.env, ${leaks.join(', ')}] });\n`,
  );
  execFileSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
    {
      cwd: copy,
      env: { ...process.env, ...secrets, NODE_ENV: 'production' },
    },
  );
  return path.join(copy, 'dist');
}

test('no secret of the environment or of .env gets into the page, even when the source asks for it', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'bundle-secrets-'));
  try {
    const built = filesBelow(buildTreacherousCopy(copy));
    const holding = (text: string) =>
      built.filter((file) => readFileSync(file, 'utf8').includes(text));

    expect(holding('the leak was built')).toHaveLength(1);
    expect(Object.values(secrets).flatMap(holding)).toEqual([]);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('the page reads no environment: its configuration comes from the host', () => {
  const sources = filesBelow(path.join(root, 'src')).filter((file) => /[.]tsx?$/.test(file));
  const readers = sources
    .filter((file) => !/[.]test[.]tsx?$/.test(file))
    .filter((file) => {
      const text = readFileSync(file, 'utf8').replaceAll(/import\.meta\.env\.(DEV|PROD)\b/g, '');
      return /import\.meta\.env|process\.env/.test(text);
    });

  expect(sources.length).toBeGreaterThan(0);
  expect(readers).toEqual([]);
});
