import { readFileSync } from 'node:fs';
import path from 'node:path';

import { startPracticeGateway } from '#practice-gateway/practice-gateway.ts';

import type { HostOptions } from '../host-options.ts';
import { startHost, type RunningHost } from '../host.ts';
import { jsonOf } from '../http/body.ts';

import { explainFailure } from './explain-failure.ts';
import { openBrowser } from './open-browser.ts';
import { readSettings } from './read-settings.ts';

export interface DeskCommand {
  /** The project's folder. */
  readonly root: string;
  readonly print: (text: string) => void;
  /** Differences of `npm run dev`. */
  readonly options?: Partial<HostOptions>;
}

/** The longest that a stop may take before the process ends anyway. */
const stopWithinMs = 10_000;

/**
 * Runs the desk until it is told to stop: prints the one-time link and opens it, makes a new one at Enter, and shuts
 * down cleanly at Ctrl+C. Ends the process with 1 when it could not start.
 */
export async function runDesk({ root, print, options }: DeskCommand): Promise<void> {
  const settings = readSettings(root, process.env);
  if (!settings.ok) {
    print(settings.error.map((fault) => fault.message).join('\n'));
    print('Nothing was started. The variables are explained in .env.example.');
    process.exitCode = 1;
    return;
  }
  const { environment, folders } = settings.value;
  let host: RunningHost;
  try {
    host = await startHost({
      environment,
      folders,
      distDir: path.join(root, 'dist'),
      migrationsDir: path.join(root, 'supabase', 'migrations'),
      version: versionIn(root),
      startPractice: startPracticeGateway,
      log: print,
      ...options,
    });
  } catch (error) {
    print(await explainFailure(error));
    process.exit(1);
  }
  stopOnSignals(host, print);
  offerLinks(host, print);
  if (environment.opensBrowser) openBrowser(host.oneTimeLink);
}

function versionIn(root: string): string {
  const manifest = jsonOf(readFileSync(path.join(root, 'package.json')));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
}

function offerLinks(host: RunningHost, print: DeskCommand['print']): void {
  print(
    `\nStrikedesk is ready. Open this link; it works once, for one browser:\n\n  ${host.oneTimeLink}\n\n` +
      `After that the desk is at http://localhost:${host.port}. Stop it with Ctrl+C.`,
  );
  if (!process.stdin.isTTY) return;
  print('Press Enter for a new link.');
  process.stdin.on('data', () => print(`  ${host.newLink()}`));
  process.stdin.unref();
}

function stopOnSignals(host: RunningHost, print: DeskCommand['print']): void {
  let isStopping = false;
  const stop = (code: number) => {
    if (isStopping) process.exit(code);
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    host.close().then(
      () => {
        print('Strikedesk has stopped.');
        process.exit(code);
      },
      (error: unknown) => {
        print(`Could not stop cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  process.on('uncaughtException', (error) => {
    print(`A bug ended the desk: ${error.stack ?? error.message}`);
    stop(1);
  });
}
