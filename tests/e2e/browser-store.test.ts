/** What the desk keeps in the browser itself, in a real one: intents, the audit log's outbox, contracts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { StoredAuditEntry } from '#services/ports/audit-log.ts';

import type { SinkAnswer } from './browser-store/page.ts';
import { launchChromium } from './chromium.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'strikedesk-store-'));
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const server = createServer((request, response) => {
  const file = path.join(folder, path.normalize(request.url ?? '/'));
  response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
  response.end(path.extname(file) in types ? readFileSync(file) : '');
});
/** The machine may be busy with other tests. */
const patiently = { timeout: 30_000 };
let browser: Browser;

beforeAll(async () => {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'browser-store'),
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', minify: false },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The database's side of the audit log: keeps each row once, and answers as the test wants. */
function aSink(answer: (rows: readonly StoredAuditEntry[]) => SinkAnswer) {
  const kept = new Map<string, StoredAuditEntry>();
  const world = { answer, deliveries: 0 };
  const deliver = (rows: readonly StoredAuditEntry[]): SinkAnswer => {
    world.deliveries += 1;
    const said = world.answer(rows);
    if (said === 'taken' || said === 'lost')
      for (const row of rows) kept.set(`${row.writerId} ${row.sequence}`, row);
    return said;
  };
  const summaries = () => [...kept.values()].map(({ summary }) => summary);
  return { kept, world, deliver, summaries };
}

/** A browser profile of its own, with as many tabs as wanted. */
async function aProfile(sink = aSink(() => 'taken')) {
  const context: BrowserContext = await browser.newContext();
  await context.exposeFunction('deliverRows', sink.deliver);
  const openTab = async (user = ''): Promise<Page> => {
    const tab = await context.newPage();
    const { port } = server.address() as AddressInfo;
    await tab.goto(`http://127.0.0.1:${port}/index.html${user === '' ? '' : `#${user}`}`);
    await tab.waitForFunction(() => 'storeDesk' in window);
    return tab;
  };
  const reload = async (tab: Page) => {
    await tab.reload();
    await tab.waitForFunction(() => 'storeDesk' in window);
  };
  return { context, openTab, reload, sink };
}

const waiting = (tab: Page) => tab.evaluate(() => window.storeDesk.waiting());

test('a second intent under the same id is refused, from another tab too, and the first stays', async () => {
  const { context, openTab } = await aProfile();
  const [tab, other] = [await openTab(), await openTab()];
  expect(await tab.evaluate(() => window.storeDesk.addIntent('sd-1', '2.50'))).toBe('stored');
  expect(await tab.evaluate(() => window.storeDesk.addIntent('sd-1', '9.99'))).toBe('refused');
  expect(await other.evaluate(() => window.storeDesk.addIntent('sd-1', '9.99'))).toBe('refused');
  expect(await other.evaluate(() => window.storeDesk.findPrice('sd-1'))).toBe('2.5');
  await context.close();
});

test('users of a hosted database share nothing in one browser', async () => {
  const { context, openTab } = await aProfile();
  const first = await openTab('one');
  expect(await first.evaluate(() => window.storeDesk.addIntent('sd-1', '2.50'))).toBe('stored');
  const second = await openTab('other');
  expect(await second.evaluate(() => window.storeDesk.addIntent('sd-1', '9.99'))).toBe('stored');
  expect(await first.evaluate(() => window.storeDesk.findPrice('sd-1'))).toBe('2.5');
  await context.close();
});

test('of two tabs that store the same id at the same moment one wins', async () => {
  const { context, openTab } = await aProfile();
  const tabs = [await openTab(), await openTab()];
  const answers = await Promise.all(
    tabs.map((tab) => tab.evaluate(() => window.storeDesk.addIntent('sd-race', '1'))),
  );
  expect(answers.toSorted()).toEqual(['refused', 'stored']);
  await context.close();
});

test('an intent survives a reload and a killed page, and is open until its outcome is known', async () => {
  const { context, openTab, reload } = await aProfile();
  const tab = await openTab();
  await tab.evaluate(() => window.storeDesk.addIntent('sd-1', '123456789012.12345678'));
  await reload(tab);
  expect(await tab.evaluate(() => window.storeDesk.findPrice('sd-1'))).toBe(
    '123456789012.12345678',
  );
  await tab.evaluate(() => window.storeDesk.settle('sd-1', 'unknown'));
  await tab.close();
  const next = await openTab();
  expect(await next.evaluate(() => window.storeDesk.openIds())).toEqual(['sd-1']);
  await next.evaluate(() => window.storeDesk.settle('sd-1', 'released'));
  await reload(next);
  expect(await next.evaluate(() => window.storeDesk.openIds())).toEqual([]);
  await context.close();
});

test('two tabs that write the log together never share a number, and number without gaps', async () => {
  const { context, openTab, sink } = await aProfile();
  const [tab, other] = [await openTab(), await openTab()];
  await Promise.all([
    tab.evaluate(() => window.storeDesk.appendMany('first', 60)),
    other.evaluate(() => window.storeDesk.appendMany('second', 60)),
  ]);
  await expect.poll(() => waiting(tab), patiently).toBe(0);
  const rows = [...sink.kept.values()];
  expect(new Set(rows.map(({ writerId }) => writerId)).size).toBe(1);
  expect(rows.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 120 }, (_, index) => index + 1),
  );
  expect(new Set(sink.summaries()).size).toBe(120);
  await context.close();
});

test('the log arrives whole and each row once, although the database is away or silent now and then', async () => {
  const turns: readonly SinkAnswer[] = ['away', 'taken', 'lost', 'away', 'lost', 'taken'];
  const sink = aSink(() => turns[sink.world.deliveries % turns.length] ?? 'taken');
  const { context, openTab } = await aProfile(sink);
  const [tab, other] = [await openTab(), await openTab()];
  for (let round = 0; round < 5; round += 1) {
    await tab.evaluate((name) => window.storeDesk.appendMany(name, 10), `first ${round}`);
    await other.evaluate((name) => window.storeDesk.appendMany(name, 10), `second ${round}`);
  }
  await expect.poll(() => waiting(tab), patiently).toBe(0);
  expect(sink.kept.size).toBe(100);
  expect(new Set(sink.summaries()).size).toBe(100);
  await context.close();
});

test('while the database is away rows wait over reloads, are shown, and are asked about rarely', async () => {
  const sink = aSink(() => 'away');
  const { context, openTab, reload } = await aProfile(sink);
  const tab = await openTab();
  await tab.evaluate(() => window.storeDesk.appendMany('kept', 20));
  await reload(tab);
  expect(await waiting(tab)).toBe(20);
  expect(await tab.evaluate(() => window.storeDesk.listed())).toContain('kept 7');
  await tab.evaluate(() => window.storeDesk.appendMany('more', 20));
  sink.world.deliveries = 0;
  const since = performance.now();
  await expect.poll(() => sink.world.deliveries, patiently).toBeGreaterThan(2);
  // Forty entries make one row of retries, every 50 ms here, not forty.
  expect(sink.world.deliveries).toBeLessThanOrEqual((performance.now() - since) / 50 + 2);
  sink.world.answer = () => 'taken';
  await expect.poll(() => waiting(tab), patiently).toBe(0);
  expect(sink.kept.size).toBe(40);
  await context.close();
});

test('a row the database never takes waits on and holds up nobody', async () => {
  const isBad = ({ summary }: StoredAuditEntry) => summary === 'bad 3';
  const sink = aSink((rows) => (rows.some(isBad) ? 'refused' : 'taken'));
  const { context, openTab } = await aProfile(sink);
  const tab = await openTab();
  await tab.evaluate(() => window.storeDesk.appendMany('bad', 12));
  await expect.poll(() => sink.kept.size, patiently).toBe(11);
  expect(await waiting(tab)).toBe(1);
  await tab.evaluate(() => window.storeDesk.append('later'));
  await expect.poll(() => sink.summaries(), patiently).toContain('later');
  await context.close();
});

test('contracts come back from a reload with exact strikes, apart for each gateway', async () => {
  const { context, openTab, reload } = await aProfile();
  const tab = await openTab();
  await tab.evaluate(() => window.storeDesk.saveAtlas('practice'));
  await reload(tab);
  expect(await tab.evaluate(() => window.storeDesk.loadAtlas('practice', 'JAN27'))).toEqual({
    month: ['0.5', '123456789012.12345678'],
    readOn: '2026-11-19',
    strikes: ['123456789012.12345678 call 1', '123456789012.12345678 put 0'],
    contract: '123456789012.12345678',
  });
  const nothing = { month: null, readOn: null, strikes: [], contract: null };
  expect(await tab.evaluate(() => window.storeDesk.loadAtlas('ibkr', 'JAN27'))).toEqual(nothing);
  expect(await tab.evaluate(() => window.storeDesk.loadAtlas('practice', 'FEB27'))).toEqual(
    nothing,
  );
  await context.close();
});

test('a newer desk in another tab may change the store; the older one then stores no intent', async () => {
  const { context, openTab } = await aProfile();
  const [old, newer] = [await openTab(), await openTab()];
  expect(await newer.evaluate(() => window.storeDesk.upgrade())).toBe('upgraded');
  expect(
    await old.evaluate(() =>
      window.storeDesk.addIntent('sd-late', '1').catch(() => 'refused by the closed store'),
    ),
  ).not.toBe('stored');
  await context.close();
});
