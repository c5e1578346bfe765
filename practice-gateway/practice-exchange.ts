import { createExchange } from '#simulation/create-exchange.ts';

import { startPracticeGateway, type RunningPracticeGateway } from './practice-gateway.ts';
import type { PracticeOptions } from './settings.ts';

/** Starts a practice gateway on the exchange of src/simulation. Throws when the port is taken. */
export function startPracticeDesk(
  options: Omit<PracticeOptions, 'makeExchange'>,
): Promise<RunningPracticeGateway> {
  return startPracticeGateway({ ...options, makeExchange: createExchange });
}
