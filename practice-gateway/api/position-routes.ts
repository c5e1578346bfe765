import type { Hono } from 'hono';

import { conidOf, type Conid } from '#domain/contract.ts';

import { freshPositionRow, positionRow } from '../wire/position-rows.ts';
import type { World } from '../world.ts';
import { isTrue } from './loose-values.ts';
import { PositionCache } from './position-cache.ts';
import { badRequest, reply, wholeNumber } from './replies.ts';

const PAGE = 100;

/** Holdings: the classic list (cached, in pages), the fresh list, one contract. */
export function positionRoutes(app: Hono, world: World): void {
  const cache = new PositionCache(world);

  const rowsOf = (accountId: string, isWaitedFor: boolean, only: Conid | null = null) =>
    cache
      .rows(accountId)
      .filter(({ conid }) => only === null || conid === only)
      .map((one) => positionRow(world, accountId, one, cache.isLoaded(one.conid, isWaitedFor)))
      .filter((row) => row !== null);

  app.get('/portfolio/:accountId/positions/:page', (c) => {
    const { accountId, page } = c.req.param();
    if (!/^\d+$/.test(page)) return badRequest('pageId');
    const rows = rowsOf(accountId, isTrue(c.req.query('waitForSecDef')));
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
    const rows = world.exchange.positions(accountId).map((one) => freshPositionRow(world, one));
    return reply(rows.filter((row) => row !== null));
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
