import { chromium } from 'playwright-core';
import { createServer } from 'vite';

import { scenes } from './scenes.ts';

/**
 * Takes pictures of the gallery: `npx node tests/gallery/shoot.ts <folder> [scene[:light|:phone|:narrow] ...]`.
 * Needs Chromium (CHROMIUM_PATH, else /usr/bin/chromium).
 */
const [folder = 'gallery-pictures', ...named] = process.argv.slice(2);
const wishes = named.length > 0 ? named : Object.keys(scenes);
const sizes = { phone: { width: 390, height: 844 }, narrow: { width: 1100, height: 800 } } as const;

const server = await createServer({ configFile: 'tests/gallery/vite.config.ts' });
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
for (const wish of wishes) {
  const [scene = '', variant = ''] = wish.split(':');
  const viewport =
    variant === 'phone' || variant === 'narrow' ? sizes[variant] : { width: 1440, height: 900 };
  const page = await browser.newPage({ viewport });
  page.on('pageerror', (error) => process.stderr.write(`${wish}: ${error.message}\n`));
  page.on('console', (line) => {
    if (line.type() === 'error') process.stderr.write(`${wish}: ${line.text()}\n`);
  });
  const theme = variant === 'light' ? '&theme=light' : '';
  await page.goto(`http://127.0.0.1:5299/?scene=${scene}${theme}`);
  await page.waitForFunction(() => document.querySelector('main') !== null);
  await page.waitForTimeout(700);
  await page.screenshot({ path: `${folder}/${wish.replace(':', '-')}.png` });
  await page.close();
}
await browser.close();
await server.close();
