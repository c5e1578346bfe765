import type { Hono } from 'hono';

import { orderRow, orderStatusBody } from '../wire/order-rows.ts';
import { tradeRow } from '../wire/trade-rows.ts';
import type { World } from '../world.ts';
import { listedOrders, listedTrades } from './listed-activity.ts';
import { isTrue, wordsOf } from './loose-values.ts';
import { accountsFirst, badRequest, reply, serverError, wholeNumber } from './replies.ts';

const MOST_DAYS = 7;

const filterWords: Readonly<Record<string, string>> = {
  inactive: 'Inactive',
  pending_submit: 'PendingSubmit',
  pre_submitted: 'PreSubmitted',
  submitted: 'Submitted',
  filled: 'Filled',
  pending_cancel: 'PendingCancel',
  cancelled: 'Cancelled',
  warn_state: 'WarnState',
  sort_by_time: '',
};

/** The first call, and one with `force`, only prime. Filters silence the order topic, as with the real one. */
function orders(world: World, filters: readonly string[], isForced: boolean): Response {
  const { memory } = world.session;
  if (!memory.isAccountListRead) return accountsFirst();
  if (filters.some((word) => filterWords[word] === undefined)) return serverError('unknown');
  if (filters.length > 0) memory.isOrderTopicSilent = true;
  if (isForced || !memory.areOrdersPrimed) {
    memory.areOrdersPrimed = true;
    return reply({ orders: [], snapshot: false });
  }
  const statuses = new Set(filters.map((word) => filterWords[word]).filter((word) => word !== ''));
  const rows = listedOrders(world).filter(
    ({ status }) => statuses.size === 0 || statuses.has(status),
  );
  return reply({ orders: rows.map((order) => orderRow(world, order)), snapshot: true });
}

function trades(world: World, daysText: string | undefined): Response {
  const { memory } = world.session;
  if (!memory.isAccountListRead) return accountsFirst();
  const days = daysText === undefined ? 1 : wholeNumber(daysText);
  if (days === null || days > MOST_DAYS) return badRequest('days');
  if (!memory.areTradesPrimed) {
    memory.areTradesPrimed = true;
    return reply([]);
  }
  return reply(listedTrades(world, days).map((one) => tradeRow(world, one)));
}

/** What became of orders: the live list, one order, the fills. All of the selected account. */
export function orderListRoutes(app: Hono, world: World): void {
  app.get('/iserver/account/orders', (c) =>
    orders(world, wordsOf(c.req.queries('filters')), isTrue(c.req.query('force'))),
  );
  app.get('/iserver/account/trades', (c) => trades(world, c.req.query('days')));
  app.get('/iserver/account/order/status/:orderId', (c) => {
    const id = wholeNumber(c.req.param('orderId'));
    if (id === null) return badRequest('orderId');
    const order = listedOrders(world).find((one) => one.orderId === id);
    if (order === undefined) {
      return reply({ error: 'Service Unavailable', statusCode: 503 }, 503);
    }
    return reply(orderStatusBody(world, order));
  });
}
