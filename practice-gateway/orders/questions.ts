import type { Big } from 'big.js';

import type { SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

import type { Question } from '../brokerage-memory.ts';
import { marketName, optionText, symbolOf } from '../wire/contract-text.ts';
import { priceText } from '../wire/number-text.ts';
import type { World } from '../world.ts';

/** Precautions as a new user has them: how far beyond the market and how many at once without being asked. */
const PERCENT = { share: 3, option: 20 };
const SIZE = { share: 500, option: 50 };

function contractName(world: World, request: SimulatedOrderRequest): string {
  const [{ conid }] = request.legs;
  const contract = world.exchange.contract(conid);
  if (contract === null) return String(conid);
  if (request.legs.length > 1) return `${symbolOf(contract)} COMB`;
  return contract.kind === 'option'
    ? `${symbolOf(contract)} ${optionText(contract)}`
    : `${symbolOf(contract)} ${marketName(contract.exchange)}`;
}

function orderName(world: World, request: SimulatedOrderRequest): string {
  const price = request.limitPrice ?? request.stopPrice;
  const at = price === null ? '' : ` @ ${priceText(price)}`;
  const verb = request.side === 'buy' ? 'BUY' : 'SELL';
  return `${verb} ${request.quantity} ${contractName(world, request)}${at}`;
}

/** Price of one unit at the market on the order's own side; null when a leg has none. */
function touchPrice(world: World, request: SimulatedOrderRequest): Big | null {
  let sum: Big | null = null;
  for (const leg of request.legs) {
    const market = world.exchange.market(leg.conid);
    const isBought = (leg.side === 'buy') === (request.side === 'buy');
    const price = (isBought ? market?.ask : market?.bid) ?? null;
    if (price === null) return null;
    const signed = price.times(leg.side === 'buy' ? leg.ratio : -leg.ratio);
    sum = sum === null ? signed : sum.plus(signed);
  }
  return sum;
}

const isOption = (world: World, request: SimulatedOrderRequest) =>
  world.exchange.contract(request.legs[0].conid)?.kind === 'option';

/** Whether a limit pays more (or takes less) than the market by more than the percentage. */
function isBeyondLimit(world: World, request: SimulatedOrderRequest, percent: number): boolean {
  const touch = touchPrice(world, request);
  if (request.limitPrice === null || touch === null || touch.eq(0)) return false;
  const worse =
    request.side === 'buy' ? request.limitPrice.minus(touch) : touch.minus(request.limitPrice);
  return worse.gt(touch.abs().times(percent).div(100));
}

function typeQuestion(request: SimulatedOrderRequest): Question | null {
  if (request.type === 'market') {
    return {
      id: 'o10151',
      text: 'You are about to submit a market order. A market order may be filled at a price far from the last one shown, above all when the market moves fast or is thin.\nAre you sure you want to submit this order?',
    };
  }
  if (request.type === 'stop' || request.type === 'stop-limit') {
    return {
      id: 'o10331',
      text: 'You are about to submit a stop order. Please be aware of the various stop order types available and the risks associated with each one.\nAre you sure you want to submit this order?',
    };
  }
  return null;
}

/** What the broker asks before it takes the order, in its order of asking. */
export function questionsAbout(
  world: World,
  requests: readonly SimulatedOrderRequest[],
): readonly Question[] {
  const questions: Question[] = [];
  for (const request of requests) {
    const kind = isOption(world, request) ? 'option' : 'share';
    const name = orderName(world, request);
    if (isBeyondLimit(world, request, PERCENT[kind])) {
      questions.push({
        id: 'o163',
        text: `The following order "${name}" price exceeds \nthe Percentage constraint of ${PERCENT[kind]}%.\nAre you sure you want to submit this order?`,
      });
    }
    if (request.quantity > SIZE[kind]) {
      questions.push({
        id: 'o383',
        text: `The following order "${name}" size exceeds the Size Limit of ${SIZE[kind]}.\nAre you sure you want to submit this order?`,
      });
    }
    const aboutType = typeQuestion(request);
    if (aboutType !== null) questions.push(aboutType);
  }
  return withFault(world, questions);
}

function withFault(world: World, questions: readonly Question[]): readonly Question[] {
  const fault = world.faults.takeQuestion();
  // The same question is asked once, however many orders of the set it is about.
  const once = questions.filter(
    (one, index) => questions.findIndex((q) => q.id === one.id) === index,
  );
  if (fault === null) return once;
  const extra = {
    id: fault.messageId ?? 'o354',
    text:
      fault.text ??
      'You are submitting an order without market data. We strongly recommend against this as it may result in erroneous and unexpected trades.\nAre you sure you want to submit this order?',
  };
  return [extra, ...once];
}
