import type { BrokerageMemory } from '../brokerage-memory.ts';
import { isTrue } from './loose-values.ts';

/**
 * Whether a call tells nothing yet: the first of some readings, and an order list with `force`, only make the broker
 * collect what the next one tells. `path` is below `/v1/api`, with the query.
 */
export function onlyPrimes(memory: BrokerageMemory, path: string): boolean {
  const { pathname, searchParams } = new URL(path, 'http://broker');
  if (pathname === '/iserver/account/orders') {
    return !memory.areOrdersPrimed || isTrue(searchParams.get('force') ?? undefined);
  }
  if (pathname === '/iserver/account/trades') return !memory.areTradesPrimed;
  return pathname === '/iserver/account/pnl/partitioned' && !memory.isPnlPrimed;
}
