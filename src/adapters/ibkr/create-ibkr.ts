import type { Broker } from '#services/ports/broker.ts';
import type { GatewayLogin } from '#services/ports/gateway-login.ts';
import type { MarketData } from '#services/ports/market-data.ts';

import { createIbkrBroker } from './broker.ts';
import { createTransport, type TransportDeps } from './http.ts';
import { createIbkrMarketData } from './market/market-data.ts';
import { createIbkrLogin } from './session/login.ts';
import { createSessionMemory, withMemory } from './session-memory.ts';
import type { CreateSocket } from './stream/socket-line.ts';
import { createIbkrStream, type IbkrStream } from './stream/stream.ts';

export interface IbkrDeps extends TransportDeps {
  /** Opens a socket of this page, e.g. with `new WebSocket(url, protocols)`. */
  readonly createSocket: CreateSocket;
}

export interface IbkrPorts {
  readonly broker: Broker;
  readonly login: GatewayLogin;
  readonly market: MarketData;
  readonly stream: IbkrStream;
}

/**
 * The four ports over the Client Portal Web API. They share what one session has been asked, so make them together and
 * once. Nothing is sent or opened before the first call or the first listener.
 */
export function createIbkr(deps: IbkrDeps): IbkrPorts {
  const memory = createSessionMemory();
  const transport = withMemory(createTransport(deps), memory);
  const shared = { transport, memory, clock: deps.clock };
  return {
    broker: createIbkrBroker(shared),
    login: createIbkrLogin(shared),
    market: createIbkrMarketData(shared),
    stream: createIbkrStream({ ...deps, memory }),
  };
}
