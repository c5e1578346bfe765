import type { Conid, UnderlyingContract } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import { ok } from '#lib/result.ts';
import type { BrokerError, Reply } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { Bar, MarketData, UnderlyingMatch } from '#services/ports/market-data.ts';

import { eachOf } from '../each-of.ts';
import type { Transport } from '../http.ts';
import type { SessionMemory } from '../session-memory.ts';
import { getHistory, getSchedule, type HistoryAnswer } from './data-endpoints.ts';
import {
  getContractInfo,
  getSecdefInfo,
  getSecdefSearch,
  getSecdefStrikes,
  getTrsrvSecdef,
  postContractRules,
  type SearchRow,
} from './endpoints.ts';
import {
  currenciesOf,
  dollarExchanges,
  parseContractInfo,
  parseIncrements,
  parseInfoRow,
  parseMatch,
} from './parse-contract.ts';
import { parseTradingHours } from './parse-hours.ts';
import { fetchQuotes } from './quote-reader.ts';

interface MarketDeps {
  readonly transport: Transport;
  readonly memory: SessionMemory;
  readonly clock: Clock;
}

/** The market data port over the Client Portal Web API. */
export function createIbkrMarketData(deps: MarketDeps): MarketData {
  const { transport } = deps;
  return {
    searchUnderlying: (symbol) => searchUnderlying(deps, symbol),
    fetchStrikes: (underlying, month) => fetchStrikes(deps, underlying, month),
    fetchContracts: async (underlying, month, strike, right) => {
      const searched = await ensureSearched(deps, underlying);
      if (!searched.ok) return searched;
      const rows = await getSecdefInfo(transport, {
        conid: underlying.conid,
        month,
        strike: strike.toFixed(),
        right: right === 'call' ? 'C' : 'P',
      });
      if (!rows.ok) return isNothing(rows.error) ? ok([]) : rows;
      return eachOf(rows.value, (row) => parseInfoRow(row, underlying));
    },
    fetchContract: async (conid) => {
      const answer = await getContractInfo(transport, conid);
      return answer.ok ? parseContractInfo(answer.value) : answer;
    },
    fetchIncrements: async (conid, isBuy) => {
      const answer = await postContractRules(transport, conid, isBuy);
      return answer.ok ? ok(parseIncrements(answer.value)) : answer;
    },
    fetchQuotes: (conids) => fetchQuotes(deps, conids),
    fetchTradingHours: async (contract, at) => {
      const answer = await getSchedule(transport, {
        assetClass: contract.kind === 'index' ? 'IND' : 'STK',
        symbol: contract.symbol,
        conid: contract.conid,
      });
      return answer.ok ? ok(parseTradingHours(answer.value, at)) : answer;
    },
    fetchHistory: (conid, period, bar) => fetchHistory(deps, { conid, period, bar }),
  };
}

/** A strike whose last expiry of the month is over has no contract any more: nothing is found, and nothing failed. */
const isNothing = (error: BrokerError): boolean =>
  error.kind === 'rejected' && /no contract found/i.test(error.reason);

const notFound = /no symbol found/i;

/** An unknown symbol is no failure: it finds nothing. */
async function searchUnderlying(
  deps: MarketDeps,
  symbol: string,
): Reply<readonly UnderlyingMatch[]> {
  const wanted = symbol.trim().toUpperCase();
  if (wanted === '') return ok([]);
  const answer = await getSecdefSearch(deps.transport, wanted);
  if (!answer.ok) return isWords(answer.error, notFound) ? ok([]) : answer;
  deps.memory.searched.add(wanted);
  const currencies = await foreignCurrencies(deps, answer.value);
  const matches = answer.value.flatMap((row) => {
    const exchange = (row.description ?? '').toUpperCase();
    const known = dollarExchanges.has(exchange) ? 'USD' : currencies.get(row.conid ?? 0);
    const match = known === undefined ? null : parseMatch(row, known);
    return match === null ? [] : [match];
  });
  return ok(matches.toSorted((a, b) => rank(a, wanted) - rank(b, wanted)));
}

function isWords(error: BrokerError, pattern: RegExp): boolean {
  return error.kind === 'rejected' && pattern.test(error.reason);
}

/** The symbol itself before others, and what has options before what has none. */
function rank(match: UnderlyingMatch, wanted: string): number {
  const isOther = match.contract.symbol.toUpperCase() !== wanted;
  return (isOther ? 2 : 0) + (match.months.length === 0 ? 1 : 0);
}

/** Only for rows listed where the currency is not known to be the dollar. A row without a currency is left out. */
async function foreignCurrencies(deps: MarketDeps, rows: readonly SearchRow[]) {
  const asked = rows.flatMap(({ conid, description }): readonly Conid[] =>
    conid === null || dollarExchanges.has((description ?? '').toUpperCase()) ? [] : [conid],
  );
  if (asked.length === 0) return currenciesOf([]);
  const answer = await getTrsrvSecdef(deps.transport, asked.slice(0, 200), 'chain');
  return currenciesOf(answer.ok ? answer.value : []);
}

/** Strikes and contracts are empty for what this brokerage session has not searched. */
async function ensureSearched(deps: MarketDeps, underlying: UnderlyingContract): Reply<void> {
  const symbol = underlying.symbol.toUpperCase();
  if (deps.memory.searched.has(symbol)) return ok(undefined);
  const answer = await getSecdefSearch(deps.transport, symbol);
  if (!answer.ok) return answer;
  deps.memory.searched.add(symbol);
  return ok(undefined);
}

async function fetchStrikes(
  deps: MarketDeps,
  underlying: UnderlyingContract,
  month: string,
): ReturnType<MarketData['fetchStrikes']> {
  const searched = await ensureSearched(deps, underlying);
  if (!searched.ok) return searched;
  const answer = await getSecdefStrikes(deps.transport, { conid: underlying.conid, month });
  if (!answer.ok) return answer;
  return ok({
    call: answer.value.call.toSorted((a, b) => a.cmp(b)),
    put: answer.value.put.toSorted((a, b) => a.cmp(b)),
  });
}

const noHistory = /chart data unavailable/i;

async function fetchHistory(
  deps: MarketDeps,
  wish: { readonly conid: Conid; readonly period: string; readonly bar: string },
): Reply<readonly Bar[]> {
  const answer = await getHistory(deps.transport, wish);
  if (!answer.ok) return isWords(answer.error, noHistory) ? ok([]) : answer;
  return ok(answer.value.data.map((bar) => parseBar(bar, answer.value.volumeFactor ?? 1)));
}

function parseBar(bar: HistoryAnswer['data'][number], volumeFactor: number): Bar {
  return {
    startAt: instantOf(bar.t),
    open: bar.o,
    high: bar.h,
    low: bar.l,
    close: bar.c,
    volume: bar.v === null ? null : bar.v * volumeFactor,
  };
}
