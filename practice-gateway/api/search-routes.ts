import { Big } from 'big.js';
import type { Hono } from 'hono';
import { z } from 'zod';

import { conidOf, type Conid } from '#domain/contract.ts';
import type { ListedUnderlying } from '#simulation/exchange-shapes.ts';

import { listingOf } from '../wire/contract-facts.ts';
import { monthCode } from '../wire/contract-text.ts';
import { plainDate } from '../wire/exchange-time.ts';
import { optionExchanges, optionInfoRow, underlyingInfoRow } from '../wire/secdef-info-rows.ts';
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

/** The contract of a number, and the underlying that lists it: an option's own number does as well. */
function listedBy(world: World, conid: number) {
  const contract = world.exchange.contract(conidOf(conid));
  return { contract, listed: contract === null ? null : listingOf(world, contract) };
}

/** Older clients write the word with a capital letter. */
const secTypeIn = (query: Query) => query['sectype'] ?? query['secType'];

/** The strikes of all expiries in the month, each once, the lowest first. */
function strikesOf(world: World, underlying: Conid, month: string): readonly number[] {
  const union = new Set<number>();
  for (const { expiry, tradingClass } of world.exchange.expiries(underlying)) {
    if (monthCode(expiry) !== month) continue;
    for (const strike of world.exchange.strikes(underlying, expiry, tradingClass)) {
      union.add(strike.toNumber());
    }
  }
  return [...union].toSorted((a, b) => a - b);
}

function strikes(world: World, query: Query): Response {
  const conid = wholeNumber(query['conid']);
  const secType = secTypeIn(query);
  if (conid === null) return invalidArgument('conid');
  if (secType === undefined) return invalidArgument('sectype');
  if (query['month'] === undefined) return invalidArgument('month');
  const underlying = listedBy(world, conid).listed?.contract.conid;
  const isKnown = underlying !== undefined && world.session.memory.searched.has(underlying);
  if (!isKnown || secType !== 'OPT') return reply({ call: [], put: [] });
  const sorted = strikesOf(world, underlying, query['month']);
  return reply({ call: sorted, put: sorted });
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
    .map((option) => optionInfoRow(option, listed));
}

function optionInfo(world: World, listed: ListedUnderlying, query: Query): Response {
  const { month, strike, right = '' } = query;
  if (month === undefined) return invalidArgument('month');
  if (strike === undefined || !/^\d+(\.\d+)?$/.test(strike)) return invalidArgument('strike');
  const rows = optionRows(world, listed, month, new Big(strike), right);
  return rows.length === 0 ? serverError('no contract found') : reply(rows);
}

/** The options of an underlying, or what the number itself stands for. */
function info(world: World, query: Query): Response {
  const conid = wholeNumber(query['conid']);
  if (conid === null) return invalidArgument('conid');
  const { contract, listed } = listedBy(world, conid);
  if (contract === null || listed === null) return serverError('no contract found');
  if (contract.kind === 'option') return reply([optionInfoRow(contract, listed)]);
  return secTypeIn(query) === 'OPT'
    ? optionInfo(world, listed, query)
    : reply([underlyingInfoRow(listed)]);
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
