/**
 * A Friday afternoon at a practice exchange that keeps hours: an option ends with its ticket open, the market closes, an
 * order waits over the weekend, the login ends at midnight, and on Monday the order works.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { aTemporaryFolder } from '#tests/host-kit.ts';

import { launchChromium } from './chromium.ts';
import {
  logInAtGateway,
  newWindow,
  pageConfig,
  setUpPractice,
  shoot,
  startDesk,
  troubleOf,
  type StartedDesk,
} from './desk.ts';
import { PracticeControls } from './practice-controls.ts';
import { isVisible, pickCall, review, reviewButton, sendButton, ticketOf } from './ticket.ts';

const folder = aTemporaryFolder();
let browser: Browser;
let desk: StartedDesk;
let page: Page;
let trouble: string[];
let gateway: PracticeControls;

beforeAll(async () => {
  browser = await launchChromium();
  desk = await startDesk(folder.path, { now: '2026-11-20T15:30-05:00', keepsHours: true });
  page = await (await newWindow(browser)).newPage();
  trouble = troubleOf(page);
});

afterAll(async () => {
  await browser.close();
  await desk.stop();
  folder.remove();
});

const ticket = () => ticketOf(page);
const says = (words: string | RegExp) => page.getByText(words).first().waitFor(isVisible);
const calls = () => page.getByRole('button', { name: /call ask [1-9]/ });

const expiriesToday = () => page.getByRole('tab', { name: /^20 Nov/ }).count();

/** The strike of a call in the middle of what is on screen. */
async function aStrike(): Promise<string> {
  await calls().nth(6).waitFor(isVisible);
  const label = await calls().nth(6).getAttribute('aria-label');
  return label?.split(' ')[0] ?? '';
}

test('a desk is set up, and its clock says when the market closes', async () => {
  await page.goto(desk.link);
  await says('with the hours of New York’s');
  await setUpPractice(page);
  gateway = new PracticeControls((await pageConfig(page)).practice?.port ?? 0);
  await page.goto(`${desk.origin}/?symbol=AAPL&expiry=2026-11-20`);
  await says('Market open, closes 16:00');
  await expect.poll(expiriesToday, isVisible).toBe(1);
});

test('an option on its last day warns, and an order confirmed before the end is not sent after it', async () => {
  await pickCall(page, await aStrike());
  await ticket().getByText('trades until 16:00 New York').waitFor(isVisible);
  await review(page);
  await sendButton(page).waitFor(isVisible);
  await gateway.passTo('2026-11-20T16:00:01-05:00');
  // The desk hears of the time with the next heartbeat.
  await says(/^16:00:\d\d$/);
  await sendButton(page).click();
  await ticket().getByText('The desk stopped the order, nothing was sent').waitFor(isVisible);
  await ticket().getByText('trading ended Fri 20 Nov 16:00 New York').waitFor(isVisible);
  await shoot(page, 'expired');
  expect(await gateway.orderWrites()).toEqual([]);
  expect(await gateway.orders()).toEqual([]);
});

test('back on the ticket it stays blocked, and the day’s expiry is no choice any more', async () => {
  await ticket().getByRole('button', { name: 'Back to the ticket' }).click();
  await ticket().getByText('No exchange trades it any more').waitFor(isVisible);
  expect(await reviewButton(page).count()).toBe(0);
  await gateway.passTo('2026-11-20T16:15:01-05:00');
  await expect.poll(expiriesToday, isVisible).toBe(0);
});

test('with the market closed the chain shows its last prices as such', async () => {
  await page.goto(`${desk.origin}/?symbol=AAPL&expiry=2026-11-27`);
  await says('After the close, opens Mon 09:30');
  await says(/C \d+ last close/);
  expect(await page.getByRole('button', { name: /call ask .*, live/ }).count()).toBe(0);
  await shoot(page, 'closed');
});

test('a market order is not sent to a closed market, and an immediate one neither', async () => {
  await page
    .locator(`tr[data-strike="${await aStrike()}"]`)
    .getByRole('button', { name: /call ask/ })
    .click(isVisible);
  await ticket().getByLabel('Type').selectOption('market');
  await ticket()
    .getByText(/A market order is not sent on them/)
    .waitFor(isVisible);
  await ticket().getByLabel('Type').selectOption('limit');
  await ticket().getByText('IOC', { exact: true }).click();
  await ticket().getByText('an immediate order cannot wait').waitFor(isVisible);
  expect(await reviewButton(page).count()).toBe(0);
  await ticket().getByText('Day', { exact: true }).click();
});

test('a limit order says until when it waits, and waits', async () => {
  await ticket()
    .getByText(
      /It waits until the market opens, Mon 23 Nov 09:30 New York\. It works on that day only/,
    )
    .waitFor(isVisible);
  await review(page);
  await sendButton(page).click();
  await ticket().getByText('The broker has the order').waitFor(isVisible);
  await page.getByRole('tab', { name: 'Working 1' }).waitFor(isVisible);
  await shoot(page, 'held');
  expect(await gateway.orders()).toEqual(['PreSubmitted']);
});

test('the login ends at midnight in New York: the desk warned, says so, and what waits is untouched', async () => {
  await gateway.passTo('2026-11-20T23:30-05:00');
  await says(/The broker logs you out in \d+ min, at 00:00 New York/);
  await gateway.passTo('2026-11-21T00:00:01-05:00');
  await says('You are not logged in at the gateway.');
  await says(/logged out/);
  await shoot(page, 'midnight');
  expect(await gateway.orders()).toEqual(['PreSubmitted']);
});

test('after a new login the order is there, and on Monday it works', async () => {
  await logInAtGateway(page);
  await expect
    .poll(() => page.getByText('You are not logged in at the gateway.').count(), isVisible)
    .toBe(0);
  await page.goto(`${desk.origin}/?symbol=AAPL`);
  await says('Market closed, opens Mon 09:30');
  await page.getByRole('tab', { name: 'Working 1' }).waitFor(isVisible);
  // The weekend would end the login again: only the market's clock goes on.
  await gateway.setMarket('2026-11-23T09:30:05-05:00');
  await expect.poll(() => gateway.orders(), isVisible).not.toContain('PreSubmitted');
  await says('Market open, closes 16:00');
  await shoot(page, 'monday');
});

test('no screen of the story broke anything', () => {
  expect(trouble).toEqual([]);
});
