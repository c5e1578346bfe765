import type { Hono } from 'hono';

import type { World } from '../world.ts';
import { readHistory, type HistoryWish } from './price-history.ts';
import { accountsFirst, invalidArgument, reply, serverError } from './replies.ts';

function history(world: World, wish: HistoryWish): Response {
  if (!world.session.memory.isAccountListRead) return accountsFirst();
  const read = readHistory(world, wish);
  if (read.ok) return reply(read.value);
  return read.error === 'no-data'
    ? serverError('Chart data unavailable')
    : invalidArgument(read.error);
}

/** Price bars. */
export function historyRoutes(app: Hono, world: World): void {
  app.get('/iserver/marketdata/history', (c) => history(world, c.req.query()));
}
