import { Big } from 'big.js';

import { conidOf } from '#domain/contract.ts';
import { executionIdOf, type Execution } from '#domain/execution.ts';
import { accountIdOf, brokerOrderIdOf, clientOrderIdOf } from '#domain/order.ts';
import type { Environment } from '#domain/trading-mode.ts';
import type { Records } from '#services/ports/records.ts';
import { ok } from '#lib/result.ts';

import { stored, type DeskDatabase } from './client.ts';
import type { Database } from './database.gen.ts';
import { exact, exactNumber, instantFrom, isPractice, timestamp } from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_executions']['Row'];

/** Fills, each once by its execution id. */
export function executionRecords(
  database: DeskDatabase,
): Pick<Records, 'saveExecutions' | 'loadExecutions'> {
  return {
    saveExecutions: async (executions, environment) => {
      if (executions.length === 0) return ok(0);
      const rows = executions.map((execution) => toRow(execution, environment));
      const fresh = await stored(
        database
          .from('ibkr_executions')
          .upsert(rows, { onConflict: 'user_id,execution_id', ignoreDuplicates: true })
          .select('id'),
      );
      return fresh.ok ? ok((fresh.value ?? []).length) : fresh;
    },
    loadExecutions: async (accountId, limit) => {
      const rows = await stored(
        database
          .from('ibkr_executions')
          .select()
          .eq('account_id', accountId)
          .order('executed_at', { ascending: false })
          .limit(limit),
      );
      return rows.ok ? ok((rows.value ?? []).map(fromRow)) : rows;
    },
  };
}

function toRow(execution: Execution, environment: Environment) {
  return {
    environment,
    practice: isPractice(environment),
    account_id: execution.accountId,
    execution_id: execution.executionId,
    client_order_id: execution.clientOrderId,
    broker_order_id: execution.brokerOrderId,
    conid: execution.conid,
    symbol: execution.underlying,
    description: execution.description,
    side: execution.side,
    quantity: exactNumber(execution.quantity),
    price: execution.price.toFixed(),
    commission: exact(execution.commission),
    exchange: execution.exchange,
    executed_at: timestamp(execution.executedAt),
  };
}

function fromRow(row: Row): Execution {
  return {
    executionId: executionIdOf(row.execution_id),
    brokerOrderId: row.broker_order_id === null ? null : brokerOrderIdOf(row.broker_order_id),
    clientOrderId: row.client_order_id === null ? null : clientOrderIdOf(row.client_order_id),
    accountId: accountIdOf(row.account_id),
    conid: conidOf(row.conid),
    description: row.description ?? row.symbol,
    underlying: row.symbol,
    side: row.side,
    quantity: Number(row.quantity),
    price: new Big(row.price),
    commission: row.commission === null ? null : new Big(row.commission),
    exchange: row.exchange,
    executedAt: instantFrom(row.executed_at),
  };
}
