import { Hono } from 'hono';

import type { SocketLines } from '../market-lines.ts';
import type { World } from '../world.ts';
import { accountRoutes } from './account-routes.ts';
import { contractRoutes } from './contract-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { orderListRoutes } from './order-list-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { positionRoutes } from './position-routes.ts';
import { badRequest, notFound, reply } from './replies.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { smallRoutes } from './small-routes.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import { summaryRoutes } from './summary-routes.ts';
import { watchlistRoutes } from './watchlist-routes.ts';

/** Paths below `/iserver` that work without a brokerage session. */
const WITHOUT_BROKERAGE = /^\/v1\/api\/iserver\/auth\//;

function guard(world: World, path: string): Response | null {
  world.refresh();
  const { session } = world;
  if (session.sso === null) return new Response(null, { status: 401 });
  session.touch();
  if (!path.startsWith('/v1/api/iserver/') || WITHOUT_BROKERAGE.test(path)) return null;
  if (session.brokerage === 'ready') return null;
  return badRequest(session.brokerage === 'none' ? 'Init session first' : 'no bridge');
}

/** Words in the account's place for routes over all accounts. */
const OVER_ALL = new Set(['positions', 'allocation']);

const ACCOUNT_LISTS = new Set(['accounts', 'subaccounts', 'subaccounts2']);

/** `/portfolio/{id}/...` needs the account list first, and one of our accounts. */
function portfolioGuard(world: World, accountId: string): Response | null {
  if (ACCOUNT_LISTS.has(accountId)) return null;
  if (world.session.sso?.arePortfolioAccountsRead !== true) {
    return badRequest('Please query /portfolio/accounts first');
  }
  const isOurs = OVER_ALL.has(accountId) || world.exchange.accountIds().includes(accountId);
  return isOurs ? null : badRequest(`accountId is not valid: ${accountId}`);
}

/** The broker's side of the gateway: every route below `/v1/api`. `onChange` hears of what should be kept. */
export function buildApi(world: World, socketLines: () => SocketLines, onChange: () => void): Hono {
  const app = new Hono().basePath('/v1/api');
  app.use('*', async (c, next) => {
    const refusal = guard(world, c.req.path);
    if (refusal !== null) return refusal;
    return next();
  });
  app.use('/portfolio/:accountId/*', async (c, next) => {
    const refusal = portfolioGuard(world, c.req.param('accountId'));
    if (refusal !== null) return refusal;
    return next();
  });
  sessionRoutes(app, world);
  summaryRoutes(app, world);
  positionRoutes(app, world);
  orderListRoutes(app, world);
  orderRoutes(app, world);
  accountRoutes(app, world);
  searchRoutes(app, world);
  contractRoutes(app, world);
  scheduleRoutes(app, world);
  historyRoutes(app, world);
  watchlistRoutes(app, world, onChange);
  smallRoutes(app, world, onChange);
  snapshotRoutes(app, world, socketLines);
  app.notFound(() => notFound());
  app.onError((error) => reply({ error: error.message }, 500));
  return app;
}
