import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { hostPaths, pairingHeader, tokenHeader, type PageConfig } from '#config/host-api.ts';
import { pairBrowser } from '#tests/host-kit.ts';
import { memoryAtlas } from '#tests/market-kit.ts';

import { inOwnFolder } from './own-folder.ts';
import { hostFace, openBenchDesk, type HostFace } from './bench-desk.ts';
import { deskChain } from './first-chain.ts';
import { megabytes, type Report } from './table.ts';

const startWithinMs = 90_000;

/** A program of ours in its own process, once it has printed an address. */
interface Program {
  readonly url: string;
  /** Bytes it holds now. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

async function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, file), args, {
    silent: true,
    env: { ...process.env, ...env },
  });
  const stop = async (): Promise<void> => {
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    child.kill();
    await ended;
  };
  const printed: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${file} ${why}:\n${printed.join('')}`));
    const timer = setTimeout(() => fail('did not start'), startWithinMs);
    const hear = (data: Buffer): void => {
      printed.push(data.toString());
      const found = /http:[^\s]+/.exec(printed.join(''))?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (data: Buffer) => printed.push(data.toString()));
    child.once('exit', () => fail('ended'));
  });
  return {
    url,
    memory: async () => {
      const answer: Promise<[{ rss: number }]> = once(child, 'message') as never;
      child.send('memory');
      return (await answer)[0].rss;
    },
    stop,
  };
}

/** A page of the host behind a one-time link, signed in to the database too. */
async function pair(link: string): Promise<HostFace> {
  const { origin, port } = new URL(link);
  const { cookie, page } = await pairBrowser(link);
  const own = { cookie, origin, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(origin + hostPaths.config, {
    headers: { ...own, [pairingHeader]: page },
  });
  const { token }: PageConfig = JSON.parse(await answer.text());
  const ask: HostFace['ask'] = (where, init = {}) =>
    fetch(origin + where, {
      ...init,
      headers: { ...own, [tokenHeader]: token, ...Object.fromEntries(new Headers(init.headers)) },
    });
  await ask(hostPaths.session, { method: 'POST', body: '{}' });
  return hostFace(Number(port), cookie, token, ask);
}

async function bareMemory(): Promise<number> {
  const program = await startProgram('bare-server.ts', [], {});
  try {
    for (let request = 0; request < 100; request += 1) await (await fetch(program.url)).text();
    return await program.memory();
  } finally {
    await program.stop();
  }
}

async function hostMemory(folder: string): Promise<{ started: number; drawn: number }> {
  const program = await startProgram('host-process.ts', [folder], {
    STRIKEDESK_PORT: '0',
    STRIKEDESK_PRACTICE_PORT: '0',
    STRIKEDESK_OPEN: 'false',
    STRIKEDESK_DATA_DIR: path.join(folder, 'data'),
    STRIKEDESK_KEYS_DIR: path.join(folder, 'keys'),
  });
  try {
    const started = await program.memory();
    const desk = await openBenchDesk(await pair(program.url), { atlas: memoryAtlas() });
    await deskChain(desk.services);
    const drawn = await program.memory();
    desk.leave();
    return { started, drawn };
  } finally {
    await program.stop();
  }
}

export const benchHostMemory = (): Promise<Report> =>
  inOwnFolder(async (folder) => {
    const bare = await bareMemory();
    const { started, drawn } = await hostMemory(folder);
    return {
      title: 'Memory of the host process',
      rows: [
        { what: 'a bare Node server', value: megabytes(bare), ratio: null },
        { what: 'the host, first start', value: megabytes(started), ratio: started / bare },
        { what: 'the host, after the first chain', value: megabytes(drawn), ratio: drawn / bare },
      ],
      note: 'Resident set; the host holds the embedded database and the practice exchange in the same process.',
    };
  });
