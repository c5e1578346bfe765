import type { Hono } from 'hono';

import { conidOf, type Conid } from '#domain/contract.ts';

import { freshPositionRow, positionRow } from '../wire/position-rows.ts';
import type { World } from '../world.ts';
import { isTrue } from './loose-values.ts';
import { PositionCache } from './position-cache.ts';
import { badRequest, reply, wholeNumber } from './replies.ts';

const PAGE = 100;

type Row = Readonly<Record<string, unknown>>;

/** Rows by one of their columns, `d` for descending. A column that is no number is compared as words. */
function sortedRows(rows: readonly Row[], column: string, direction?: string): readonly Row[] {
  const sign = direction === 'd' ? -1 : 1;
  const valueOf = (row: Row) => {
    const value = Object.hasOwn(row, column) ? row[column] : null;
    return typeof value === 'number' || typeof value === 'string' ? value : '';
  };
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
    return sign * String(one).localeCompare(String(other), 'en');
  });
}

/** Holdings: the classic list (cached, in pages), the fresh list, one contract. */
export function positionRoutes(app: Hono, world: World): void {
  const cache = new PositionCache(world);

  const rowsOf = (accountId: string, isWaitedFor: boolean, only: Conid | null = null) =>
    cache
      .rows(accountId)
      .filter(({ conid }) => only === null || conid === only)
      .map((one) => positionRow(world, accountId, one, cache.isLoaded(one.conid, isWaitedFor)))
      .filter((row) => row !== null);

  // The page may be left out: then it is the first.
  app.get('/portfolio/:accountId/positions/:page?', (c) => {
    const { accountId, page = '0' } = c.req.param();
    if (!/^\d+$/.test(page)) return badRequest('pageId');
    const { waitForSecDef, sort = 'name', direction } = c.req.query();
    const rows = sortedRows(rowsOf(accountId, isTrue(waitForSecDef)), sort, direction);
    return reply(rows.slice(Number(page) * PAGE, (Number(page) + 1) * PAGE));
  });

  app.post('/portfolio/:accountId/positions/invalidate', (c) => {
    cache.invalidate(c.req.param('accountId'));
    return reply({ message: 'success' });
  });

  app.get('/portfolio2/:accountId/positions', (c) => {
    const accountId = c.req.param('accountId');
    if (!world.exchange.accountIds().includes(accountId)) {
      return badRequest(`accountId is not valid: ${accountId}`);
    }
    const rows = world.exchange
      .positions(accountId)
      .map((one) => freshPositionRow(world, one))
      .filter((row) => row !== null);
    const { sort, direction } = c.req.query();
    return reply(sort === undefined ? rows : sortedRows(rows, sort, direction));
  });

  app.get('/portfolio/:accountId/position/:conid', (c) => {
    const conid = wholeNumber(c.req.param('conid'));
    if (conid === null) return badRequest('conid');
    return reply(rowsOf(c.req.param('accountId'), false, conidOf(conid)));
  });

  app.get('/portfolio/positions/:conid', (c) => {
    const conid = wholeNumber(c.req.param('conid'));
    if (conid === null) return badRequest('conid');
    const byAccount = world.exchange
      .accountIds()
      .map((id) => [id, rowsOf(id, false, conidOf(conid))] as const)
      .filter(([, rows]) => rows.length > 0);
    return reply(Object.fromEntries(byAccount));
  });

  app.get('/portfolio/:accountId/combo/positions', () => reply([]));
}
