/**
 * Bad days on the practice gateway: nonsense in the fields, a gateway that refuses, breaks or says nothing while an order
 * is under way, and a wizard that is pointed at the wrong port. The gateway's own log says how often an order arrived.
 */
import type { Browser, Page } from 'playwright-core';
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
  type StartedDesk,
} from './desk.ts';
import { PracticeControls, type Fault } from './practice-controls.ts';
import {
  isVisible,
  pickCall,
  review,
  reviewButton,
  send,
  sendButton,
  strikesOnScreen,
  ticketOf,
} from './ticket.ts';

const folder = aTemporaryFolder();
let browser: Browser;
let desk: StartedDesk;
let page: Page;
let gateway: PracticeControls;
let strikes: readonly string[];

beforeAll(async () => {
  browser = await launchChromium();
  desk = await startDesk(folder.path);
  page = await (await newWindow(browser)).newPage();
});

shootFailures(() => browser);

afterAll(async () => {
  await browser.close();
  await desk.stop();
  folder.remove();
});

const alarm = 'We do not know yet whether the broker has this order.';
const placing: Omit<Fault, 'kind'> = { method: 'POST', path: '/iserver/account/DU7418203/orders' };
const placed = async (): Promise<number> =>
  (await gateway.orderWrites()).filter((write) => write === `POST ${placing.path}`).length;
const field = (name: string | RegExp) => ticketOf(page).getByLabel(name);

/** Writes a buy far below the market, opens its last look, and breaks the gateway under it. */
async function sendInto(call: number, ...faults: readonly Fault[]): Promise<void> {
  await pickCall(page, strikes[call]);
  await field('Limit per share').fill('0.05');
  await review(page);
  await sendButton(page).waitFor(isVisible);
  await gateway.break(...faults);
  await sendButton(page).dblclick();
}

test('a desk on the practice gateway has an option on its ticket', async () => {
  await page.goto(desk.link);
  await setUpPractice(page);
  gateway = new PracticeControls((await pageConfig(page)).practice?.port ?? 0);
  await page.goto(`${desk.origin}/?symbol=AAPL`);
  strikes = await strikesOnScreen(page);
  await pickCall(page, strikes[0]);
  expect(await gateway.orderWrites()).toEqual([]);
});

test('a number that is none, or can be read two ways, stays as typed and sends nothing', async () => {
  for (const [typed, words] of [
    ['1.000', 'This can be read two ways'],
    ['1e3', 'Type the number in full'],
    ['١٢', 'Use the digits 0 to 9'],
    ['-1', 'flip the side'],
    ['99999999999', 'more than any market has'],
  ] as const) {
    await field('Contracts').fill(typed);
    await ticketOf(page).getByText(words).waitFor(isVisible);
    expect(await reviewButton(page).count()).toBe(0);
    expect(await field('Contracts').inputValue()).toBe(typed);
  }
  await field('Contracts').fill('1');
  for (const [typed, words] of [
    ['1.234,5', 'This can be read two ways'],
    ['1.303', 'Between the exchange’s steps'],
  ] as const) {
    await field('Limit per share').fill(typed);
    await ticketOf(page).getByText(words).waitFor(isVisible);
    await page.keyboard.press('Control+Enter');
    expect(await sendButton(page).count()).toBe(0);
  }
  await field('Contracts').fill('5001');
  await field('Limit per share').fill('0.05');
  await ticketOf(page).getByText('Type a smaller quantity').waitFor(isVisible);
  await ticketOf(page).getByRole('button', { name: 'Blocked: Quantity' }).waitFor(isVisible);
  await shoot(page, 'quantity');
  expect(await gateway.orderWrites()).toEqual([]);
  await field('Contracts').fill('1');
});

test('a stop-limit order is placed, waits for its trigger and is canceled', async () => {
  await field('Type').selectOption('stop-limit');
  await field(/^Trigger/).fill('300.00');
  await field('Limit per share').fill('301.00');
  await send(page, ticketOf(page).getByText('The broker has the order'));
  await page.getByRole('tab', { name: 'Working 1' }).waitFor(isVisible);
  const price = page.getByRole('cell', { name: '301.00 after 300.00' });
  expect(await price.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  await shoot(page, 'stop-limit');
  expect(await placed()).toBe(1);
  await page.getByRole('button', { name: /^Cancel order: buy 1 AAPL/ }).click();
  await page.getByRole('tab', { name: 'Working 0' }).waitFor(isVisible);
  await expect.poll(() => gateway.orders(), isVisible).toEqual(['Cancelled']);
  await page.getByRole('button', { name: 'Write another order' }).click();
  await field('Type').selectOption('limit');
});

test('a gateway that wants a pause has taken nothing, and is named as who said so', async () => {
  await sendInto(1, { kind: '429', ...placing, retryAfterS: 2 });
  const panel = ticketOf(page).getByRole('alert');
  await panel.getByText('The gateway did not take the order, none exists').waitFor(isVisible);
  await panel.getByText('wants a pause of 2 s').waitFor(isVisible);
  expect(await panel.innerText()).not.toMatch(/host/i);
  await shoot(page, 'pause');
  expect(await placed()).toBe(2);
  await page.getByRole('button', { name: 'Back to the ticket' }).click();
});

test('an answer that is lost leaves the order unknown and locked, in another tab and after a reload too', async () => {
  await sendInto(
    2,
    { kind: 'unknown-outcome', status: 503, ...placing },
    { kind: '503', method: 'GET', path: '/iserver/account/orders', count: 1000 },
    { kind: '503', method: 'GET', path: '/iserver/account/trades', count: 1000 },
  );
  await page.getByText(alarm).waitFor(isVisible);
  await ticketOf(page)
    .getByRole('button', { name: 'Locked until the broker answers' })
    .waitFor(isVisible);
  await shoot(page, 'unknown');
  const second = await page.context().newPage();
  await Promise.all([second.goto(`${desk.origin}/?symbol=AAPL`), page.reload()]);
  await second.getByText(alarm).waitFor(isVisible);
  await second.close();
  await pickCall(page, strikes[2]);
  await page.getByText(alarm).waitFor(isVisible);
  expect(await sendButton(page).or(reviewButton(page)).count()).toBe(0);
  expect(await placed()).toBe(3);
});

test('once the broker can be read again the order is found and shown exactly once', async () => {
  await gateway.mend();
  await page.getByText(alarm).waitFor({ state: 'hidden', timeout: 60_000 });
  await reviewButton(page).waitFor(isVisible);
  await page.getByRole('tab', { name: 'Working 1' }).waitFor(isVisible);
  expect(await page.getByRole('button', { name: /^Cancel order/ }).count()).toBe(1);
  await shoot(page, 'found');
  expect(await gateway.orders()).toEqual(['Cancelled', 'Submitted']);
  expect(await placed()).toBe(3);
});

test('a gateway that hangs on an order locks its like and nothing else', async () => {
  await sendInto(3, { kind: 'hang', ...placing });
  await page.getByText(alarm).waitFor(isVisible);
  expect(await placed()).toBe(4);
  await pickCall(page, strikes[4]);
  await ticketOf(page).getByText('1 order has no answer yet').waitFor(isVisible);
  await reviewButton(page).waitFor(isVisible);
});

test('a gateway without a login has taken nothing, and says where to log in', async () => {
  await sendInto(4, { kind: '401', ...placing });
  const panel = ticketOf(page).getByRole('alert');
  await panel.getByText('The gateway did not take the order, none exists').waitFor(isVisible);
  await panel.getByText('says you are not logged in').waitFor(isVisible);
  expect(await panel.innerText()).not.toMatch(/host/i);
  await shoot(page, 'no-login');
  expect(await placed()).toBe(5);
  expect(await gateway.orders()).toEqual(['Cancelled', 'Submitted']);
});

test('the wizard names the program of a wrong port, and does not take practice for paper', async () => {
  const practicePort = (await pageConfig(page)).practice?.port ?? 0;
  await page.goto(`${desk.origin}/setup/paper?step=2`);
  await page.getByLabel(/username/).fill('somebody');
  for (const [port, words] of [
    ['7497', '7497 is the socket port of TWS, paper'],
    ['1', 'The gateway is not running there'],
    [String(practicePort), 'This is the practice gateway, not IBKR'],
  ] as const) {
    await page.getByLabel('Port').fill(port);
    await page.getByRole('button', { name: /^Check/ }).click();
    await page.getByText(words).waitFor(isVisible);
  }
  await shoot(page, 'wrong-port');
  await page.goto(`${desk.origin}/settings`);
  await page.getByRole('heading', { name: 'IBKR Paper' }).waitFor(isVisible);
  expect(await page.getByText('somebody').count()).toBe(0);
});
