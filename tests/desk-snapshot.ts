/** The scene of the compliance rules: one AAPL call at 7.35 on an account with money and margin in use. */
import { Big } from 'big.js';

import type { AccountFigures } from '#domain/account.ts';
import type { DeskSnapshot, MarginPreview } from '#domain/compliance/rule.ts';
import { conidOf, type OptionContract } from '#domain/contract.ts';
import { clientOrderIdOf, type OrderDraft } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import type { Quote } from '#domain/quote.ts';
import { calendarDate, instantOf } from '#domain/time.ts';

import * as plain from './builders.ts';

/** 2026-11-20, 10:42 in New York. */
export const tenFortyTwo = instantOf(1_795_189_320_000);

const callConid = conidOf(700_000_001);

export const aCall = (over: Partial<OptionContract> = {}): OptionContract =>
  plain.anOption({
    conid: callConid,
    strike: new Big('270'),
    expiry: calendarDate('2026-12-18'),
    ...over,
  });

/** Buys one AAPL 18 Dec 26 270 call at 7.35. */
export const aDraft = (over: Partial<OrderDraft> = {}): OrderDraft =>
  plain.aDraft({
    clientOrderId: clientOrderIdOf('sd-1'),
    legs: [{ contract: aCall(), side: 'buy', ratio: 1 }],
    terms: { type: 'limit', limitPrice: new Big('7.35') },
    ...over,
  });

export const aQuote = (over: Partial<Quote> = {}): Quote =>
  plain.aQuote({
    conid: callConid,
    bid: new Big('7.20'),
    ask: new Big('7.35'),
    last: new Big('7.30'),
    mark: new Big('7.28'),
    updatedAt: tenFortyTwo,
    receivedAt: tenFortyTwo,
    ...over,
  });

export const someFigures = (over: Partial<AccountFigures> = {}): AccountFigures =>
  plain.someFigures({
    netLiquidation: new Big('104043.50'),
    buyingPower: new Big('344421.20'),
    availableFunds: new Big('86105.30'),
    excessLiquidity: new Big('86105.30'),
    totalCash: new Big('78000.00'),
    settledCash: new Big('78000.00'),
    initialMargin: new Big('17938.20'),
    maintenanceMargin: new Big('17938.20'),
    readAt: tenFortyTwo,
    ...over,
  });

const marginRise = {
  current: new Big('17938.20'),
  change: new Big('736.05'),
  after: new Big('18674.25'),
};

export const aPreview = (over: Partial<MarginPreview> = {}): MarginPreview =>
  plain.aPreview({
    cost: new Big('735.00'),
    initialMargin: marginRise,
    maintenanceMargin: marginRise,
    equity: {
      current: new Big('104043.50'),
      change: new Big('-1.05'),
      after: new Big('104042.45'),
    },
    readAt: tenFortyTwo,
    ...over,
  });

export const aPosition = (over: Partial<Position> = {}): Position =>
  plain.aPosition({ conid: callConid, ...over });

/** A desk on a proven paper account where everything is known and nothing stands in the way. */
export const aDesk = (over: Partial<DeskSnapshot> = {}): DeskSnapshot => ({
  now: tenFortyTwo,
  exchangeNow: tenFortyTwo,
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
  opensAt: null,
  isLockedByUnknown: false,
  ...over,
});
