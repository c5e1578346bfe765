import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
};

/** Where Chrome installs itself below each of Windows' program folders. */
const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'] as const;
const windowsPath = ['Google', 'Chrome', 'Application', 'chrome.exe'] as const;

/** What the search looks at; a parameter so that a test can play any machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

const thisMachine: Machine = { platform: process.platform, env: process.env, exists: existsSync };

/** The path of an installed Chromium or Chrome, or null. `CHROMIUM_PATH` wins, also when it points nowhere. */
export function findChromium({ platform, env, exists }: Machine = thisMachine): string | null {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') return exists(chosen) ? chosen : null;
  const windows = windowsFolders.flatMap((name) => {
    const folder = env[name];
    return folder === undefined ? [] : [path.win32.join(folder, ...windowsPath)];
  });
  const places = platform === 'win32' ? windows : (usualPlaces[platform] ?? []);
  return places.find(exists) ?? null;
}

/** One sentence for a machine without Chromium, with the command to type. */
export function chromiumAdvice({ platform, env }: Machine = thisMachine): string {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '')
    return `Could not start the browser tests: CHROMIUM_PATH is ${chosen}, and there is no such file.`;
  const install =
    platform === 'linux'
      ? 'Install it with: apt-get install -y chromium (before it, if packages are not found: apt-get update).'
      : 'Install Google Chrome or Chromium.';
  return `Could not start the browser tests: no Chromium was found. ${install} Or set CHROMIUM_PATH to the program.`;
}

/** Starts a headless browser that talks to nobody but the pages it is sent to. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(chromiumAdvice());
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
