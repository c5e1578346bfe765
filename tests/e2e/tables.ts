/** The trader's own tables, read as the page reads them. */
import type { Page } from 'playwright-core';

import { pageConfig } from './desk.ts';

const storyTables = [
  'ibkr_credentials',
  'ibkr_account_info',
  'ibkr_positions',
  'ibkr_orders',
  'ibkr_session_tracking',
  'ibkr_trading_activity_log',
  'ibkr_compliance_acknowledgments',
  'trading_compliance_log',
  'ibkr_executions',
] as const;

type Rows = readonly Readonly<Record<string, unknown>>[];
export type Tables = Readonly<Record<(typeof storyTables)[number], Rows>>;

/** All rows of all tables of the story. */
export async function readTables(page: Page): Promise<Tables> {
  const { token, supabase } = await pageConfig(page);
  return page.evaluate(
    async ({ names, token: ours, key }) => {
      const headers = { 'x-strikedesk-token': ours, 'content-type': 'application/json' };
      const answer = await fetch('/host/session', { method: 'POST', headers, body: '{}' });
      const session: { access_token: string } = await answer.json();
      const rowsOf = async (name: string): Promise<Rows> => {
        const rows = await fetch(`/rest/v1/${name}?select=*`, {
          headers: { ...headers, apikey: key, authorization: `Bearer ${session.access_token}` },
        });
        const found: Rows = await rows.json();
        return found;
      };
      const read = await Promise.all(names.map(async (name) => [name, await rowsOf(name)]));
      const tables: Tables = Object.fromEntries(read);
      return tables;
    },
    { names: storyTables, token, key: supabase.key },
  );
}

/** Columns that are null in every row, as "table.column". */
export function emptyColumns(tables: Tables): string[] {
  return storyTables.flatMap((name) =>
    Object.keys(tables[name][0] ?? {})
      .filter((column) => tables[name].every((row) => row[column] === null))
      .map((column) => `${name}.${column}`),
  );
}
