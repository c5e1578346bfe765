import { buildApi } from './api/build-api.ts';
import { controlDoor } from './control/control-routes.ts';
import type { FrontDoor } from './front/front-door.ts';
import { LoginPages } from './front/login-pages.ts';
import { Pacing } from './front/pacing.ts';
import { RequestLog } from './front/request-log.ts';
import { Slots } from './front/slots.ts';
import type { GatewayChain } from './gateway-chain.ts';
import type { SocketHub } from './socket/socket-hub.ts';
import type { World } from './world.ts';

/** Connections the gateway has to the broker, measured. */
const SLOTS = 5;

/** Puts the gateway's own parts before the broker's routes. */
export function buildDoor(
  world: World,
  chain: GatewayChain,
  hub: SocketHub,
  onChange: () => void,
): FrontDoor {
  const [log, slots, pacing] = [new RequestLog(), new Slots(SLOTS), new Pacing()];
  const enter = (username: string) => {
    world.session.login(username);
    chain.run();
  };
  const api = buildApi(world, () => hub.watched(), onChange);
  return {
    world,
    log,
    slots,
    pacing,
    call: async (request) => api.fetch(request),
    login: new LoginPages(enter),
    runStartupChain: () => chain.run(),
    control: controlDoor({
      world,
      log,
      slots,
      login: enter,
      hub,
      resetPacing: () => pacing.reset(),
    }),
  };
}
