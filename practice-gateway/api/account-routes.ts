import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { accountListBody, accountMetaBody, ownersBody } from './account-body.ts';
import { badRequest, bodyOf, reply, serverError, wholeNumber } from './replies.ts';

const PAGE = 20;
const switchShape = z.object({ acctId: z.string() });

/** The answer of what only another kind of account has. */
const notForThisAccount = {
  error:
    'Details currently unavailable. Please try again later and contact client services if the issue persists.',
  statusCode: 503,
};

/** The accounts of the login, and which one is selected. */
export function accountRoutes(app: Hono, world: World): void {
  const metaOfAll = () => {
    const { sso } = world.session;
    if (sso !== null) sso.arePortfolioAccountsRead = true;
    return world.exchange.accountIds().map((id) => accountMetaBody(world, id));
  };

  app.get('/iserver/accounts', () => {
    world.session.memory.isAccountListRead = true;
    return reply(accountListBody(world));
  });

  app.post('/iserver/account', async (c) => {
    const body = await bodyOf(c.req, switchShape);
    if (!body.ok) return body.error;
    const { acctId } = body.value;
    if (!world.exchange.accountIds().includes(acctId)) return serverError('Invalid account ID');
    if (acctId === world.selectedAccount) return reply({ success: 'Account already set' });
    world.selectedAccount = acctId;
    return reply({ set: true, acctId });
  });

  app.get('/portfolio/accounts', () => reply(metaOfAll()));
  app.get('/portfolio/subaccounts', () => reply(metaOfAll()));
  app.get('/portfolio/subaccounts2', (c) => {
    const all = metaOfAll();
    const pageNum = wholeNumber(c.req.query('page')) ?? 0;
    const metadata = { total: all.length, pageSize: PAGE, pageNum };
    return reply({ metadata, subaccounts: all.slice(pageNum * PAGE, (pageNum + 1) * PAGE) });
  });

  app.get('/portfolio/:accountId/meta', (c) =>
    reply(accountMetaBody(world, c.req.param('accountId'))),
  );

  app.get('/acesws/:accountId/signatures-and-owners', (c) => {
    const accountId = c.req.param('accountId');
    return world.exchange.accountIds().includes(accountId)
      ? reply(ownersBody(world, accountId))
      : badRequest(`accountId is not valid: ${accountId}`);
  });

  app.get('/iserver/account/search/:pattern', () => reply(notForThisAccount, 503));
  app.post('/iserver/dynaccount', () => reply(notForThisAccount, 503));
}
