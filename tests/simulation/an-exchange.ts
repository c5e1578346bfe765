/** An exchange with one account, and short words for what tests do with it. */
import { Big } from 'big.js';

import { conidOf, type Conid, type OptionContract, type OptionRight } from '#domain/contract.ts';
import { instantOf, type CalendarDate } from '#domain/time.ts';
import { createExchange } from '#simulation/create-exchange.ts';
import type { Exchange } from '#simulation/exchange.ts';
import type { ExchangeOptions, SimulatedOrderRequest } from '#simulation/exchange-shapes.ts';

export const account = 'DU7418203';
export const aapl = conidOf(265598);
export const spy = conidOf(756733);
export const spx = conidOf(416904);
export const ko = conidOf(8894);

/** Thursday 2026-11-19, 10:00 in New York: open. */
export const thursdayMorning = instantOf(Date.UTC(2026, 10, 19, 15, 0, 0));
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

interface Wishes {
  readonly seed?: number;
  readonly type?: 'margin' | 'cash';
  readonly cash?: string;
  readonly alwaysOpen?: boolean;
  readonly startAt?: ExchangeOptions['startAt'];
  readonly saved?: unknown;
}

export function anExchange(wishes: Wishes = {}): Exchange {
  const { seed = 7, type = 'margin', cash = '1000000', alwaysOpen = false } = wishes;
  const { startAt = thursdayMorning, saved } = wishes;
  const accounts = [{ accountId: account, type, cash: new Big(cash) }];
  const options = { seed, startAt, alwaysOpen, accounts };
  return createExchange(saved === undefined ? options : { ...options, saved });
}

/** Lets time pass. */
export function pass(exchange: Exchange, milliseconds: number): void {
  exchange.advanceTo(instantOf(exchange.now() + milliseconds));
}

/** The mark, which the test knows to exist. */
export function markOf(exchange: Exchange, conid: Conid): Big {
  const market = exchange.market(conid);
  if (market === null) throw new Error(`${conid} has no market`);
  return market.mark;
}

interface OptionWishes {
  readonly underlying?: Conid;
  readonly tradingClass?: string;
  /** Least days to expiry. */
  readonly daysOut?: number;
  readonly right?: OptionRight;
  /** Strikes above (or below, negative) the strike next above the price. */
  readonly strikesAway?: number;
}

function expiryFrom(exchange: Exchange, wishes: OptionWishes): CalendarDate {
  const { underlying = aapl, tradingClass = 'AAPL', daysOut = 20 } = wishes;
  const earliest = new Date(exchange.now() + daysOut * day).toISOString().slice(0, 10);
  const found = exchange
    .expiries(underlying)
    .find((listed) => listed.tradingClass === tradingClass && listed.expiry >= earliest);
  if (found === undefined) throw new Error(`no expiry of ${tradingClass} in ${daysOut} days`);
  return found.expiry;
}

/** An option near the money. */
export function anOptionOf(exchange: Exchange, wishes: OptionWishes = {}): OptionContract {
  const { underlying = aapl, tradingClass = 'AAPL', right = 'call', strikesAway = 0 } = wishes;
  const expiry = expiryFrom(exchange, wishes);
  const price = markOf(exchange, underlying);
  const strikes = exchange.strikes(underlying, expiry, tradingClass);
  const strike = strikes[strikes.findIndex((each) => each.gt(price)) + strikesAway];
  if (strike === undefined) throw new Error('no such strike');
  const option = exchange.option(underlying, expiry, tradingClass, strike, right);
  if (option === null) throw new Error('no such option');
  return option;
}

/** A day order to buy one at the market. */
export function anOrder(
  conid: Conid,
  over: Partial<SimulatedOrderRequest> = {},
): SimulatedOrderRequest {
  return {
    accountId: account,
    legs: [{ conid, side: 'buy', ratio: 1 }],
    side: 'buy',
    quantity: 1,
    type: 'market',
    limitPrice: null,
    stopPrice: null,
    timeInForce: 'day',
    outsideRegularHours: false,
    clientOrderId: null,
    parentOrderId: null,
    groupId: null,
    ...over,
  };
}

/** Places an order the test knows to be accepted; its id. */
export function placed(exchange: Exchange, request: SimulatedOrderRequest): number {
  const result = exchange.place(request);
  if (result.kind === 'rejected') throw new Error(result.text);
  return result.orderId;
}

/** Buys or sells at the market and waits for the fill. */
export function traded(
  exchange: Exchange,
  conid: Conid,
  quantity: number,
  side: 'buy' | 'sell' = 'buy',
): void {
  const orderId = placed(exchange, anOrder(conid, { quantity, side }));
  for (let second = 0; second < 600 && exchange.order(orderId)?.status !== 'Filled'; second++) {
    pass(exchange, 1000);
  }
  if (exchange.order(orderId)?.status !== 'Filled') throw new Error('the order did not fill');
}
