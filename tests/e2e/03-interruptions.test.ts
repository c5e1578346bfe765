/**
 * What happens to an order when something comes in between: a second tab, a closed tab, a dying socket, a host that is
 * killed. The gateway's own log says how often it was written to.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { aTemporaryFolder } from '#tests/host-kit.ts';

import { launchChromium } from './chromium.ts';
import {
  newWindow,
  pageConfig,
  setUpPractice,
  shoot,
  shootFailures,
  startDesk,
  troubleOf,
  type StartedDesk,
} from './desk.ts';
import {
  asksOf,
  gatewayControl,
  openTab,
  ordersOf,
  questionOf,
  sayYes,
  sendUntilAsked,
  soon,
} from './interruption-kit.ts';

const folder = aTemporaryFolder();
const accountFile = path.join(folder.path, 'data', 'practice', 'practice-account.json');
let browser: Browser;
let desk: StartedDesk;
let window: BrowserContext;
let first: Page;
let second: Page;
const trouble: (readonly string[])[] = [];
let gateway: ReturnType<typeof gatewayControl>;

beforeAll(async () => {
  browser = await launchChromium();
  desk = await startDesk(folder.path);
  window = await newWindow(browser);
  first = await window.newPage();
  trouble.push(troubleOf(first));
});

shootFailures(() => browser);

afterAll(async () => {
  await browser.close();
  await desk.stop();
  folder.remove();
});

async function practicePort(): Promise<number> {
  return (await pageConfig(first)).practice?.port ?? 0;
}

const isReadOnly = (page: Page) => page.getByText('this one is read-only');

test('a practice desk stands, with the chain of AAPL', async () => {
  await first.goto(desk.link);
  await setUpPractice(first);
  await first.getByText('Which underlying?').waitFor(soon);
  await first.goto(`${desk.origin}/?symbol=AAPL`);
  await asksOf(first).nth(8).waitFor(soon);
  gateway = gatewayControl(await practicePort());
  expect(await gateway.orderWrites()).toEqual([]);
});

test('of two tabs one leads; the other sees its question, and is warned before it takes over', async () => {
  second = await openTab(window, desk.origin);
  await isReadOnly(second).waitFor(soon);
  await gateway.clearLog();
  await sendUntilAsked(first, 8);
  await ordersOf(second).getByText('Asked').waitFor(soon);

  await second.getByRole('button', { name: 'Take over here' }).click();
  await second.getByText('An order is in question in the other tab.').waitFor(soon);
  await shoot(second, 'take-over-warned');
  await second.getByRole('button', { name: 'Leave it there' }).click();

  await sayYes(first);
  expect(await gateway.orderWrites()).toEqual(['orders', 'reply']);
  await expect.poll(() => ordersOf(second).getByText('Asked').count(), soon).toBe(0);
});

test('a tab that dies with a question open leaves no order: the next one says so', async () => {
  await gateway.clearLog();
  const taken = await gateway.ordersTaken();
  await first.getByRole('button', { name: 'Write another order' }).click();
  await sendUntilAsked(first, 9);
  await second.close();
  await first.close();

  first = await openTab(window, desk.origin);
  trouble.push(troubleOf(first));
  await expect(first.getByText(/^Not sent: BUY 1 AAPL/).waitFor(soon)).resolves.toBeUndefined();
  await shoot(first, 'not-answered');
  await expect.poll(() => ordersOf(first).getByText('Asked').count(), soon).toBe(0);
  expect(await gateway.orderWrites()).toEqual(['orders']);
  expect(await gateway.ordersTaken()).toBe(taken);
});

test('while the socket is down prices are marked as old, and are live again by themselves', async () => {
  const stale = first.getByRole('button', { name: /call ask .*stale/ });
  await expect
    .poll(
      async () => {
        await gateway.fault({ kind: 'drop-socket' });
        return (await stale.count()) > 8 && (await asksOf(first).count()) === 0;
      },
      { ...soon, interval: 400 },
    )
    .toBe(true);
  await shoot(first, 'stale');
  await first.getByText('All four session lamps are good.').waitFor({ ...soon, state: 'attached' });
  await expect.poll(() => stale.count(), soon).toBe(0);
});

test('a host killed after the order reached the broker is started again: the order is there, once', async () => {
  const taken = await gateway.ordersTaken();
  const port = Number(new URL(desk.origin).port);
  const practice = await practicePort();
  await gateway.clearLog();
  await sendUntilAsked(first, 9);
  const [, id = 'none'] = /Stored as ([\w-]+)/.exec(await questionOf(first).innerText()) ?? [];
  await gateway.fault({ kind: 'unknown-outcome', path: '/iserver/reply' });
  await first.getByRole('button', { name: 'Yes, send it' }).click();
  // Then the broker has it for good, and the answer would leave.
  await expect.poll(() => readFileSync(accountFile, 'utf8').includes(id), soon).toBe(true);
  expect(await gateway.orderWrites()).toEqual(['orders', 'reply']);

  await desk.crash();
  await first.getByText('The desk’s own host does not answer.').waitFor(soon);
  desk = await startDesk(folder.path, { port, practicePort: practice });
  await first.getByRole('button', { name: 'Reload the page' }).click(soon);

  // A message passes; the fill and the open lock last.
  await first.getByRole('tab', { name: 'Fills 2' }).waitFor(soon);
  await first.getByText('No order being written.').waitFor(soon);
  await shoot(first, 'found-after-the-crash');
  expect(await gateway.ordersTaken()).toBe(taken + 1);
  expect(await gateway.orderWrites()).toEqual([]);
  await expect.poll(() => ordersOf(first).getByText('Unknown').count(), soon).toBe(0);
});

test('no interruption broke a page', () => {
  expect(trouble.flat()).toEqual([]);
});
