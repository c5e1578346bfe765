/** What the stories of interruptions share: an order brought up to the broker's question, and the gateway's own word. */
import https from 'node:https';
import type { BrowserContext, Page } from 'playwright-core';

export const soon = { timeout: 20_000 };

/** One call as the practice gateway wrote it down. */
interface LoggedCall {
  readonly method: string;
  readonly path: string;
}

interface State {
  readonly truth: readonly { readonly orders: readonly unknown[] }[];
}

/** Its controls, reached as a program of this machine. Its certificate is its own, as the real one's. */
export function gatewayControl(port: number) {
  const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const options = { host: 'localhost', port, path: `/practice${path}`, method };
      const request = https.request({ ...options, rejectUnauthorized: false }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve(JSON.parse(text)));
      });
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    fault: (fault: object) => call('POST', '/faults', fault),
    /** Orders there ever were in the account, as the exchange itself knows them. */
    ordersTaken: async (): Promise<number> => {
      const state = (await call('GET', '/state')) as State;
      return state.truth[0]?.orders.length ?? 0;
    },
    clearLog: () => call('DELETE', '/log'),
    /** Orders placed, and questions answered, since the log was cleared. What-ifs are neither. */
    orderWrites: async (): Promise<readonly string[]> => {
      const rows = (await call('GET', '/log')) as readonly LoggedCall[];
      return rows
        .filter(({ method }) => method !== 'GET')
        .map(({ path }) => /\/(orders|reply)(?=\/[\w-]+$|$)(?!\/whatif)/.exec(path)?.[1] ?? '')
        .filter((name) => name !== '');
    },
  };
}

const ticketOf = (page: Page) => page.getByRole('complementary', { name: 'Order ticket' });
export const questionOf = (page: Page) =>
  page.getByRole('alertdialog', { name: /The broker asks before it takes/ });
export const ordersOf = (page: Page) => page.getByRole('region', { name: 'Orders' });

/** The desk in a tab of this browser, with the chain of AAPL. */
export async function openTab(window: BrowserContext, origin: string): Promise<Page> {
  const page = await window.newPage();
  await page.goto(`${origin}/?symbol=AAPL`);
  await asksOf(page).nth(8).waitFor(soon);
  return page;
}

export const asksOf = (page: Page) => page.getByRole('button', { name: /call ask .*live/ });

/** Sends a market order for one call, the `row`th of the chain; such an order is always asked about. */
export async function sendUntilAsked(page: Page, row: number): Promise<void> {
  await asksOf(page).nth(row).click();
  await ticketOf(page).getByLabel('Type').selectOption('market');
  await ticketOf(page)
    .getByRole('button', { name: /^Review/ })
    .click(soon);
  await page.getByRole('checkbox', { name: /Any price will do/ }).check();
  await page.getByRole('button', { name: /send it/ }).click();
  await questionOf(page).waitFor(soon);
}

/** Says yes; the panel then follows the order. */
export async function sayYes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Yes, send it' }).click();
  await ticketOf(page)
    .getByText(/^(The broker has the order|Filled: )/)
    .waitFor(soon);
}
