import type { Conid, PriceIncrement } from '#domain/contract.ts';

import type {
  PlaceResult,
  RejectReason,
  SimulatedLeg,
  SimulatedOrderRequest,
} from '../exchange-shapes.ts';
import { isWorking, type Floor } from '../exchange-state.ts';
import { incrementsOf, isOnTick } from '../listing/increments.ts';
import { listingOf } from '../listing/listings.ts';
import { contractOf } from '../account/valuation.ts';

const MOST_UNITS = 1_000_000;
const CLIENT_ID_REMEMBERED_MS = 86_400_000;

export type Rejection = Extract<PlaceResult, { kind: 'rejected' }>;
type Check = (floor: Floor, request: SimulatedOrderRequest) => Rejection | null;

export function rejected(reason: RejectReason, text: string): Rejection {
  return { kind: 'rejected', reason, text };
}

const knowsAccount: Check = ({ state }, { accountId }) =>
  state.accounts.has(accountId)
    ? null
    : rejected('unknown-account', `Account ${accountId} is not available.`);

function checkLeg({ markets, state }: Floor, leg: SimulatedLeg): Rejection | null {
  const contract = contractOf(markets, leg.conid, state.now);
  if (contract === null) {
    return rejected('unknown-contract', `No security definition has been found for ${leg.conid}.`);
  }
  if (contract.kind === 'index') {
    return rejected('no-permission', 'No trading permissions: an index itself cannot be traded.');
  }
  const option = markets.book.optionOf(leg.conid, state.now);
  return option !== null && option.expiresAt <= state.now
    ? rejected('expired-contract', 'The contract is expired. The order cannot be accepted.')
    : null;
}

const tradesListedContracts: Check = (floor, { legs }) => {
  for (const leg of legs) {
    const problem = checkLeg(floor, leg);
    if (problem !== null) return problem;
  }
  const distinct = new Set(legs.map(({ conid }) => conid));
  return distinct.size === legs.length
    ? null
    : rejected('unknown-contract', 'Invalid combination: a leg appears twice.');
};

const hasWholeQuantity: Check = (_, { quantity, legs }) => {
  const counts = [quantity, ...legs.map(({ ratio }) => ratio)];
  if (counts.every((count) => Number.isInteger(count) && count > 0 && count <= MOST_UNITS)) {
    return null;
  }
  return rejected('bad-quantity', `Invalid order quantity: ${quantity}.`);
};

function needsLimit({ type }: SimulatedOrderRequest): boolean {
  return type === 'limit' || type === 'stop-limit';
}

function needsStop({ type }: SimulatedOrderRequest): boolean {
  return type === 'stop' || type === 'stop-limit';
}

const hasItsPrices: Check = (_, request) => {
  const prices = [
    needsLimit(request) ? request.limitPrice : null,
    needsStop(request) ? request.stopPrice : null,
  ];
  if (needsLimit(request) && request.limitPrice === null) {
    return rejected('bad-price', 'Invalid order: a limit price is required.');
  }
  if (needsStop(request) && request.stopPrice === null) {
    return rejected('bad-price', 'Invalid order: a stop price is required.');
  }
  const isCombination = request.legs.length > 1;
  return !isCombination && prices.some((price) => price !== null && price.lte(0))
    ? rejected('bad-price', 'Invalid price: it must be above zero.')
    : null;
};

const cents = incrementsOf('cent');

const isOnItsTicks: Check = ({ markets, state }, request) => {
  const [first] = request.legs;
  const option = markets.book.optionOf(first.conid, state.now);
  const isSingle = request.legs.length === 1;
  const steps = option !== null && isSingle ? incrementsOf(option.tradingClass.tickProgram) : cents;
  const prices = [request.limitPrice, request.stopPrice];
  return prices.every((price) => price === null || isOnTick(steps, price))
    ? null
    : rejected(
        'off-tick',
        'The price does not conform to the minimum price variation for this contract.',
      );
};

const hasFreshClientId: Check = ({ state }, { accountId, clientOrderId }) => {
  if (clientOrderId === null) return null;
  for (const order of state.orders.values()) {
    const { request, placedAt } = order;
    const isSame = request.accountId === accountId && request.clientOrderId === clientOrderId;
    if (isSame && state.now - placedAt < CLIENT_ID_REMEMBERED_MS) {
      return rejected(
        'duplicate-client-order-id',
        `Order couldn't be submitted: Local order ID=${clientOrderId} is already registered.`,
      );
    }
  }
  return null;
};

const hasLivingParent: Check = ({ state }, { accountId, parentOrderId }) => {
  if (parentOrderId === null) return null;
  const parent = state.orders.get(parentOrderId);
  const isThere = parent?.request.accountId === accountId;
  return isThere && (isWorking(parent) || parent.status === 'Filled')
    ? null
    : rejected('order-not-found', `The parent order ${parentOrderId} is not working.`);
};

const canFillAtOnce: Check = ({ markets, state }, { legs, timeInForce }) =>
  timeInForce !== 'ioc' || legs.every(({ conid }) => markets.isOpen(conid, state.now))
    ? null
    : rejected('market-closed', 'The market is closed: an IOC order cannot wait for the opening.');

/** Everything that can be told without looking at money. The first finding counts. */
export function checkTerms(floor: Floor, request: SimulatedOrderRequest): Rejection | null {
  const checks = [
    knowsAccount,
    tradesListedContracts,
    hasWholeQuantity,
    hasItsPrices,
    isOnItsTicks,
    hasFreshClientId,
    hasLivingParent,
    canFillAtOnce,
  ];
  for (const check of checks) {
    const problem = check(floor, request);
    if (problem !== null) return problem;
  }
  return null;
}

/** The checks a changed order has to pass. */
export function checkChange(floor: Floor, request: SimulatedOrderRequest): Rejection | null {
  for (const check of [tradesListedContracts, hasWholeQuantity, hasItsPrices, isOnItsTicks]) {
    const problem = check(floor, request);
    if (problem !== null) return problem;
  }
  return null;
}

/** Price steps of a contract; none for an unknown one. */
export function incrementsFor({ markets, state }: Floor, conid: Conid): readonly PriceIncrement[] {
  const option = markets.book.optionOf(conid, state.now);
  if (option !== null) return incrementsOf(option.tradingClass.tickProgram);
  return listingOf(conid) === null ? [] : cents;
}
