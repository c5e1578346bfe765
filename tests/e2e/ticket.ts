/** Writing and sending orders as a person does it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The machine may be busy with other tests. */
export const isVisible = { timeout: 30_000 };

export const ticketOf = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Order ticket' });

/** Strikes on screen whose call has a live ask of a dollar or more, once there are some. */
export async function strikesOnScreen(page: Page): Promise<readonly string[]> {
  const asks = page.getByRole('button', { name: /call ask [1-9]\d*\.\d\d, live/ });
  await asks.nth(5).waitFor(isVisible);
  const labels = await asks.evaluateAll((cells) =>
    cells.map((cell) => cell.getAttribute('aria-label') ?? ''),
  );
  return labels.map((label) => label.split(' ')[0] ?? '');
}

/** Clicks the ask of a call: the ticket buys it. */
export async function pickCall(page: Page, strike: string | undefined): Promise<void> {
  const row = page.locator(`tr[data-strike="${strike}"]`);
  await row.waitFor(isVisible);
  // Rows out of sight have no prices.
  await row.scrollIntoViewIfNeeded();
  await row.getByRole('button', { name: /call ask .*, live/ }).click(isVisible);
  await ticketOf(page).getByText(` ${strike} call`).first().waitFor(isVisible);
}

/** Opens the last look at what the ticket holds. */
export async function review(page: Page): Promise<void> {
  await reviewButton(page).click(isVisible);
  const anyPrice = page.getByRole('checkbox', { name: /Any price will do/ });
  if (await anyPrice.isVisible()) await anyPrice.check();
}

export const reviewButton = (page: Page): Locator =>
  ticketOf(page).getByRole('button', { name: /^Review/ });

export const sendButton = (page: Page): Locator => page.getByRole('button', { name: /send it$/ });

/** Reviews, sends and answers every question of the broker with yes, until `done` is on the ticket. */
export async function send(
  page: Page,
  done: Locator,
  onQuestion: (round: number) => Promise<void> = async () => undefined,
): Promise<void> {
  await review(page);
  await sendButton(page).click();
  const yes = page.getByRole('button', { name: 'Yes, send it' });
  for (let round = 0; round < 5; round += 1) {
    await expect
      .poll(async () => (await yes.isVisible()) || (await done.isVisible()), isVisible)
      .toBe(true);
    if (await done.isVisible()) return;
    await onQuestion(round + 1);
    await yes.click();
    await expect.poll(() => yes.isVisible(), isVisible).toBe(false);
  }
}
