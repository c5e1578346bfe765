import { Big } from 'big.js';

import type { SimulatedAccount } from '#simulation/exchange-shapes.ts';

import { leverageOf, ratio } from './account-ratios.ts';
import { cents } from './number-text.ts';

const ZERO = new Big(0);
/** Not limited, in the broker's convention. */
const UNLIMITED = '-1';

const money = (amount: Big, timestamp: number) => ({
  amount: cents(amount),
  currency: 'USD',
  isNull: false,
  timestamp,
  value: null,
  severity: 0,
});

const words = (value: string, timestamp: number) => ({
  amount: 0,
  currency: null,
  isNull: false,
  timestamp,
  value,
  severity: 0,
});

/** Sums that are shown for the account and again for its securities (`-s`) and commodities (`-c`) segments. */
const segmented = (account: SimulatedAccount): Readonly<Record<string, Big>> => ({
  accruedcash: ZERO,
  accrueddividend: ZERO,
  availablefunds: account.availableFunds,
  availabletotrade: account.availableFunds,
  availabletowithdraw: account.availableFunds.lt(account.settledCash)
    ? account.availableFunds
    : account.settledCash,
  billable: ZERO,
  equitywithloanvalue: account.equityWithLoan,
  excessliquidity: account.excessLiquidity,
  fullavailablefunds: account.availableFunds,
  fullexcessliquidity: account.excessLiquidity,
  fullinitmarginreq: account.initialMargin,
  fullmaintmarginreq: account.maintenanceMargin,
  grosspositionvalue: account.grossPositionValue,
  guarantee: ZERO,
  initmarginreq: account.initialMargin,
  lookaheadavailablefunds: account.availableFunds,
  lookaheadexcessliquidity: account.excessLiquidity,
  lookaheadinitmarginreq: account.initialMargin,
  lookaheadmaintmarginreq: account.maintenanceMargin,
  maintmarginreq: account.maintenanceMargin,
  netliquidation: account.netLiquidation,
  netliquidationuncertainty: ZERO,
  pasharesvalue: ZERO,
  postexpirationexcess: ZERO,
  postexpirationmargin: ZERO,
  previousdayequitywithloanvalue: account.startOfDayNetLiquidation,
  regtequity: account.equityWithLoan,
  regtmargin: account.initialMargin,
  sma: account.availableFunds,
  totalcashvalue: account.cash,
  totaldebitcardpendingcharges: ZERO,
});

/** GET /portfolio/{id}/summary: lower-case keys, sums in `amount`, words in `value`. */
export function portfolioSummaryBody(account: SimulatedAccount, timestamp: number) {
  const body: Record<string, unknown> = {};
  for (const [key, amount] of Object.entries(segmented(account))) {
    body[key] = money(amount, timestamp);
    body[`${key}-s`] = money(amount, timestamp);
    body[`${key}-c`] = money(ZERO, timestamp);
  }
  const texts: Record<string, string> = {
    accountcode: account.accountId,
    accountready: 'true',
    accounttype: 'INDIVIDUAL',
    cushion: ratio(account.excessLiquidity, account.netLiquidation).toFixed(6),
    'daytradingstatus-s': ': : false: 0.00: :false',
    daytradesremaining: UNLIMITED,
    'daytradesremainingt+1': UNLIMITED,
    'daytradesremainingt+2': UNLIMITED,
    'daytradesremainingt+3': UNLIMITED,
    'daytradesremainingt+4': UNLIMITED,
    depositoncredithold: 'null',
    highestseverity: '0',
    'leverage-s': leverageOf(account),
    lookaheadnextchange: '0',
    nlvandmargininreview: 'false',
    'segmenttitle-c': 'US Commodities',
    'segmenttitle-s': 'US Securities',
    'tradingtype-s': account.type === 'margin' ? 'STKNOPT' : 'STKCASH',
    whatifpmenabled: 'true',
  };
  for (const [key, value] of Object.entries(texts)) body[key] = words(value, timestamp);
  return { ...body, buyingpower: money(account.buyingPower, timestamp) };
}

/** GET /portfolio/{id}/ledger: cash negative is a margin loan; seconds, not milliseconds. */
export function ledgerBody(account: SimulatedAccount, timestampMs: number) {
  const row = {
    acctcode: account.accountId,
    cashbalance: cents(account.cash),
    cashbalancefxsegment: 0,
    commoditymarketvalue: 0,
    corporatebondsmarketvalue: 0,
    cryptocurrencyvalue: 0,
    dividends: 0,
    exchangerate: 1,
    funds: 0,
    futuremarketvalue: 0,
    futureoptionmarketvalue: 0,
    futuresonlypnl: 0,
    interest: 0,
    issueroptionsmarketvalue: 0,
    key: 'LedgerList',
    moneyfunds: 0,
    netliquidationvalue: cents(account.netLiquidation),
    realizedpnl: cents(account.realizedPnl),
    sessionid: 1,
    settledcash: cents(account.settledCash),
    severity: 0,
    stockmarketvalue: cents(account.stockMarketValue),
    stockoptionmarketvalue: cents(account.optionMarketValue),
    tbillsmarketvalue: 0,
    tbondsmarketvalue: 0,
    timestamp: Math.floor(timestampMs / 1000),
    unrealizedpnl: cents(account.unrealizedPnl),
    warrantsmarketvalue: 0,
  };
  return {
    USD: { ...row, currency: 'USD', secondkey: 'USD' },
    BASE: { ...row, currency: 'BASE', secondkey: 'BASE' },
  };
}
