import { buildApi } from './api/build-api.ts';
import { controlDoor } from './control/control-routes.ts';
import type { FrontDoor } from './front/front-door.ts';
import { LoginPages } from './front/login-pages.ts';
import { Pacing } from './front/pacing.ts';
import { RequestLog } from './front/request-log.ts';
import { Slots } from './front/slots.ts';
import type { Keeper } from './keeper.ts';
import type { GatewayChain } from './gateway-chain.ts';
import type { SocketHub } from './socket/socket-hub.ts';
import type { World } from './world.ts';

/** Connections the gateway has to the broker, measured. */
const SLOTS = 5;

/** Placing, changing, canceling, and answering a question. */
const mayOrder = ({ method, url }: Request): boolean =>
  method !== 'GET' && /\/iserver\/(?:reply\/|account\/[^/]+\/orders?(?!.*whatif))/.test(url);

/** Puts the gateway's own parts before the broker's routes. */
export function buildDoor(
  world: World,
  chain: GatewayChain,
  hub: SocketHub,
  keeper: Pick<Keeper, 'mark' | 'keep'>,
): FrontDoor {
  const [log, slots, pacing] = [new RequestLog(), new Slots(SLOTS), new Pacing()];
  const enter = (username: string) => {
    world.session.login(username);
    chain.run();
  };
  const api = buildApi(world, () => hub.watched(), keeper.mark);
  return {
    world,
    log,
    slots,
    pacing,
    call: async (request) => {
      const answer = await api.fetch(request);
      if (mayOrder(request)) await keeper.keep();
      return answer;
    },
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
