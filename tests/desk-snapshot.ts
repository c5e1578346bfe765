import { Big } from 'big.js';

import type { AccountFigures } from '#domain/account.ts';
import type { DeskSnapshot, MarginPreview } from '#domain/compliance/rule.ts';
import { conidOf, type OptionContract } from '#domain/contract.ts';
import { accountIdOf, clientOrderIdOf, type OrderDraft } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { calendarDate, instantOf } from '#domain/time.ts';

/** 2026-11-20, 10:42 in New York. */
export const tenFortyTwo = instantOf(1_795_189_320_000);

export const aCall = (over: Partial<OptionContract> = {}): OptionContract => ({
  kind: 'option',
  conid: conidOf(700_000_001),
  underlyingConid: conidOf(265_598),
  underlying: 'AAPL',
  tradingClass: 'AAPL',
  right: 'call',
  strike: new Big('270'),
  expiry: calendarDate('2026-12-18'),
  multiplier: 100,
  currency: 'USD',
  ...over,
});

/** Buys one AAPL 18 Dec 26 270 call at 7.35. */
export const aDraft = (over: Partial<OrderDraft> = {}): OrderDraft => ({
  clientOrderId: clientOrderIdOf('sd-1'),
  accountId: accountIdOf('DU7418203'),
  legs: [{ contract: aCall(), side: 'buy', ratio: 1 }],
  quantity: 1,
  terms: { type: 'limit', limitPrice: new Big('7.35') },
  timeInForce: 'day',
  outsideRegularHours: false,
  effect: 'open',
  ...over,
});

export const aQuote = (over: Partial<Quote> = {}): Quote => ({
  conid: conidOf(700_000_001),
  bid: new Big('7.20'),
  ask: new Big('7.35'),
  bidSize: 12,
  askSize: 9,
  last: new Big('7.30'),
  isLastClose: false,
  isHalted: false,
  mark: new Big('7.28'),
  previousClose: null,
  change: null,
  changePercent: null,
  volume: 10_459,
  openInterest: 26_753,
  impliedVol: 0.257,
  underlyingVol: null,
  delta: 0.5,
  gamma: 0.02,
  theta: -0.11,
  vega: 0.29,
  availability: 'live',
  updatedAt: tenFortyTwo,
  receivedAt: tenFortyTwo,
  ...over,
});

export const someFigures = (over: Partial<AccountFigures> = {}): AccountFigures => ({
  accountId: accountIdOf('DU7418203'),
  currency: 'USD',
  netLiquidation: new Big('104043.50'),
  buyingPower: new Big('344421.20'),
  availableFunds: new Big('86105.30'),
  excessLiquidity: new Big('86105.30'),
  totalCash: new Big('78000.00'),
  settledCash: new Big('78000.00'),
  initialMargin: new Big('17938.20'),
  maintenanceMargin: new Big('17938.20'),
  dailyPnl: new Big('326.00'),
  unrealizedPnl: new Big('2403.00'),
  dayTradesLeft: 'unlimited',
  accountType: 'INDIVIDUAL',
  readAt: tenFortyTwo,
  ...over,
});

export const aPreview = (over: Partial<MarginPreview> = {}): MarginPreview => ({
  cost: new Big('735.00'),
  commission: new Big('1.05'),
  commissionAtMost: null,
  initialMargin: {
    current: new Big('17938.20'),
    change: new Big('736.05'),
    after: new Big('18674.25'),
  },
  maintenanceMargin: {
    current: new Big('17938.20'),
    change: new Big('736.05'),
    after: new Big('18674.25'),
  },
  equity: { current: new Big('104043.50'), change: new Big('-1.05'), after: new Big('104042.45') },
  warning: null,
  refusal: null,
  readAt: tenFortyTwo,
  ...over,
});

export const aPosition = (over: Partial<Position> = {}): Position => ({
  accountId: accountIdOf('DU7418203'),
  conid: conidOf(700_000_001),
  description: "AAPL Dec18'26 270 CALL",
  underlying: 'AAPL',
  assetClass: 'option',
  option: {
    right: 'call',
    strike: new Big('270'),
    expiry: calendarDate('2026-12-18'),
    multiplier: 100,
    underlyingConid: conidOf(265_598),
  },
  quantity: new Big('1'),
  averagePrice: new Big('7.35'),
  marketPrice: new Big('7.28'),
  marketValue: new Big('728.00'),
  unrealizedPnl: new Big('-7.00'),
  realizedPnl: null,
  currency: 'USD',
  ...over,
});

/** A desk on a proven paper account where everything is known and nothing stands in the way. */
export const aDesk = (over: Partial<DeskSnapshot> = {}): DeskSnapshot => ({
  now: tenFortyTwo,
  today: calendarDate('2026-11-20'),
  environment: 'paper',
  proof: 'paper',
  figures: someFigures(),
  preview: aPreview(),
  quote: aQuote(),
  positions: [],
  workingOrders: [],
  increments: [
    { lowerEdge: new Big('0'), increment: new Big('0.01') },
    { lowerEdge: new Big('3'), increment: new Big('0.05') },
  ],
  optionsLevel: 3,
  isMarketOpen: true,
  isLockedByUnknown: false,
  ...over,
});
