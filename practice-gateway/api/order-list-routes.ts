import type { Hono } from 'hono';

import type { SimulatedOrder } from '#simulation/exchange-shapes.ts';

import { lookUp } from '../look-up.ts';
import { orderRow, orderStatusBody } from '../wire/order-rows.ts';
import { isWorking } from '../wire/order-words.ts';
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

interface OrderWish {
  readonly filters: readonly string[];
  readonly isForced: boolean;
  readonly accountId: string | undefined;
}

/** Another account than the selected one may be named, when it is ours. */
const isStrange = (world: World, accountId: string | undefined) =>
  accountId !== undefined && !world.exchange.accountIds().includes(accountId);

/** Working orders before the others, then the newest first. */
const byStateAndTime = (a: SimulatedOrder, b: SimulatedOrder) =>
  Number(isWorking(b.status)) - Number(isWorking(a.status)) || b.updatedAt - a.updatedAt;

/** The first call, and one with `force`, only prime. Filters silence the order topic, as with the real one. */
function orders(world: World, { filters, isForced, accountId }: OrderWish): Response {
  const { memory } = world.session;
  if (!memory.isAccountListRead) return accountsFirst();
  if (isStrange(world, accountId)) return badRequest(`accountId is not valid: ${accountId}`);
  if (filters.some((word) => lookUp(filterWords, word) === undefined))
    return serverError('unknown');
  // A forced call forgets the filters too.
  memory.isOrderTopicSilent = filters.length > 0 || (memory.isOrderTopicSilent && !isForced);
  if (isForced || !memory.areOrdersPrimed) {
    memory.areOrdersPrimed = true;
    return reply({ orders: [], snapshot: false });
  }
  const statuses = new Set(filters.map((word) => filterWords[word]).filter((word) => word !== ''));
  const rows = listedOrders(world, 1, accountId).filter(
    ({ status }) => statuses.size === 0 || statuses.has(status),
  );
  const sorted = filters.includes('sort_by_time') ? rows.toSorted(byStateAndTime) : rows;
  return reply({ orders: sorted.map((order) => orderRow(world, order)), snapshot: true });
}

function trades(
  world: World,
  daysText: string | undefined,
  accountId: string | undefined,
): Response {
  const { memory } = world.session;
  if (!memory.isAccountListRead) return accountsFirst();
  if (isStrange(world, accountId)) return badRequest(`accountId is not valid: ${accountId}`);
  const days = daysText === undefined ? 1 : wholeNumber(daysText);
  if (days === null || days > MOST_DAYS) return badRequest('days');
  if (!memory.areTradesPrimed) {
    memory.areTradesPrimed = true;
    return reply([]);
  }
  return reply(listedTrades(world, days, accountId).map((one) => tradeRow(world, one)));
}

/** What became of orders: the live list, one order, the fills. All of the selected account. */
export function orderListRoutes(app: Hono, world: World): void {
  app.get('/iserver/account/orders', (c) =>
    orders(world, {
      filters: wordsOf(c.req.queries('filters')),
      isForced: isTrue(c.req.query('force')),
      accountId: c.req.query('accountId'),
    }),
  );
  app.get('/iserver/account/trades', (c) =>
    trades(world, c.req.query('days'), c.req.query('accountId')),
  );
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
