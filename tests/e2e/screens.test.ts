import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build, preview, type PreviewServer } from 'vite';

import { scenes } from '#tests/gallery/scenes.ts';

import { launchChromium } from './chromium.ts';

const configFile = path.join(import.meta.dirname, '../gallery/vite.config.ts');
const axeSource = readFileSync(
  path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'),
  'utf8',
);
const outDir = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-gallery-'));

let server: PreviewServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const shared = { configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } } as const;
  await build(shared);
  server = await preview({ ...shared, preview: { port: 0, host: '127.0.0.1' } });
  browser = await launchChromium();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
});

async function show(scene: string): Promise<void> {
  const [url] = server.resolvedUrls?.local ?? [];
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${url}?scene=${scene}`);
  await page.locator('main h1, main h2, h1').first().waitFor({ state: 'attached' });
  // What is asked from the fake desk has come, and no screen is on its way any more.
  await page.waitForFunction(
    () => document.querySelector('.skeletons, .is-skeleton, main[aria-busy]') === null,
  );
}

declare const window: { readonly axe: typeof axe };

/** Faults that axe finds in the drawn page, contrast included. */
async function faults(): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`),
    );
  });
}

/** How far the page is wider than its window, in pixels. */
const excessAt = async (width: number): Promise<number> => {
  await page.setViewportSize({ width, height: 900 });
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
};

test.each(Object.keys(scenes))(
  'axe finds nothing on the screen %s in both themes, and it fits every window',
  async (scene) => {
    await show(scene);
    expect(await faults()).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
    expect(await faults()).toEqual([]);
    const excess = {
      1100: await excessAt(1100),
      800: await excessAt(800),
      390: await excessAt(390),
    };
    expect(excess).toEqual({ 1100: 0, 800: 0, 390: 0 });
  },
);
