import { instantOf } from '#domain/time.ts';
import type { SimulatedExecution, SimulatedOrder } from '#simulation/exchange-shapes.ts';

import { newYorkDay } from '../wire/exchange-time.ts';
import { isWorking } from '../wire/order-words.ts';
import type { World } from '../world.ts';

const MOST_ORDERS = 1000;
const DAY_MS = 86_400_000;

const firstDay = (world: World, days: number) =>
  newYorkDay(instantOf(world.clock.market() - (days - 1) * DAY_MS));

/** Of the selected account when none is named: orders of today and the `days` - 1 days before, and older ones that still work; newest first. */
export function listedOrders(
  world: World,
  days = 1,
  accountId = world.selectedAccount,
): readonly SimulatedOrder[] {
  const from = firstDay(world, days);
  return world.exchange
    .orders(accountId)
    .filter((one) => isWorking(one.status) || newYorkDay(one.updatedAt) >= from)
    .toSorted((a, b) => b.orderId - a.orderId)
    .slice(0, MOST_ORDERS);
}

/** Of the selected account when none is named: fills of today and the `days` - 1 days before, newest first. */
export function listedTrades(
  world: World,
  days: number,
  accountId = world.selectedAccount,
): readonly SimulatedExecution[] {
  const from = firstDay(world, days);
  return world.exchange
    .executions(accountId)
    .filter((one) => newYorkDay(one.executedAt) >= from)
    .toSorted((a, b) => b.executedAt - a.executedAt);
}
