import type { Broker } from '#services/ports/broker.ts';

import { createAccountReader } from './account/reader.ts';
import { createOrderReader, type OrderDeps } from './orders/reader.ts';
import { createOrderWriter } from './orders/writer.ts';

/** The broker port over the Client Portal Web API. */
export function createIbkrBroker(deps: OrderDeps): Broker {
  return { ...createAccountReader(deps), ...createOrderReader(deps), ...createOrderWriter(deps) };
}
