import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { afterEach, expect, test, vi } from 'vitest';

import { aTemporaryFolder, pairBrowser } from '#tests/host-kit.ts';

import { explainFailure } from './explain-failure.ts';
import { openerFor } from './open-browser.ts';
import { readSettings } from './read-settings.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

function aFolder(): string {
  const folder = aTemporaryFolder();
  opened.push(() => folder.remove());
  return folder.path;
}

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** Runs host/main.ts as `npm start` does, with folders of its own. */
function start(folder: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['host/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      STRIKEDESK_DATA_DIR: path.join(folder, 'data'),
      STRIKEDESK_KEYS_DIR: path.join(folder, 'keys'),
      STRIKEDESK_PORT: '0',
      STRIKEDESK_PRACTICE_PORT: '0',
      STRIKEDESK_OPEN: '0',
      ...env,
    },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  opened.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said: () => text, ended };
}

async function linkOf(desk: Started): Promise<string> {
  await vi.waitFor(() => expect(desk.said()).toContain('/open/'), { timeout: 90_000 });
  return /http:\S+\/open\/\S+/.exec(desk.said())?.[0] ?? '';
}

test('a start shows a link that pairs, a second start says so, and Ctrl+C stops cleanly', async () => {
  const folder = aFolder();
  const desk = start(folder);
  const link = await linkOf(desk);
  expect((await pairBrowser(link)).cookie).toMatch(/^strikedesk_\d+=/);

  const { port } = new URL(link);
  const second = start(folder, { STRIKEDESK_PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`Strikedesk is already running at http://localhost:${port}.`);

  const sameData = start(folder);
  expect(await sameData.ended).toBe(1);
  expect(sameData.said()).toContain('Strikedesk is already running with this data.');

  desk.child.kill('SIGINT');
  expect(await desk.ended).toBe(0);
  expect(desk.said()).toContain('Strikedesk has stopped.');
}, 240_000);

test('wrong variables stop the start with all faults, and nothing is created', async () => {
  const folder = aFolder();
  const desk = start(folder, { VITE_ENCRYPTION_KEY: 'short', VITE_IBKR_GATEWAY_PORT: '4001' });
  expect(await desk.ended).toBe(1);
  expect(desk.said()).toContain('Could not use VITE_ENCRYPTION_KEY: it has 5 characters');
  expect(desk.said()).toContain('4001 is a socket port of TWS or IB Gateway');
  expect(desk.said()).toContain('Nothing was started.');
  expect(desk.said()).not.toMatch(/^\s+at /m);
});

test('a port held by another program is told apart from a running desk', async () => {
  const other = net.createServer((socket) => socket.end('SSH-2.0-other\r\n'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  opened.push(() => other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const busy = Object.assign(new Error('busy'), { name: 'PortBusyError', port });
  expect(await explainFailure(busy)).toContain(`another program listens on port ${port}`);
});

test('the process beats the file .env, and relative folders are meant from the project', () => {
  const root = aFolder();
  writeFileSync(
    path.join(root, '.env'),
    'VITE_IBKR_GATEWAY_PORT=5001\nVITE_IBKR_SYNC_INTERVAL=10000 # ten seconds\nSTRIKEDESK_DATA_DIR=data\n',
  );
  const settings = readSettings(root, { VITE_IBKR_GATEWAY_PORT: '5002' });
  if (!settings.ok) throw new Error(settings.error[0]?.message);
  expect(settings.value.environment.ibkr.gatewayPort).toBe(5002);
  expect(settings.value.environment.ibkr.syncIntervalMs).toBe(10_000);
  expect(settings.value.folders.data).toBe(path.join(root, 'data'));
});

test('the example file names every variable, and as it stands changes nothing', () => {
  const example = readFileSync('.env.example', 'utf8');
  const named = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)];
  expect(new Set(named.map(([, name]) => name))).toEqual(
    new Set([
      'STRIKEDESK_DATA_DIR',
      'STRIKEDESK_KEYS_DIR',
      'STRIKEDESK_OPEN',
      'STRIKEDESK_PORT',
      'STRIKEDESK_PRACTICE_HOURS',
      'STRIKEDESK_PRACTICE_NOW',
      'STRIKEDESK_PRACTICE_PORT',
      'VITE_ENCRYPTION_KEY',
      'VITE_IBKR_DEFAULT_ENVIRONMENT',
      'VITE_IBKR_ENABLED',
      'VITE_IBKR_GATEWAY_HOST',
      'VITE_IBKR_GATEWAY_PORT',
      'VITE_IBKR_GATEWAY_SSL',
      'VITE_IBKR_SESSION_WARNING_MINUTES',
      'VITE_IBKR_SYNC_INTERVAL',
      'VITE_IBKR_TICKLE_INTERVAL',
      'VITE_SUPABASE_ANON_KEY',
      'VITE_SUPABASE_PUBLISHABLE_KEY',
      'VITE_SUPABASE_URL',
    ]),
  );
  expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  const shown = Object.fromEntries(
    named.flatMap(([, name, value]): [string, string][] =>
      name === undefined || value === undefined || name.startsWith('VITE_SUPABASE')
        ? []
        : [[name, value]],
    ),
  );
  expect(readSettings(aFolder(), shown)).toEqual(readSettings(aFolder(), {}));
});

test('the browser is opened without a shell on each system', () => {
  const url = 'http://localhost:5273/open/x;rm -rf';
  expect(openerFor('linux', url)).toEqual(['xdg-open', url]);
  expect(openerFor('darwin', url)).toEqual(['open', url]);
  expect(openerFor('win32', url)).toEqual(['rundll32', 'url.dll,FileProtocolHandler', url]);
});
