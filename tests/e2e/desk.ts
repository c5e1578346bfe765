/** The desk as a stranger starts it: the real process, a fresh home, and a browser that follows the one-time link. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';

import { hostPaths, pairingHeader, pairingStorageKey, type PageConfig } from '#config/host-api.ts';

export interface StartedDesk {
  readonly link: string;
  readonly origin: string;
  /** Ends it as Ctrl+C does, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does: nothing is said, written or closed. */
  crash(): Promise<unknown>;
  /** Lets it stand still, lines open, until it is woken: as a computer that swaps, or a debugger. */
  freeze(): void;
  wake(): void;
}

/**
 * Thursday, 10:00 in New York: the practice exchange starts there. A login ends at midnight of its clock, and a story that
 * kept the real time would break when it is told across that.
 */
const tenInTheMorning = '2026-11-19T10:00-05:00';

interface DeskWishes {
  readonly port?: number;
  readonly practicePort?: number | undefined;
  /** What the practice exchange's clock shows, ISO with zone. */
  readonly now?: string;
  /** The practice exchange keeps market hours. */
  readonly keepsHours?: boolean;
}

/** Starts `host/main.ts` with its data below `folder`. The same folder again is the same desk. */
export async function startDesk(folder: string, wishes: DeskWishes = {}): Promise<StartedDesk> {
  const { port = 0, practicePort = 0, now = tenInTheMorning, keepsHours = false } = wishes;
  const child = spawn(process.execPath, ['host/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      STRIKEDESK_DATA_DIR: path.join(folder, 'data'),
      STRIKEDESK_KEYS_DIR: path.join(folder, 'keys'),
      STRIKEDESK_PORT: String(port),
      STRIKEDESK_PRACTICE_PORT: String(practicePort),
      STRIKEDESK_PRACTICE_NOW: now,
      STRIKEDESK_PRACTICE_HOURS: keepsHours ? '1' : '0',
      STRIKEDESK_OPEN: '0',
    },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const link = await linkOf(child);
  return {
    link,
    origin: new URL(link).origin,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
    crash: () => {
      child.kill('SIGKILL');
      return ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
  };
}

/** The one-time link the host prints. Fails with all it said when it ends without one. */
function linkOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const link = /http:\S+\/open\/\S+/.exec(said)?.[0];
      if (link !== undefined) resolve(link);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`the desk did not start:\n${said}`)));
  });
}

/** A browser window that is nobody's yet. The practice gateway's certificate is self-signed, as the real one's. */
export function newWindow(
  browser: Browser,
  size = { width: 1440, height: 900 },
): Promise<BrowserContext> {
  return browser.newContext({ viewport: size, ignoreHTTPSErrors: true });
}

/** Errors of a page that nobody should ever see. Refused calls are told by the screens, not by the console. */
export function troubleOf(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (message) => {
    const isNetwork = /Failed to load resource|WebSocket connection/.test(message.text());
    if (message.type() === 'error' && !isNetwork) trouble.push(message.text());
  });
  return trouble;
}

/** Keeps a picture for the eye when E2E_SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Keeps a picture of every open page of a story that went red, and what it said, when E2E_SHOTS names a folder. */
export function shootFailures(browser: () => Browser): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const pages = browser()
      .contexts()
      .flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      await shoot(page, `failed-${task.name.slice(0, 60).replaceAll(/\W+/g, '-')}-${index}`);
    }
  });
}

/** From the welcome to the desk on the practice gateway, as a person does it. */
export async function setUpPractice(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Practise/ })
    .or(page.getByRole('button', { name: /Practise/ }))
    .click();
  await logInAtGateway(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByRole('radiogroup', { name: 'Options level' })
    .getByText('3', { exact: true })
    .click();
  await page.getByRole('button', { name: /Yes, this is the practice account/ }).click();
  const accept = page.getByRole('button', { name: /I have read and accept/ });
  await accept.first().waitFor();
  for (let left = await accept.count(); left > 0; left -= 1) {
    await accept.first().click();
    await expect.poll(() => accept.count(), { timeout: 20_000 }).toBe(left - 1);
  }
  await page.getByRole('button', { name: 'Open the desk' }).click();
  // The way out is stored first: a page that is sent elsewhere before the desk stands would be at the welcome again.
  await page.getByText('Which underlying?').waitFor();
}

/** Follows the login link into its own tab, types a name and the pretended code, and comes back. */
export async function logInAtGateway(page: Page): Promise<void> {
  const opener = page.getByRole('link', { name: /login page/i });
  await opener.waitFor();
  const opening = page.context().waitForEvent('page');
  await opener.click();
  const login = await opening;
  await login.getByLabel('Username').fill('practice-trader');
  await login.getByRole('button', { name: 'Login' }).click();
  const code = await login.locator('#pretended-code').innerText();
  await login.getByLabel('Code').fill(code.trim());
  await login.getByRole('button', { name: 'Confirm' }).click();
  await login.getByText('Client login succeeds').waitFor();
  await login.close();
}

/** What the host hands the page, asked for as the page does. */
export function pageConfig(page: Page): Promise<PageConfig> {
  return page.evaluate(
    async ({ path: where, header, key }) => {
      const half = localStorage.getItem(key) ?? '';
      const answer = await fetch(where, { headers: { [header]: half } });
      const config: PageConfig = await answer.json();
      return config;
    },
    { path: hostPaths.config, header: pairingHeader, key: pairingStorageKey },
  );
}
