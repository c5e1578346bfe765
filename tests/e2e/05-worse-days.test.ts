/**
 * Worse days on the practice gateway: the answer to a question that breaks, an order refused outright, a cancel that fails,
 * leaving while orders work, a host that stands still, a gateway that is silent from the first call on.
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
  troubleOf,
  type StartedDesk,
} from './desk.ts';
import { PracticeControls, type Fault } from './practice-controls.ts';
import {
  isVisible,
  pickCall,
  review,
  send,
  sendButton,
  strikesOnScreen,
  ticketOf,
} from './ticket.ts';

const folder = aTemporaryFolder();
let browser: Browser;
let desk: StartedDesk;
let page: Page;
let trouble: readonly string[];
let gateway: PracticeControls;
let strikes: readonly string[];

shootFailures(() => browser);

beforeAll(async () => {
  browser = await launchChromium();
  desk = await startDesk(folder.path);
  page = await (await newWindow(browser)).newPage();
  trouble = troubleOf(page);
});

afterAll(async () => {
  desk.wake();
  await browser.close();
  await desk.stop();
  folder.remove();
});

const placing: Omit<Fault, 'kind'> = { method: 'POST', path: '/iserver/account/DU7418203/orders' };
const alarm = 'We do not know yet whether the broker has this order.';
const field = (name: string) => ticketOf(page).getByLabel(name);
const alarmOf = () => ticketOf(page).getByRole('alert');
const question = () => page.getByRole('alertdialog', { name: /The broker asks before/ });
const yes = () => page.getByRole('button', { name: 'Yes, send it' });
const backToTicket = () => page.getByRole('button', { name: 'Back to the ticket' });
const orders = () => page.getByRole('region', { name: 'Orders' });
const allIsWell = () => page.getByText('All four session lamps are good.');

/** Writes a buy far below the market, up to the last look. */
async function lastLookAt(call: number): Promise<void> {
  await pickCall(page, strikes[call]);
  await field('Limit per share').fill('0.05');
  await review(page);
  await sendButton(page).waitFor(isVisible);
}

/** Sends a market order for a call, up to the broker's question; such an order is always asked about. */
async function askedAbout(call: number): Promise<void> {
  await pickCall(page, strikes[call]);
  await field('Type').selectOption('market');
  await review(page);
  await sendButton(page).click(isVisible);
  await question().waitFor(isVisible);
}

test('a practice desk stands, with the chain of AAPL', async () => {
  await page.goto(desk.link);
  await setUpPractice(page);
  gateway = new PracticeControls((await pageConfig(page)).practice?.port ?? 0);
  await page.goto(`${desk.origin}/?symbol=AAPL`);
  strikes = await strikesOnScreen(page);
  expect(await gateway.orderWrites()).toEqual([]);
});

test('an order the broker refuses outright is told in its words, and none exists', async () => {
  await lastLookAt(0);
  const error = 'Your account does not have <b>trading permission</b>.';
  await gateway.break({ kind: 'answer', body: { error }, ...placing });
  await sendButton(page).click();
  await alarmOf().getByText('The broker refused the order, none exists').waitFor(isVisible);
  await alarmOf().getByText('does not have trading permission.').waitFor(isVisible);
  await shoot(page, 'refused');
  expect(await gateway.orders()).toEqual([]);
  await backToTicket().click();
});

test('an error without a reason is no refusal: neither of the what-if nor of the order’s way', async () => {
  await gateway.break({ kind: '500', ...placing, path: `${placing.path}/whatif`, count: 50 });
  await lastLookAt(1);
  await page.getByText('no answer').first().waitFor(isVisible);
  await gateway.mend();
  await gateway.break({ kind: '403', ...placing });
  await sendButton(page).click();
  await alarmOf().getByText('The gateway did not take the order, none exists').waitFor(isVisible);
  await shoot(page, 'not-taken');
  expect(await gateway.orders()).toEqual([]);
  await backToTicket().click();
});

test('half an answer to the yes leaves the order unknown; it is found, filled once', async () => {
  const before = (await gateway.orderWrites()).length;
  await askedAbout(2);
  await gateway.break(
    { kind: 'truncated', method: 'POST', path: '/iserver/reply' },
    { kind: '503', method: 'GET', path: '/iserver/account/orders', count: 1000 },
    { kind: '503', method: 'GET', path: '/iserver/account/trades', count: 1000 },
  );
  await yes().click();
  await page.getByText(alarm).waitFor(isVisible);
  await ticketOf(page).getByText('does not settle it: The answer is cut off').waitFor(isVisible);
  // Nobody knows the fill, but what is at stake is known: about what it would have cost.
  await ticketOf(page)
    .getByText(/^about \$/)
    .waitFor(isVisible);
  await shoot(page, 'half-an-answer');
  await gateway.mend();
  await page.getByText(alarm).waitFor({ state: 'hidden', timeout: 60_000 });
  await page.getByRole('tab', { name: 'Fills 1' }).waitFor(isVisible);
  expect(await gateway.orders()).toEqual(['Filled']);
  expect((await gateway.orderWrites()).slice(before)).toHaveLength(2);
});

test('a cancel that fails says whether the order may still work, or does for certain', async () => {
  await pickCall(page, strikes[4]);
  await field('Limit per share').fill('0.05');
  await send(page, ticketOf(page).getByText('The broker has the order'));
  const cancel = page.getByRole('button', { name: /^Cancel order: buy 1 AAPL/ });
  const canceling = { method: 'DELETE', path: '/iserver/account/DU7418203/order' } as const;
  for (const [kind, words] of [
    ['500', 'The cancel was not confirmed. The broker answered with an error'],
    ['404', 'The cancel was not taken. The broker does not know what the desk asked for'],
  ] as const) {
    await gateway.break({ kind, ...canceling });
    await cancel.click(isVisible);
    await orders().getByText(words).waitFor(isVisible);
    expect(await gateway.orders()).toEqual(['Filled', 'Submitted']);
  }
  await shoot(page, 'cancel-failed');
});

test('leaving while orders work is asked first; without a gateway nothing claims to be asked', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click(isVisible);
  const dialog = page.getByRole('alertdialog', { name: 'Disconnect while orders work?' });
  await dialog.getByText('1 order keeps working at the broker').waitFor(isVisible);
  await shoot(page, 'leaving');
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByText('No gateway is connected.', { exact: true }).waitFor(isVisible);
  await page.goto(`${desk.origin}/?symbol=AAPL`);
  await expect.poll(() => page.getByText('Not asked: no gateway').count(), isVisible).toBe(2);
  await shoot(page, 'left');
  expect(await gateway.orders()).toEqual(['Filled', 'Submitted']);

  await page.goto(`${desk.origin}/settings`);
  await page.getByRole('button', { name: 'Connect', exact: true }).last().click(isVisible);
  await page.getByText('Logged in as practice-trader').waitFor(isVisible);
  await page.goto(`${desk.origin}/nothing/here`);
  await page.getByText('There is nothing at this address').waitFor(isVisible);
  await page.getByRole('link', { name: 'Back to the desk' }).click();
  await allIsWell().waitFor({ ...isVisible, state: 'attached' });
});

test('a host that stands still is told in the question itself, and no yes leaves', async () => {
  await page.goto(`${desk.origin}/?symbol=AAPL`);
  const before = (await gateway.orderWrites()).length;
  await askedAbout(5);
  desk.freeze();
  await question().getByText('no answer of yours can leave this computer now').waitFor(isVisible);
  expect(await yes().isDisabled()).toBe(true);
  await shoot(page, 'frozen');
  desk.wake();
  await expect.poll(() => yes().isEnabled(), isVisible).toBe(true);
  await question()
    .getByRole('button', { name: /Discard/ })
    .click();
  await ticketOf(page).getByText('Discarded, no order exists').waitFor(isVisible);
  expect(await gateway.orders()).toEqual(['Filled', 'Submitted']);
  expect((await gateway.orderWrites()).slice(before)).toHaveLength(2);
});

test('no login at the moment of the yes: unknown, and sent once', async () => {
  const before = (await gateway.orderWrites()).length;
  await askedAbout(3);
  await gateway.break({ kind: '401', method: 'POST', path: '/iserver/reply' });
  await yes().click();
  await page.getByText(alarm).waitFor(isVisible);
  await ticketOf(page).getByText('The gateway says that nobody is logged in.').waitFor(isVisible);
  expect(await gateway.orders()).toEqual(['Filled', 'Submitted']);
  expect((await gateway.orderWrites()).slice(before)).toHaveLength(2);
});

test('a gateway silent from the first call on is told, and the desk is back by itself when it speaks', async () => {
  await gateway.break({ kind: 'hang', count: 10_000 });
  await page.reload();
  await page.getByText('This does not mean that you hold none').waitFor(isVisible);
  await page.getByText('The gateway does not answer.', { exact: true }).waitFor(isVisible);
  // What is unknown stands in this browser's own store: it is shown and locked, whoever is silent.
  await page.getByText(alarm).waitFor(isVisible);
  await shoot(page, 'silent');
  await gateway.mend();
  await allIsWell().waitFor({ ...isVisible, state: 'attached' });
  await page.getByRole('tab', { name: 'Working 2' }).waitFor(isVisible);
  expect(await gateway.orders()).toEqual(['Filled', 'Submitted']);
});

test('no bad day broke a page', () => {
  expect(trouble).toEqual([]);
});
