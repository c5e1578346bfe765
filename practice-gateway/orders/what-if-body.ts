import { Big } from 'big.js';

import type { SimulatedOrderRequest, SimulatedWhatIf } from '#simulation/exchange-shapes.ts';

import { grouped, usd } from '../wire/number-text.ts';
import type { World } from '../world.ts';

const BLIND =
  '21/You are trying to submit an order without having market data for this instrument. \nIB strongly recommends against this kind of blind trading which may result in \nerroneous or unexpected trades.';

const figures = (before: Big, after: Big) => ({
  current: grouped(before, 0),
  change: grouped(after.minus(before), 0),
  after: grouped(after, 0),
});

const unitWord = (world: World, request: SimulatedOrderRequest) =>
  world.exchange.contract(request.legs[0].conid)?.kind === 'option' ? 'Contracts' : 'Shares';

/** The preview: all numbers are texts with separators; the warning begins with its number. */
export function whatIfBody(world: World, request: SimulatedOrderRequest, result: SimulatedWhatIf) {
  const { streams } = world.session.memory;
  const isBlind = request.legs.some(({ conid }) => !streams.has(conid));
  const total = result.cost.plus(result.commission);
  return {
    amount: {
      amount: `${usd(result.cost)} (${request.quantity} ${unitWord(world, request)})`,
      commission: usd(result.commission),
      total: usd(total),
    },
    equity: figures(result.before.equity, result.after.equity),
    initial: figures(result.before.initial, result.after.initial),
    maintenance: figures(result.before.maintenance, result.after.maintenance),
    position: figures(new Big(result.positionBefore), new Big(result.positionAfter)),
    warn: isBlind ? BLIND : null,
    error: result.refusal,
  };
}
