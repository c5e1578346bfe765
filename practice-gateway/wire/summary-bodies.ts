import type { SimulatedAccount } from '#simulation/exchange-shapes.ts';

import { leverageOf } from './account-ratios.ts';
import { cents, exact, grouped, wholeUsd } from './number-text.ts';

/** GET /iserver/account/{id}/summary: plain numbers. */
export function accountSummaryBody(account: SimulatedAccount) {
  const balance = { balance: cents(account.cash), settledCash: cents(account.settledCash) };
  return {
    accountType: '',
    status: '',
    balance: cents(account.netLiquidation),
    SMA: cents(account.availableFunds),
    buyingPower: cents(account.buyingPower),
    availableFunds: cents(account.availableFunds),
    excessLiquidity: cents(account.excessLiquidity),
    netLiquidationValue: cents(account.netLiquidation),
    equityWithLoanValue: cents(account.equityWithLoan),
    regTLoan: 0,
    securitiesGVP: cents(account.grossPositionValue),
    totalCashValue: cents(account.cash),
    accruedInterest: 0,
    regTMargin: cents(account.initialMargin),
    initialMargin: cents(account.initialMargin),
    maintenanceMargin: cents(account.maintenanceMargin),
    cashBalances: [
      { currency: 'USD', ...balance },
      { currency: 'Total (in USD)', ...balance },
    ],
  };
}

/** What only securities have. */
const OF_SECURITIES = new Set([
  'SMA',
  'RegT Margin',
  'sec_gross_pos_val',
  'Prvs Dy Eqty Wth Ln Vl',
  'Rg T Eqty Wth Ln Vl',
]);

/** The commodities segment: this account has nothing there. */
const empty = (securities: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.keys(securities)
      .filter((key) => !OF_SECURITIES.has(key))
      .map((key) => [key, '0 USD']),
  );

export function availableFundsBody(account: SimulatedAccount) {
  const shared = {
    current_available: wholeUsd(account.availableFunds),
    current_excess: wholeUsd(account.excessLiquidity),
    'Prdctd Pst-xpry Excss': '0 USD',
    SMA: wholeUsd(account.availableFunds),
    'Lk Ahd Avlbl Fnds': wholeUsd(account.availableFunds),
    'Lk Ahd Excss Lqdty': wholeUsd(account.excessLiquidity),
    overnight_available: wholeUsd(account.availableFunds),
    overnight_excess: wholeUsd(account.excessLiquidity),
  };
  return {
    total: {
      ...shared,
      buying_power: wholeUsd(account.buyingPower),
      leverage: 'n/a',
      'Lk Ahd Nxt Chng': '@ 16:00:00',
      day_trades_left: 'Unlimited',
    },
    commodities: empty(shared),
    securities: { ...shared, leverage: leverageOf(account) },
  };
}

export function balancesBody(account: SimulatedAccount) {
  const shared = {
    net_liquidation: wholeUsd(account.netLiquidation),
    equity_with_loan: wholeUsd(account.equityWithLoan),
    'Prvs Dy Eqty Wth Ln Vl': wholeUsd(account.startOfDayNetLiquidation),
    'Rg T Eqty Wth Ln Vl': wholeUsd(account.equityWithLoan),
    sec_gross_pos_val: wholeUsd(account.grossPositionValue),
    cash: wholeUsd(account.cash),
    'MTD Interest': '0 USD',
    'Pndng Dbt Crd Chrgs': '0 USD',
  };
  return {
    total: { ...shared, 'Nt Lqdtn Uncrtnty': '0 USD' },
    commodities: empty(shared),
    securities: shared,
  };
}

export function marginsBody(account: SimulatedAccount) {
  const [initial, maintenance] = [
    wholeUsd(account.initialMargin),
    wholeUsd(account.maintenanceMargin),
  ];
  const shared = {
    'RegT Margin': initial,
    current_initial: initial,
    'Prdctd Pst-xpry Mrgn @ Opn': '0 USD',
    current_maint: maintenance,
    projected_liquidity_inital_margin: initial,
    'Prjctd Lk Ahd Mntnnc Mrgn': maintenance,
    projected_overnight_initial_margin: initial,
    'Prjctd Ovrnght Mntnnc Mrgn': maintenance,
  };
  return { total: shared, commodities: empty(shared), securities: shared };
}

const NOT_HELD = [
  'MTD Interest',
  'futures',
  'future_options',
  'funds',
  'dividends_receivable',
  'mutual_funds',
  'money_market',
  'bonds',
  'Govt Bonds',
  't_bills',
  'warrants',
  'issuer_option',
  'commodity',
  'Notional CFD',
  'cfd',
  'Cryptocurrency',
];

export function marketValueBody(account: SimulatedAccount) {
  const row = {
    total_cash: grouped(account.cash, 0),
    settled_cash: grouped(account.settledCash, 0),
    stock: grouped(account.stockMarketValue, 0),
    options: grouped(account.optionMarketValue, 0),
    ...Object.fromEntries(NOT_HELD.map((key) => [key, '0'])),
    net_liquidation: grouped(account.netLiquidation, 0),
    unrealized_pnl: grouped(account.unrealizedPnl, 0),
    realized_pnl: grouped(account.realizedPnl, 0),
    'Exchange Rate': '1.00',
  };
  return { USD: row, 'Total (in USD)': row };
}

/** Day, unrealized and market value figures of `/iserver/account/pnl/partitioned` and the `spl` topic. */
export function pnlRow(account: SimulatedAccount) {
  return {
    rowType: 1,
    dpl: exact(account.dailyPnl),
    nl: exact(account.netLiquidation),
    upl: exact(account.unrealizedPnl),
    uel: exact(account.equityWithLoan),
    el: exact(account.excessLiquidity),
    mv: exact(account.stockMarketValue.plus(account.optionMarketValue)),
  };
}
