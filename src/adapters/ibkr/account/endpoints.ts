import * as z from 'zod/mini';

import type { AccountId } from '#domain/order.ts';
import type { Reply } from '#services/ports/broker.ts';

import { ask } from '../ask.ts';
import type { GatewayCall, Transport } from '../http.ts';
import {
  decimal,
  flag,
  looseDecimal,
  neededConid,
  neededDecimal,
  neededId,
  tolerantList,
  words,
} from '../schema.ts';

const positionsRead = (path: string): GatewayCall => ({ method: 'GET', path, lane: 'positions' });
const portfolio = (accountId: AccountId, rest: string) =>
  `/portfolio/${encodeURIComponent(accountId)}/${rest}`;

const accountsAnswer = z.object({
  accounts: z.array(neededId),
  selectedAccount: words,
  aliases: z.catch(z.record(z.string(), words), {}),
  isPaper: flag,
  allowFeatures: z.catch(z.nullable(z.object({ liteUser: flag })), null),
});
export type AccountsAnswer = z.output<typeof accountsAnswer>;

/** GET /iserver/accounts: must precede orders and market data after each login. */
export const getIserverAccounts = (transport: Transport): Reply<AccountsAnswer> =>
  ask(transport, { method: 'GET', path: '/iserver/accounts', lane: 'session' }, accountsAnswer);

const portfolioAccount = z.object({
  id: neededId,
  accountVan: words,
  accountAlias: words,
  currency: words,
  type: words,
  tradingType: words,
});
export type PortfolioAccount = z.output<typeof portfolioAccount>;

/** GET /portfolio/accounts: must precede other portfolio calls; at most once in 5 s. */
export const getPortfolioAccounts = (transport: Transport): Reply<readonly PortfolioAccount[]> =>
  ask(transport, positionsRead('/portfolio/accounts'), tolerantList(portfolioAccount));

/** POST /iserver/account. The same account again is answered in plain words. */
export const postIserverAccount = (transport: Transport, accountId: AccountId): Reply<unknown> =>
  ask(
    transport,
    {
      method: 'POST',
      path: '/iserver/account',
      body: { acctId: accountId },
      lane: 'session',
      acceptsText: true,
    },
    z.union([
      z.string().check(z.regex(/already set/i)),
      z.object({ set: z.literal(true) }),
      z.object({ success: z.string().check(z.regex(/already set/i)) }),
    ]),
  );

const summaryValue = z.object({
  amount: decimal,
  currency: words,
  isNull: flag,
  isNone: flag,
  value: words,
});
export type SummaryValue = z.output<typeof summaryValue>;

const summaryAnswer = z.looseObject({
  netliquidation: summaryValue,
  buyingpower: z.optional(summaryValue),
  availablefunds: z.optional(summaryValue),
  excessliquidity: z.optional(summaryValue),
  totalcashvalue: z.optional(summaryValue),
  initmarginreq: z.optional(summaryValue),
  maintmarginreq: z.optional(summaryValue),
  daytradesremaining: z.optional(summaryValue),
  accounttype: z.optional(summaryValue),
});
export type SummaryAnswer = z.output<typeof summaryAnswer>;

/** Reads a figure of the summary that only informs; null when it is not there or in another shape. */
export function looseSummaryValue(value: unknown): SummaryValue | null {
  const read = summaryValue.safeParse(value);
  return read.success ? read.data : null;
}

/** GET /portfolio/{id}/summary */
export const getPortfolioSummary = (
  transport: Transport,
  accountId: AccountId,
): Reply<SummaryAnswer> =>
  ask(transport, positionsRead(portfolio(accountId, 'summary')), summaryAnswer);

const ledgerAnswer = z.record(
  z.string(),
  z.object({ settledcash: looseDecimal, unrealizedpnl: looseDecimal }),
);
export type LedgerAnswer = z.output<typeof ledgerAnswer>;

/** GET /portfolio/{id}/ledger: one entry per currency, and BASE. */
export const getPortfolioLedger = (
  transport: Transport,
  accountId: AccountId,
): Reply<LedgerAnswer> =>
  ask(transport, positionsRead(portfolio(accountId, 'ledger')), ledgerAnswer);

const pnlAnswer = z.object({
  upnl: z.record(z.string(), z.object({ dpl: looseDecimal, upl: looseDecimal })),
});
export type PnlAnswer = z.output<typeof pnlAnswer>;

/** GET /iserver/account/pnl/partitioned: at most once in 5 s; empty until it has been asked once. */
export const getPnlPartitioned = (transport: Transport): Reply<PnlAnswer> =>
  ask(transport, positionsRead('/iserver/account/pnl/partitioned'), pnlAnswer);

const positionRow = z.object({
  conid: neededConid,
  position: neededDecimal,
  avgPrice: decimal,
  avgCost: looseDecimal,
  marketPrice: decimal,
  mktPrice: decimal,
  marketValue: decimal,
  mktValue: decimal,
  unrealizedPnl: decimal,
  realizedPnl: decimal,
  currency: neededId,
  description: words,
  contractDesc: words,
  assetClass: words,
  secType: words,
});
export type PositionRow = z.output<typeof positionRow>;

/** GET /portfolio2/{id}/positions: nearly live, no paging, without the contract's terms. */
export const getPortfolio2Positions = (
  transport: Transport,
  accountId: AccountId,
): Reply<readonly PositionRow[]> =>
  ask(
    transport,
    positionsRead(`/portfolio2/${encodeURIComponent(accountId)}/positions`),
    z.array(positionRow),
  );
