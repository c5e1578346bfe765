import type { Big } from 'big.js';

import type { AccountFigures, AccountIdentity, EnvironmentWitnesses } from '#domain/account.ts';
import { accountIdOf, type AccountId } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { AccountList, BrokerError } from '#services/ports/broker.ts';

import { parseDecimal } from '../parse-text.ts';
import {
  looseSummaryValue,
  type AccountsAnswer,
  type LedgerAnswer,
  type PnlAnswer,
  type PortfolioAccount,
  type SummaryAnswer,
  type SummaryValue,
} from './endpoints.ts';

/** Joins the tradable accounts with what the portfolio server tells of them. */
export function parseAccountList(
  wire: AccountsAnswer,
  portfolio: readonly PortfolioAccount[],
  loginType: EnvironmentWitnesses['loginType'],
): AccountList {
  return {
    accounts: wire.accounts.map((id) =>
      identityOf(
        id,
        wire.aliases[id] ?? null,
        portfolio.find((each) => each.id === id),
      ),
    ),
    selected: wire.selectedAccount === null ? null : accountIdOf(wire.selectedAccount),
    witnesses: {
      accountList: wire.isPaper === null ? null : wire.isPaper ? 'paper' : 'live',
      loginType,
      accountPrefix: prefixWitness(wire.accounts),
    },
    isLite: wire.allowFeatures?.liteUser === true,
  };
}

function identityOf(
  id: string,
  listedAlias: string | null,
  row: Omit<PortfolioAccount, 'id'> = undescribed,
): AccountIdentity {
  const alias = row.accountAlias ?? listedAlias;
  return {
    accountId: accountIdOf(id),
    accountNumber: row.accountVan,
    alias: alias === id ? null : alias,
    type: row.type,
    tradingType: row.tradingType,
    currency: row.currency,
  };
}

/** An account of which the portfolio server tells nothing. */
const undescribed = {
  accountVan: null,
  accountAlias: null,
  type: null,
  tradingType: null,
  currency: null,
};

/** "DU..." is paper, "U..." or "F..." live; other numbers, or both kinds together, say nothing. */
function prefixWitness(accounts: readonly string[]): EnvironmentWitnesses['accountPrefix'] {
  if (accounts.length === 0) return null;
  if (accounts.every((id) => /^D[A-Z]?\d+$/.test(id))) return 'paper';
  return accounts.every((id) => /^[UFI]\d+$/.test(id)) ? 'live' : null;
}

interface FigureSources {
  readonly accountId: AccountId;
  readonly summary: SummaryAnswer;
  /** Null when it could not be read: the figures it alone tells stay null. */
  readonly ledger: LedgerAnswer | null;
  readonly pnl: PnlAnswer | null;
  readonly readAt: Instant;
}

/** Fails with `invalid-reply` when nothing tells the account's currency: sums without one are not shown. */
export function parseFigures(sources: FigureSources): Result<AccountFigures, BrokerError> {
  const { summary, ledger, pnl, accountId, readAt } = sources;
  const currency = summary.netliquidation.currency ?? summary.buyingpower?.currency ?? null;
  if (currency === null) {
    return err({ kind: 'invalid-reply', path: 'netliquidation.currency', detail: 'missing' });
  }
  return ok({
    accountId,
    currency,
    ...sumsOf(summary),
    ...cashAndPnl(ledger?.['BASE'] ?? ledger?.[currency], pnl?.upnl[`${accountId}.Core`]),
    dayTradesLeft: dayTradesLeft(summary.daytradesremaining),
    details: detailsOf(summary),
    readAt,
  });
}

/** Figures of the summary that the desk keeps and does not work with, by the broker's names. */
const detailNames = [
  'accountready',
  'accruedcash',
  'availabletowithdraw',
  'cushion',
  'daytradesremainingt+1',
  'daytradesremainingt+2',
  'daytradesremainingt+3',
  'daytradesremainingt+4',
  'daytradingstatus-s',
  'equitywithloanvalue',
  'grosspositionvalue',
  'leverage-s',
  'lookaheadavailablefunds',
  'lookaheadinitmarginreq',
  'lookaheadmaintmarginreq',
  'lookaheadnextchange',
  'postexpirationexcess',
  'postexpirationmargin',
  'previousdayequitywithloanvalue',
  'regtmargin',
  'sma',
];

function detailsOf(summary: SummaryAnswer): AccountFigures['details'] {
  const told = detailNames.flatMap((name) => {
    const value = looseSummaryValue(summary[name]);
    // A word comes with an amount of zero.
    const text = value?.value ?? amountOf(value ?? undefined)?.toFixed() ?? null;
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(told);
}

function sumsOf(summary: SummaryAnswer) {
  return {
    netLiquidation: amountOf(summary.netliquidation),
    buyingPower: amountOf(summary.buyingpower),
    availableFunds: amountOf(summary.availablefunds),
    excessLiquidity: amountOf(summary.excessliquidity),
    totalCash: amountOf(summary.totalcashvalue),
    initialMargin: amountOf(summary.initmarginreq),
    maintenanceMargin: amountOf(summary.maintmarginreq),
    accountType: summary.accounttype?.value ?? null,
  };
}

function cashAndPnl(
  cash: LedgerAnswer[string] | undefined,
  day: PnlAnswer['upnl'][string] | undefined,
) {
  return {
    settledCash: cash?.settledcash ?? null,
    dailyPnl: day?.dpl ?? null,
    unrealizedPnl: day?.upl ?? cash?.unrealizedpnl ?? null,
  };
}

function amountOf(value: SummaryValue | undefined): Big | null {
  return value === undefined || value.isNull === true || value.isNone === true
    ? null
    : value.amount;
}

/** The broker writes -1 or "Unlimited" for an account without a limit. */
function dayTradesLeft(value: SummaryValue | undefined): AccountFigures['dayTradesLeft'] {
  if (value === undefined || value.value === null) return null;
  if (/unlimited/i.test(value.value)) return 'unlimited';
  const parsed = parseDecimal(value.value);
  if (!parsed.ok || parsed.value === null) return null;
  return parsed.value.lt(0) ? 'unlimited' : parsed.value.toNumber();
}
