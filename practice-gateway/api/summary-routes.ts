import { Big } from 'big.js';
import type { Hono } from 'hono';
import { z } from 'zod';

import type { SimulatedAccount } from '#simulation/exchange-shapes.ts';

import { lookUp } from '../look-up.ts';
import { listingOf } from '../wire/contract-facts.ts';
import { cents } from '../wire/number-text.ts';
import { ledgerBody, portfolioSummaryBody } from '../wire/portfolio-bodies.ts';
import {
  accountSummaryBody,
  availableFundsBody,
  balancesBody,
  marginsBody,
  marketValueBody,
  pnlRow,
} from '../wire/summary-bodies.ts';
import type { World } from '../world.ts';
import { accountsFirst, badRequest, bodyOf, reply } from './replies.ts';

const parts: Readonly<Record<string, (account: SimulatedAccount) => unknown>> = {
  available_funds: availableFundsBody,
  balances: balancesBody,
  margins: marginsBody,
  market_value: marketValueBody,
};

type Sums = Record<
  string,
  { readonly long: Record<string, number>; readonly short: Record<string, number> }
>;

function add(sums: Sums, kind: string, name: string, value: Big): void {
  const side = (sums[kind] ??= { long: {}, short: {} })[value.lt(0) ? 'short' : 'long'];
  side[name] = cents(new Big(side[name] ?? 0).plus(value));
}

/** Value by asset class, sector and group, long and short apart. */
function allocationBody(world: World, accountIds: readonly string[]): Sums {
  const sums: Sums = {};
  for (const kind of ['assetClass', 'sector', 'group']) sums[kind] = { long: {}, short: {} };
  for (const id of accountIds) {
    add(sums, 'assetClass', 'CASH', world.exchange.account(id).cash);
    for (const { conid, marketValue, quantity } of world.exchange.positions(id)) {
      const contract = world.exchange.contract(conid);
      if (contract === null || quantity === 0) continue;
      const sector = listingOf(world, contract)?.sector ?? 'Others';
      add(sums, 'assetClass', contract.kind === 'option' ? 'OPT' : 'STK', marketValue);
      add(sums, 'sector', sector, marketValue);
      add(sums, 'group', sector, marketValue);
    }
  }
  return sums;
}

const allocationShape = z.object({ acctIds: z.array(z.string()).min(1) });

function iserverProblem(world: World, accountId: string): Response | null {
  if (!world.session.memory.isAccountListRead) return accountsFirst();
  const isOurs = world.exchange.accountIds().includes(accountId);
  return isOurs ? null : badRequest(`accountId is not valid: ${accountId}`);
}

/** Figures of an account, in the several forms the broker has for them. */
export function summaryRoutes(app: Hono, world: World): void {
  const { exchange, clock } = world;

  app.get('/portfolio/:accountId/summary', (c) =>
    reply(portfolioSummaryBody(exchange.account(c.req.param('accountId')), clock.market())),
  );
  app.get('/portfolio/:accountId/ledger', (c) =>
    reply(ledgerBody(exchange.account(c.req.param('accountId')), clock.market())),
  );
  app.get('/portfolio/:accountId/allocation', (c) =>
    reply(allocationBody(world, [c.req.param('accountId')])),
  );
  app.post('/portfolio/allocation', async (c) => {
    const body = await bodyOf(c.req, allocationShape);
    if (!body.ok) return body.error;
    const ours = body.value.acctIds.filter((id) => exchange.accountIds().includes(id));
    return reply(allocationBody(world, ours));
  });

  app.get('/iserver/account/pnl/partitioned', () => {
    const { memory } = world.session;
    if (!memory.isAccountListRead) return accountsFirst();
    if (!memory.isPnlPrimed) {
      memory.isPnlPrimed = true;
      return reply({ upnl: {} });
    }
    const id = world.selectedAccount;
    return reply({ upnl: { [`${id}.Core`]: pnlRow(exchange.account(id)) } });
  });

  app.get('/iserver/account/:accountId/summary', (c) => {
    const id = c.req.param('accountId');
    return iserverProblem(world, id) ?? reply(accountSummaryBody(exchange.account(id)));
  });
  app.get('/iserver/account/:accountId/summary/:part', (c) => {
    const { accountId, part } = c.req.param();
    const body = lookUp(parts, part);
    if (body === undefined) return c.notFound();
    return iserverProblem(world, accountId) ?? reply(body(exchange.account(accountId)));
  });
}
