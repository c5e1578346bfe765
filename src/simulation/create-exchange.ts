import { Big } from 'big.js';

import { instantOf } from '#domain/time.ts';

import type { Exchange } from './exchange.ts';
import { accountOf, toSimulatedOrder, type ExchangeState, type Floor } from './exchange-state.ts';
import type { ExchangeOptions } from './exchange-shapes.ts';
import { listingOf, searchListings } from './listing/listings.ts';
import { Markets } from './prices/markets.ts';
import { modifyOrder, placeOrder, requestCancel } from './orders/order-entry.ts';
import { incrementsFor } from './orders/order-checks.ts';
import { advance } from './passage-of-time.ts';
import { restoreState, saveState } from './save-state.ts';
import { netLiquidation, toSimulatedAccount, toSimulatedPosition } from './account/valuation.ts';
import { previewOrder } from './orders/what-if.ts';

const FIRST_ORDER_ID = 1_370_093_001;
const zero = new Big(0);

function freshState(options: ExchangeOptions): ExchangeState {
  return {
    seed: options.seed,
    alwaysOpen: options.alwaysOpen,
    now: instantOf(options.startAt),
    nextOrderId: FIRST_ORDER_ID,
    nextExecution: 1,
    accounts: new Map(),
    orders: new Map(),
    consumed: new Map(),
    events: [],
  };
}

/** Opens the accounts that the saved story does not know. */
function openAccounts(floor: Floor, options: ExchangeOptions): void {
  for (const { accountId, type, cash } of options.accounts) {
    if (floor.state.accounts.has(accountId)) continue;
    floor.state.accounts.set(accountId, {
      accountId,
      type,
      cash,
      startOfDay: zero,
      positions: new Map(),
      executions: [],
      entries: [],
      unsettled: [],
    });
    const account = accountOf(floor.state, accountId);
    account.startOfDay = netLiquidation(floor, account);
  }
}

function openFloor(options: ExchangeOptions): Floor {
  const state =
    options.saved === undefined ? freshState(options) : restoreState(options.saved, options);
  const floor: Floor = { state, markets: new Markets(state.seed, state.alwaysOpen) };
  openAccounts(floor, options);
  return floor;
}

function referenceData({ state, markets }: Floor) {
  const { book } = markets;
  return {
    searchUnderlyings: (text) => searchListings(text).map(({ listed }) => listed),
    underlying: (conid) => listingOf(conid)?.listed ?? null,
    contract: (conid) =>
      listingOf(conid)?.listed.contract ?? book.optionOf(conid, state.now)?.contract ?? null,
    expiries: (underlying) => book.expiries(underlying, state.now),
    strikes: (underlying, expiry, tradingClass) =>
      book.strikes(underlying, expiry, tradingClass, state.now),
    option: (underlying, expiry, tradingClass, strike, right) =>
      book.find({ underlying, expiry, tradingClass, strike, right }, state.now),
    increments: (conid) => incrementsFor({ state, markets }, conid),
    isOpen: (conid) => markets.isOpen(conid, state.now),
  } satisfies Partial<Exchange>;
}

function accountData(floor: Floor) {
  const { state } = floor;
  return {
    order: (orderId) => {
      const order = state.orders.get(orderId);
      return order === undefined ? null : toSimulatedOrder(order);
    },
    orders: (accountId) =>
      [...state.orders.values()]
        .filter(({ request }) => request.accountId === accountId)
        .map(toSimulatedOrder),
    executions: (accountId) => [...accountOf(state, accountId).executions],
    positions: (accountId) =>
      [...accountOf(state, accountId).positions.values()].map((each) =>
        toSimulatedPosition(floor, each),
      ),
    account: (accountId) => toSimulatedAccount(floor, accountOf(state, accountId)),
    accountIds: () => [...state.accounts.keys()],
    whatIf: (request) => previewOrder(floor, request),
  } satisfies Partial<Exchange>;
}

/**
 * Opens an exchange, or lets a saved one go on where it stopped (its own seed then counts). Accounts that the
 * saved story does not know are opened. Throws when `saved` is not what `save` of this or an earlier version returned.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const floor = openFloor(options);
  const { state, markets } = floor;
  return {
    ...referenceData(floor),
    ...accountData(floor),
    now: () => state.now,
    advanceTo: (instant) => advance(floor, instant),
    takeEvents: () => {
      const { events } = state;
      state.events = [];
      return events;
    },
    market: (conid) => markets.market(conid, state.now),
    bars: (conid, barSeconds, count) => markets.bars(conid, state.now, barSeconds, count),
    place: (request) => placeOrder(floor, request),
    modify: (orderId, change) => modifyOrder(floor, orderId, change),
    cancel: (orderId) => requestCancel(floor, orderId),
    save: () => saveState(state),
  };
}
