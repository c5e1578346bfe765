import type { AccountFigures, AccountIdentity } from '#domain/account.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position, PositionOptionTerms } from '#domain/position.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Instant } from '#domain/time.ts';
import type { Records } from '#services/ports/records.ts';

import { written, type DeskDatabase } from './client.ts';
import { exact, isPractice, timestamp } from './row-values.ts';

/** Account figures of the day, and what the broker said last about each holding. */
export function accountRecords(
  database: DeskDatabase,
): Pick<Records, 'saveAccount' | 'savePositions' | 'markPositionsStale'> {
  return {
    saveAccount: (identity, figures, environment, optionsLevel) =>
      written(
        database
          .from('ibkr_account_info')
          .upsert(
            { ...accountRow(identity, figures, environment), ...levelColumns(optionsLevel) },
            { onConflict: 'user_id,environment,account_id,trading_date' },
          ),
      ),
    markPositionsStale: (accountId, environment) =>
      written(
        database
          .from('ibkr_positions')
          .update({ stale: true })
          .eq('environment', environment)
          .eq('account_id', accountId)
          .eq('stale', false)
          .is('closed_at', null),
      ),
    savePositions: async (accountId, positions, environment, readAt) => {
      if (positions.length > 0) {
        const rows = positions.map((position) => positionRow(position, environment, readAt));
        const saved = await written(
          database
            .from('ibkr_positions')
            .upsert(rows, { onConflict: 'user_id,environment,account_id,conid' }),
        );
        if (!saved.ok) return saved;
      }
      return closeOthers(database, accountId, positions, environment, readAt);
    },
  };
}

function closeOthers(
  database: DeskDatabase,
  accountId: AccountId,
  positions: readonly Position[],
  environment: Environment,
  readAt: Instant,
) {
  const listed = positions.map((position) => position.conid).join(',');
  const rows = database
    .from('ibkr_positions')
    .update({ closed_at: timestamp(readAt) })
    .eq('environment', environment)
    .eq('account_id', accountId)
    .is('closed_at', null);
  return written(listed === '' ? rows : rows.not('conid', 'in', `(${listed})`));
}

function accountRow(
  identity: AccountIdentity,
  figures: AccountFigures | null,
  environment: Environment,
) {
  const told = {
    account_id: identity.accountId,
    environment,
    practice: isPractice(environment),
    account_number: identity.accountNumber,
    alias: identity.alias,
    account_type: identity.type,
    trading_type: identity.tradingType,
    currency: figures?.currency ?? identity.currency,
  };
  if (figures === null) return told;
  return {
    ...told,
    portfolio_value: exact(figures.netLiquidation),
    equity: exact(figures.netLiquidation),
    net_liquidation: exact(figures.netLiquidation),
    total_cash: exact(figures.totalCash),
    settled_cash: exact(figures.settledCash),
    buying_power: exact(figures.buyingPower),
    available_funds: exact(figures.availableFunds),
    excess_liquidity: exact(figures.excessLiquidity),
    initial_margin: exact(figures.initialMargin),
    maintenance_margin: exact(figures.maintenanceMargin),
    daily_pnl: exact(figures.dailyPnl),
    unrealized_pnl: exact(figures.unrealizedPnl),
    ...dayTradeColumns(figures.dayTradesLeft),
    details: figures.details,
    as_of: timestamp(figures.readAt),
  };
}

const levelColumns = (optionsLevel: number | null) => ({
  options_level: optionsLevel,
  options_level_source: optionsLevel === null ? null : ('trader' as const),
});

/** The broker tells how many day trades are left, not how many were made, nor whether it flagged the account. */
function dayTradeColumns(left: AccountFigures['dayTradesLeft']) {
  if (left === null) {
    return { day_trades_left: null, day_trades_unlimited: null, pdt_status: null };
  }
  if (left === 'unlimited') {
    return {
      day_trades_left: null,
      day_trades_unlimited: true,
      pdt_status: 'not-applicable' as const,
    };
  }
  return {
    day_trades_left: left,
    day_trades_unlimited: false,
    pdt_status: left === 0 ? ('restricted' as const) : ('not-flagged' as const),
  };
}

function positionRow(position: Position, environment: Environment, readAt: Instant) {
  return {
    environment,
    practice: isPractice(environment),
    account_id: position.accountId,
    conid: position.conid,
    asset_class: position.assetClass,
    symbol: position.underlying,
    description: position.description,
    ...(position.option === null ? noOption : optionColumns(position.option)),
    currency: position.currency,
    quantity: position.quantity.toFixed(),
    average_price: exact(position.averagePrice),
    average_cost: exact(position.averageCost),
    market_price: exact(position.marketPrice),
    market_value: exact(position.marketValue),
    unrealized_pnl: exact(position.unrealizedPnl),
    realized_pnl: exact(position.realizedPnl),
    stale: false,
    as_of: timestamp(readAt),
    closed_at: null,
  };
}

const noOption = {
  underlying_conid: null,
  trading_class: null,
  right: null,
  strike: null,
  expiry: null,
  multiplier: null,
} as const;

const optionColumns = (option: PositionOptionTerms) => ({
  underlying_conid: option.underlyingConid,
  trading_class: option.tradingClass,
  right: option.right,
  strike: option.strike.toFixed(),
  expiry: option.expiry,
  multiplier: option.multiplier,
});
