import { executionIdOf, type Execution } from '#domain/execution.ts';
import { accountIdOf, brokerOrderIdOf } from '#domain/order.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { parseEpoch, parseUtcStamp } from '../parse-text.ts';
import type { TradeRow } from './endpoints.ts';
import { parseOrderRef } from './parse-order.ts';

/** Fails with `invalid-reply` for a fill without account or time. */
export function parseExecution(row: TradeRow): Result<Execution, BrokerError> {
  const account = row.account ?? row.accountCode;
  if (account === null) return missing(row, 'account');
  const executedAt = parseEpoch(row.trade_time_r) ?? parseUtcStamp(row.trade_time ?? '');
  if (executedAt === null) return missing(row, 'trade_time');
  return ok({
    executionId: executionIdOf(row.execution_id),
    brokerOrderId: row.order_id === null ? null : brokerOrderIdOf(row.order_id),
    clientOrderId: parseOrderRef(row.order_ref),
    accountId: accountIdOf(account),
    conid: row.conid,
    ...subjectOf(row),
    side: row.side,
    quantity: row.size,
    price: row.price,
    commission: row.commission,
    exchange: row.exchange,
    executedAt,
  });
}

function missing(row: TradeRow, field: string): Result<never, BrokerError> {
  return err({ kind: 'invalid-reply', path: `${row.execution_id}.${field}`, detail: 'missing' });
}

function subjectOf(row: TradeRow): Pick<Execution, 'description' | 'underlying'> {
  const described = [row.contract_description_1, row.contract_description_2].filter(
    (text) => text !== null,
  );
  return {
    description: described.join(' ') || (row.company_name ?? row.symbol ?? ''),
    underlying: row.symbol ?? row.contract_description_1 ?? '',
  };
}
