/** The IBKR adapter on a practice gateway of its own, without the host between them. */
import { createIbkr, type IbkrPorts } from '../../src/adapters/ibkr/create-ibkr.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { PracticeOptions } from '#practice-gateway/settings.ts';

import { startHarness, type Harness } from './practice-harness.ts';

export interface IbkrOnPractice {
  readonly ibkr: IbkrPorts;
  readonly harness: Harness;
  /** Requests by method and path, in the order in which they left. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Machine timers, market time. */
function clockOf(harness: Harness): Clock {
  return {
    now: () => harness.gateway.now(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

export async function startIbkrOnPractice(options: PracticeOptions = {}): Promise<IbkrOnPractice> {
  const harness = await startHarness(options);
  const requests: string[] = [];
  const api = `${harness.base}/v1/api`;
  const ibkr = createIbkr({
    fetch: (url, init) => {
      requests.push(`${init.method ?? 'GET'} ${url.replace(/^\/gateway/, '')}`);
      return fetch(url.replace(/^\/gateway/, api), init);
    },
    createSocket: (path) => new WebSocket(path.replace(/^\/gateway/, api.replace(/^http/, 'ws'))),
    token: () => 'none',
    isHostHere: () => true,
    fence: () => 1,
    clock: clockOf(harness),
  });
  return {
    ibkr,
    harness,
    requests,
    close: async () => {
      ibkr.stream.close();
      await harness.gateway.close();
    },
  };
}
