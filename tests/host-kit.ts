import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { parseEnvironment } from '#config/environment.ts';
import { pairingHeader, tokenHeader, type PageConfig } from '#config/host-api.ts';
import type { DatabaseFace } from '#host/database-room.ts';
import type { HostOptions } from '#host/host-options.ts';
import { startHost, type RunningHost } from '#host/host.ts';

/** A folder that is gone after `remove`. */
export function aTemporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database that answers each request with what it was asked. */
export const anEchoingDatabase = (): DatabaseFace => ({
  fetch: async (request) =>
    Response.json({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    }),
  publishableKey: 'sb_publishable_for_tests',
  signInOwner: async () => ({ access_token: 'a', refresh_token: 'r', user_id: 'u' }),
  backup: async () => ({ id: 'b1', madeAt: '2026-11-20T10:00:00Z', reason: 'manual', bytes: 3 }),
  listBackups: async () => [
    { id: 'b1', madeAt: '2026-11-20T10:00:00Z', reason: 'manual', bytes: 3 },
  ],
  restore: async () => undefined,
  close: async () => undefined,
});

/** A built page of three files. */
export function aBuiltPage(folder: string): string {
  const dist = path.join(folder, 'dist');
  mkdirSync(path.join(dist, 'assets'), { recursive: true });
  mkdirSync(path.join(dist, '.vite'));
  writeFileSync(path.join(dist, '.vite', 'manifest.json'), '{"secret":"manifest"}');
  writeFileSync(path.join(dist, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(path.join(dist, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(
    path.join(dist, 'index.html'),
    '<!doctype html><style>body{margin:0}</style><div id="root"></div>',
  );
  return dist;
}

/** A host on a free port, with a browser that is paired to it. */
export interface TestHost {
  readonly host: RunningHost;
  readonly folder: string;
  readonly cookie: string;
  /** The page's half of the pairing. */
  readonly pageSecret: string;
  readonly config: PageConfig;
  /** Asks as the paired page does: cookie, token, Origin and Sec-Fetch-Site. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Sends bytes and gives all that comes back until the line is cut or `idleMs` pass without a byte. */
  readonly raw: (bytes: string, idleMs?: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function aHost(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const folder = aTemporaryFolder();
  const environment = parseEnvironment({ STRIKEDESK_PORT: '0', STRIKEDESK_PRACTICE_PORT: '0' });
  if (!environment.ok) throw new Error('The test environment is wrong.');
  const host = await startHost({
    environment: environment.value,
    folders: { data: path.join(folder.path, 'data'), keys: path.join(folder.path, 'keys') },
    distDir: aBuiltPage(folder.path),
    migrationsDir: 'supabase/migrations',
    version: '0.0.0-test',
    startPractice: null,
    openDatabase: async () => anEchoingDatabase(),
    log: () => undefined,
    ...options,
  });
  const base = `http://localhost:${host.port}`;
  const { cookie, page } = await pairBrowser(host.oneTimeLink);
  const own = { cookie, 'sec-fetch-site': 'same-origin', origin: base };
  const answer = await fetch(`${base}/config.json`, { headers: { ...own, [pairingHeader]: page } });
  const config: PageConfig = JSON.parse(await answer.text());
  return {
    host,
    folder: folder.path,
    cookie,
    pageSecret: page,
    config,
    ask: (where, init = {}) =>
      fetch(`${base}${where}`, {
        ...init,
        headers: {
          ...own,
          [tokenHeader]: config.token,
          ...Object.fromEntries(new Headers(init.headers)),
        },
      }),
    raw: (bytes, idleMs) => rawExchange(host.port, bytes, idleMs),
    close: async () => {
      await host.close();
      folder.remove();
    },
  };
}

/** Opens a one-time link and gives the two secrets it brings; empty when it brings none. */
export async function pairBrowser(link: string): Promise<{ cookie: string; page: string }> {
  const answer = await fetch(link, { redirect: 'manual' });
  return {
    cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    page: /strikedesk-pairing" content="([^"]+)"/.exec(await answer.text())?.[1] ?? '',
  };
}

function rawExchange(port: number, bytes: string, idleMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(idleMs, finish);
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    socket.on('error', finish);
    socket.on('close', finish);
  });
}
