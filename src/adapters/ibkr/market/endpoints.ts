import * as z from 'zod/mini';

import type { Lane } from '#config/host-api.ts';
import type { Conid } from '#domain/contract.ts';
import { ok } from '#lib/result.ts';
import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { GatewayCall, Transport } from '../http.ts';
import {
  decimal,
  looseConid,
  looseDecimal,
  looseNumber,
  neededConid,
  neededDecimal,
  neededId,
  tolerantList,
  words,
} from '../schema.ts';

const securityDefinition = z.object({
  conid: neededConid,
  currency: words,
  name: words,
  fullName: words,
  assetClass: words,
  expiry: words,
  lastTradingDay: words,
  putOrCall: words,
  strike: looseDecimal,
  ticker: words,
  undConid: looseConid,
  multiplier: looseNumber,
  listingExchange: words,
});
export type SecurityDefinition = z.output<typeof securityDefinition>;

/** GET /trsrv/secdef: at most 200 conids. Contracts it does not know are left out. */
export async function getTrsrvSecdef(
  transport: Transport,
  conids: readonly Conid[],
  lane: Lane,
): Reply<readonly SecurityDefinition[]> {
  const answer = await ask(
    transport,
    { method: 'GET', path: '/trsrv/secdef', query: { conids: conids.join(',') }, lane },
    z.nullable(z.object({ secdef: tolerantList(securityDefinition) })),
  );
  return answer.ok ? ok(answer.value?.secdef ?? []) : answer;
}

/** A GET in the chain's lane. */
export const chainRead = (path: string, query: Record<string, string>): GatewayCall => ({
  method: 'GET',
  path,
  query,
  lane: 'chain',
});

const searchRow = z.object({
  conid: looseConid,
  companyName: words,
  symbol: words,
  description: words,
  sections: tolerantList(z.object({ secType: words, months: words })),
});
export type SearchRow = z.output<typeof searchRow>;

/** GET /iserver/secdef/search: must precede strikes, contracts and data of the symbol's options. */
export const getSecdefSearch = (
  transport: Transport,
  symbol: string,
): Reply<readonly SearchRow[]> =>
  ask(transport, chainRead('/iserver/secdef/search', { symbol }), z.array(searchRow));

const strikesAnswer = z.object({ call: z.array(neededDecimal), put: z.array(neededDecimal) });

interface MonthOf {
  readonly conid: Conid;
  readonly month: string;
}

/** GET /iserver/secdef/strikes: the union over all expiries of the month. */
export const getSecdefStrikes = (
  transport: Transport,
  { conid, month }: MonthOf,
): Reply<z.output<typeof strikesAnswer>> =>
  ask(
    transport,
    chainRead('/iserver/secdef/strikes', { conid: String(conid), sectype: 'OPT', month }),
    strikesAnswer,
  );

const infoRow = z.object({
  conid: neededConid,
  symbol: words,
  ticker: words,
  currency: neededId,
  maturityDate: neededId,
  right: neededId,
  strike: neededDecimal,
  multiplier: neededDecimal,
  tradingClass: words,
});
export type InfoRow = z.output<typeof infoRow>;

/** GET /iserver/secdef/info: one row for each expiry of the month that has the strike. */
export const getSecdefInfo = (
  transport: Transport,
  wish: MonthOf & { readonly strike: string; readonly right: 'C' | 'P' },
): Reply<readonly InfoRow[]> =>
  ask(
    transport,
    chainRead('/iserver/secdef/info', {
      conid: String(wish.conid),
      sectype: 'OPT',
      month: wish.month,
      strike: wish.strike,
      right: wish.right,
    }),
    z.array(infoRow),
  );

const contractInfo = z.object({
  con_id: neededConid,
  symbol: neededId,
  local_symbol: words,
  company_name: words,
  instrument_type: neededId,
  trading_class: words,
  exchange: words,
  currency: neededId,
  multiplier: looseNumber,
  underlying_con_id: looseConid,
  maturity_date: words,
  text: words,
});
export type ContractInfo = z.output<typeof contractInfo>;

/** GET /iserver/contract/{conid}/info */
export const getContractInfo = (transport: Transport, conid: Conid): Reply<ContractInfo> =>
  ask(
    transport,
    { method: 'GET', path: `/iserver/contract/${conid}/info`, lane: 'ticket' },
    contractInfo,
  );

const rulesAnswer = z.object({
  incrementRules: z.optional(
    z.nullable(z.array(z.object({ lowerEdge: neededDecimal, increment: neededDecimal }))),
  ),
  increment: decimal,
});
export type RulesAnswer = z.output<typeof rulesAnswer>;

/** POST /iserver/contract/rules */
export const postContractRules = (
  transport: Transport,
  conid: Conid,
  isBuy: boolean,
): Reply<RulesAnswer> =>
  ask(
    transport,
    { method: 'POST', path: '/iserver/contract/rules', body: { conid, isBuy }, lane: 'ticket' },
    rulesAnswer,
  );
