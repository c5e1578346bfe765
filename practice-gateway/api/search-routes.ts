import { Big } from 'big.js';
import type { Hono } from 'hono';
import { z } from 'zod';

import { conidOf, type OptionContract } from '#domain/contract.ts';
import type { ListedUnderlying } from '#simulation/exchange-shapes.ts';

import {
  INDEX_OPTION_EXCHANGES,
  monthCode,
  OPTION_EXCHANGES,
  optionText,
  rightLetter,
  STOCK_EXCHANGES,
} from '../wire/contract-text.ts';
import { plainDate } from '../wire/exchange-time.ts';
import type { World } from '../world.ts';
import { isTrue, withoutNulls } from './loose-values.ts';
import { bodyOf, invalidArgument, reply, serverError, wholeNumber } from './replies.ts';

const flag = z.union([z.boolean(), z.string()]).optional();
const searchShape = z.preprocess(
  withoutNulls,
  z.object({ symbol: z.string().optional(), name: flag, secType: z.string().optional() }),
);
type Search = z.infer<typeof searchShape>;
type Query = Readonly<Record<string, string>>;

const optionExchanges = (listed: ListedUnderlying) =>
  listed.contract.kind === 'index' ? INDEX_OPTION_EXCHANGES : OPTION_EXCHANGES;

/** The months with a listed expiry, first one first, each once. */
function monthsOf(world: World, listed: ListedUnderlying): readonly string[] {
  const expiries = world.exchange.expiries(listed.contract.conid);
  return [...new Set(expiries.map(({ expiry }) => monthCode(expiry)))];
}

function searchRow(world: World, listed: ListedUnderlying) {
  const { contract } = listed;
  const isIndex = contract.kind === 'index';
  const expiries = world.exchange.expiries(contract.conid);
  const days = [...new Set(expiries.map(({ expiry }) => plainDate(expiry)))];
  const options = {
    secType: 'OPT',
    months: monthsOf(world, listed).join(';'),
    exchange: optionExchanges(listed).replaceAll(',', ';'),
  };
  return {
    conid: String(contract.conid),
    companyHeader: `${contract.name} - ${contract.exchange}`,
    companyName: contract.name,
    symbol: contract.symbol,
    description: contract.exchange,
    restricted: null,
    fop: null,
    opt: listed.hasOptions ? days.join(';') : null,
    war: null,
    sections: [
      isIndex ? { secType: 'IND', exchange: `${contract.exchange};` } : { secType: 'STK' },
      ...(listed.hasOptions ? [options] : []),
      ...(isIndex ? [] : [{ secType: 'BAG' }]),
    ],
  };
}

function search(world: World, wish: Search): Response {
  const text = (wish.symbol ?? '').trim();
  if (text === '') return invalidArgument('symbol');
  const found = world.exchange.searchUnderlyings(text).filter(({ contract }) => {
    if (wish.secType === 'IND') return contract.kind === 'index';
    if (wish.secType === 'BOND') return false;
    return wish.secType !== 'STK' || contract.kind === 'stock';
  });
  const wanted = text.toUpperCase();
  const exact = found.filter(({ contract }) => contract.symbol === wanted);
  const rest = found.filter(({ contract }) => contract.symbol !== wanted);
  if (found.length === 0) return reply({ error: 'No symbol found' });
  if (!isTrue(wish.name)) {
    for (const { contract } of found) world.session.memory.searched.add(contract.conid);
  }
  return reply([...exact, ...rest].map((listed) => searchRow(world, listed)));
}

/** Older clients write the word with a capital letter. */
const secTypeIn = (query: Query) => query['sectype'] ?? query['secType'];

function strikes(world: World, query: Query): Response {
  const conid = wholeNumber(query['conid']);
  const secType = secTypeIn(query);
  if (conid === null) return invalidArgument('conid');
  if (secType === undefined) return invalidArgument('sectype');
  if (query['month'] === undefined) return invalidArgument('month');
  const listed = world.exchange.underlying(conidOf(conid));
  const isKnown = listed !== null && world.session.memory.searched.has(listed.contract.conid);
  if (!isKnown || secType !== 'OPT') return reply({ call: [], put: [] });
  const union = new Set<number>();
  for (const { expiry, tradingClass } of world.exchange.expiries(conidOf(conid))) {
    if (monthCode(expiry) !== query['month']) continue;
    for (const strike of world.exchange.strikes(conidOf(conid), expiry, tradingClass)) {
      union.add(strike.toNumber());
    }
  }
  const sorted = [...union].toSorted((a, b) => a - b);
  return reply({ call: sorted, put: sorted });
}

function optionRow(option: OptionContract, listed: ListedUnderlying) {
  return {
    conid: option.conid,
    symbol: option.underlying,
    ticker: option.underlying,
    secType: 'OPT',
    listingExchange: null,
    exchange: 'SMART',
    companyName: listed.contract.name,
    currency: option.currency,
    validExchanges: optionExchanges(listed),
    priceRendering: null,
    maturityDate: plainDate(option.expiry),
    right: rightLetter(option),
    strike: option.strike.toNumber(),
    multiplier: String(option.multiplier),
    tradingClass: option.tradingClass,
    desc1: option.underlying,
    desc2: optionText(option),
    cusip: null,
    coupon: 'No Coupon',
  };
}

function underlyingRow(listed: ListedUnderlying) {
  const { contract } = listed;
  return {
    conid: contract.conid,
    ticker: contract.symbol,
    secType: contract.kind === 'index' ? 'IND' : 'STK',
    listingExchange: contract.exchange,
    exchange: contract.kind === 'index' ? contract.exchange : 'SMART',
    companyName: contract.name,
    currency: contract.currency,
    validExchanges: contract.kind === 'index' ? contract.exchange : STOCK_EXCHANGES,
    priceRendering: null,
    maturityDate: null,
    right: '?',
    strike: 0,
  };
}

/** One row per expiry of the month (and per trading class and right, when the right is left out). */
function optionRows(
  world: World,
  listed: ListedUnderlying,
  month: string,
  strike: Big,
  right: string,
) {
  const { conid } = listed.contract;
  const rights = (['call', 'put'] as const).filter(
    (one) => right === '' || right.toUpperCase().startsWith(one === 'call' ? 'C' : 'P'),
  );
  return world.exchange
    .expiries(conid)
    .filter(({ expiry }) => monthCode(expiry) === month)
    .flatMap(({ expiry, tradingClass }) =>
      rights.map((one) => world.exchange.option(conid, expiry, tradingClass, strike, one)),
    )
    .filter((option) => option !== null)
    .map((option) => optionRow(option, listed));
}

function info(world: World, query: Query): Response {
  const conid = wholeNumber(query['conid']);
  if (conid === null) return invalidArgument('conid');
  const listed = world.exchange.underlying(conidOf(conid));
  if (listed === null) return serverError('no contract found');
  const secType = secTypeIn(query);
  if (secType === undefined) return invalidArgument('sectype');
  if (secType !== 'OPT') return reply([underlyingRow(listed)]);
  const { month, strike, right = '' } = query;
  if (month === undefined) return invalidArgument('month');
  if (strike === undefined || !/^\d+(\.\d+)?$/.test(strike)) return invalidArgument('strike');
  const rows = optionRows(world, listed, month, new Big(strike), right);
  return rows.length === 0 ? serverError('no contract found') : reply(rows);
}

/** From a symbol to an option's conid: search, strikes, info, in this order. */
export function searchRoutes(app: Hono, world: World): void {
  app.get('/iserver/secdef/search', (c) => {
    const wish = searchShape.safeParse(c.req.query());
    return wish.success ? search(world, wish.data) : invalidArgument('symbol');
  });
  app.post('/iserver/secdef/search', async (c) => {
    const body = await bodyOf(c.req, searchShape);
    return body.ok ? search(world, body.value) : body.error;
  });
  app.get('/iserver/secdef/strikes', (c) => strikes(world, c.req.query()));
  app.get('/iserver/secdef/info', (c) => info(world, c.req.query()));
}
