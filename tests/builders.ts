/** Domain facts with sensible defaults; a test names only what it is about. */
import { Big } from 'big.js';

import type { AccountFigures, AccountIdentity } from '#domain/account.ts';
import type { MarginChange, MarginPreview } from '#domain/compliance/rule.ts';
import { conidOf, type OptionContract, type UnderlyingContract } from '#domain/contract.ts';
import { executionIdOf, type Execution } from '#domain/execution.ts';
import type { GatewaySession, Lamp } from '#domain/gateway-session.ts';
import {
  accountIdOf,
  brokerOrderIdOf,
  clientOrderIdOf,
  type BrokerOrder,
  type Leg,
  type OrderDraft,
} from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { calendarDate, instantOf } from '#domain/time.ts';

/** Thursday 2026-11-19 15:00:00Z, 10:00 in New York: the options market is open. */
export const openMarketAt = instantOf(Date.UTC(2026, 10, 19, 15, 0, 0));
export const paperAccountId = accountIdOf('DU7418203');

/** AAPL on NASDAQ. */
export function aStock(over: Partial<UnderlyingContract> = {}): UnderlyingContract {
  return {
    kind: 'stock',
    conid: conidOf(265598),
    symbol: 'AAPL',
    name: 'APPLE INC',
    exchange: 'NASDAQ',
    currency: 'USD',
    ...over,
  };
}

/** The SPX index: options only, cash settled. */
export function anIndex(over: Partial<UnderlyingContract> = {}): UnderlyingContract {
  return {
    kind: 'index',
    conid: conidOf(416904),
    symbol: 'SPX',
    name: 'S&P 500 Stock Index',
    exchange: 'CBOE',
    currency: 'USD',
    ...over,
  };
}

/** AAPL 2027-01-15 195 call. */
export function anOption(over: Partial<OptionContract> = {}): OptionContract {
  return {
    kind: 'option',
    conid: conidOf(700001),
    underlyingConid: conidOf(265598),
    underlying: 'AAPL',
    tradingClass: 'AAPL',
    right: 'call',
    strike: new Big('195'),
    expiry: calendarDate('2027-01-15'),
    multiplier: 100,
    currency: 'USD',
    ...over,
  };
}

/** Buys one of {@link anOption}. */
export function aLeg(over: Partial<Leg> = {}): Leg {
  return { contract: anOption(), side: 'buy', ratio: 1, ...over };
}

/** Buy 1 AAPL call, limit 2.50, for the day. */
export function aDraft(over: Partial<OrderDraft> = {}): OrderDraft {
  return {
    clientOrderId: clientOrderIdOf('sd-0001'),
    accountId: paperAccountId,
    legs: [aLeg()],
    quantity: 1,
    terms: { type: 'limit', limitPrice: new Big('2.50') },
    timeInForce: 'day',
    outsideRegularHours: false,
    effect: 'open',
    ...over,
  };
}

/** A live quote of {@link anOption}: 2.45 by 2.55. */
export function aQuote(over: Partial<Quote> = {}): Quote {
  return {
    conid: conidOf(700001),
    bid: new Big('2.45'),
    ask: new Big('2.55'),
    bidSize: 12,
    askSize: 9,
    last: new Big('2.50'),
    isLastClose: false,
    isHalted: false,
    mark: new Big('2.50'),
    previousClose: null,
    change: new Big('0.10'),
    changePercent: 4.17,
    volume: 1234,
    openInterest: 5678,
    impliedVol: 0.25,
    underlyingVol: null,
    delta: 0.48,
    gamma: 0.012,
    theta: -0.08,
    vega: 0.31,
    availability: 'live',
    updatedAt: openMarketAt,
    receivedAt: openMarketAt,
    ...over,
  };
}

/** One submitted limit order of ours as the broker lists it. */
export function aBrokerOrder(over: Partial<BrokerOrder> = {}): BrokerOrder {
  return {
    brokerOrderId: brokerOrderIdOf('1370093239'),
    clientOrderId: clientOrderIdOf('sd-0001'),
    accountId: paperAccountId,
    conid: conidOf(700001),
    description: "AAPL JAN 15 '27 195 Call",
    underlying: 'AAPL',
    side: 'buy',
    type: 'limit',
    limitPrice: new Big('2.50'),
    stopPrice: null,
    timeInForce: 'day',
    totalQuantity: 1,
    filledQuantity: 0,
    remainingQuantity: 1,
    averagePrice: null,
    status: 'submitted',
    brokerStatus: 'Submitted',
    reason: null,
    updatedAt: openMarketAt,
    ...over,
  };
}

/** The fill of {@link aBrokerOrder}. */
export function anExecution(over: Partial<Execution> = {}): Execution {
  return {
    executionId: executionIdOf('0000e0d5.6744f00a.01.01'),
    brokerOrderId: brokerOrderIdOf('1370093239'),
    clientOrderId: clientOrderIdOf('sd-0001'),
    accountId: paperAccountId,
    conid: conidOf(700001),
    description: "AAPL JAN 15 '27 195 Call",
    underlying: 'AAPL',
    side: 'buy',
    quantity: 1,
    price: new Big('2.50'),
    commission: new Big('1.05'),
    exchange: 'CBOE',
    executedAt: openMarketAt,
    ...over,
  };
}

/** Long one of {@link anOption}, at 2.50, worth 2.60. */
export function aPosition(over: Partial<Position> = {}): Position {
  return {
    accountId: paperAccountId,
    conid: conidOf(700001),
    description: "AAPL JAN 15 '27 195 Call",
    underlying: 'AAPL',
    assetClass: 'option',
    option: {
      right: 'call',
      strike: new Big('195'),
      expiry: calendarDate('2027-01-15'),
      multiplier: 100,
      underlyingConid: conidOf(265598),
      tradingClass: 'AAPL',
    },
    quantity: new Big(1),
    averagePrice: new Big('2.50'),
    averageCost: new Big('250'),
    marketPrice: new Big('2.60'),
    marketValue: new Big('260'),
    unrealizedPnl: new Big('10'),
    realizedPnl: new Big(0),
    currency: 'USD',
    ...over,
  };
}

/** A paper account with 100,000 USD and nothing held. */
export function someFigures(over: Partial<AccountFigures> = {}): AccountFigures {
  return {
    accountId: paperAccountId,
    currency: 'USD',
    netLiquidation: new Big('100000'),
    buyingPower: new Big('400000'),
    availableFunds: new Big('100000'),
    excessLiquidity: new Big('100000'),
    totalCash: new Big('100000'),
    settledCash: new Big('100000'),
    initialMargin: new Big(0),
    maintenanceMargin: new Big(0),
    dailyPnl: new Big(0),
    unrealizedPnl: new Big(0),
    dayTradesLeft: 'unlimited',
    accountType: 'INDIVIDUAL',
    details: {},
    readAt: openMarketAt,
    ...over,
  };
}

export function anAccount(over: Partial<AccountIdentity> = {}): AccountIdentity {
  return {
    accountId: paperAccountId,
    accountNumber: null,
    alias: null,
    type: 'INDIVIDUAL',
    tradingType: 'STKMRGN',
    currency: 'USD',
    ...over,
  };
}

/** A change of an account figure: 0, +250, 250. */
function aMarginChange(over: Partial<MarginChange> = {}): MarginChange {
  return { current: new Big(0), change: new Big('250'), after: new Big('250'), ...over };
}

/** The broker's what-if of {@link aDraft}. */
export function aPreview(over: Partial<MarginPreview> = {}): MarginPreview {
  return {
    cost: new Big('250'),
    commission: new Big('1.05'),
    commissionAtMost: null,
    initialMargin: aMarginChange(),
    maintenanceMargin: aMarginChange(),
    equity: aMarginChange({
      current: new Big('100000'),
      change: new Big('-1.05'),
      after: new Big('99998.95'),
    }),
    warning: null,
    refusal: null,
    readAt: openMarketAt,
    ...over,
  };
}

const goodLamp: Lamp = { state: 'good', cause: null, provenAt: openMarketAt };

/** All four lamps good, logged in for the day. */
export function aGatewaySession(over: Partial<GatewaySession> = {}): GatewaySession {
  return {
    lamps: { sso: goodLamp, brokerage: goodLamp, data: goodLamp, socket: goodLamp },
    isReady: true,
    username: 'papertrader',
    loggedInAt: openMarketAt,
    isLoggedOut: false,
    server: { name: 'JifN0', version: 'Build 10.40' },
    expiresAt: instantOf(openMarketAt + 24 * 3_600_000),
    lastTickleAt: openMarketAt,
    warningSince: null,
    practiceHours: null,
    ...over,
  };
}
