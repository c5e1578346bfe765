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
): Pick<Records, 'saveAccount' | 'savePositions'> {
  return {
    saveAccount: (identity, figures, environment) =>
      written(
        database.from('ibkr_account_info').upsert(accountRow(identity, figures, environment), {
          onConflict: 'user_id,environment,account_id,trading_date',
        }),
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
    alias: identity.alias,
    account_type: identity.type,
    trading_type: identity.tradingType,
    currency: figures?.currency ?? identity.currency,
  };
  if (figures === null) return told;
  const left = figures.dayTradesLeft;
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
    day_trades_left: left === 'unlimited' ? null : left,
    day_trades_unlimited: left === null ? null : left === 'unlimited',
    as_of: timestamp(figures.readAt),
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
  right: null,
  strike: null,
  expiry: null,
  multiplier: null,
} as const;

const optionColumns = (option: PositionOptionTerms) => ({
  underlying_conid: option.underlyingConid,
  right: option.right,
  strike: option.strike.toFixed(),
  expiry: option.expiry,
  multiplier: option.multiplier,
});
