import type { OptionContract, OptionRight } from '#domain/contract.ts';
import type { BrokerOrder, OrderDraft } from '#domain/order.ts';
import { modeOf } from '#domain/trading-mode.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { OrderRecord, RecordsError, Records } from '#services/ports/records.ts';
import { ok, type Result } from '#lib/result.ts';

import { stored, written, type DeskDatabase } from './client.ts';
import type { Database } from './database.gen.ts';
import {
  exact,
  exactNumber,
  isPractice,
  timestamp,
  timestampOrNull,
  toJson,
} from './row-values.ts';

type Row = Database['public']['Tables']['ibkr_orders']['Insert'];
type Status = Row['status'];

/** A status that the broker's own word may not be overwritten from. */
const beforeTheBroker: Status[] = ['intended', 'sending', 'question', 'unknown'];

/** The table of orders: one row from the stored intent to the last status. Writes happen one after the other. */
export function orderRecords(database: DeskDatabase): Pick<Records, 'saveOrder'> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    saveOrder: (record) => {
      const next = last.then(() => save(database, record));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

async function save(
  database: DeskDatabase,
  record: OrderRecord,
): Promise<Result<void, RecordsError>> {
  if (record.order !== null) return saveBrokerOrder(database, record, record.order);
  if (record.draft === null) return ok(undefined);
  if (record.outcome === null) return saveIntent(database, record, record.draft);
  return saveOutcome(database, record, record.draft, record.outcome);
}

function saveIntent(database: DeskDatabase, record: OrderRecord, draft: OrderDraft) {
  const row = {
    ...draftColumns(draft),
    ...placeColumns(record),
    status: 'sending' as const,
    actor: 'trader' as const,
    intended_at: timestamp(record.at),
    ...shownColumns(record),
  };
  return written(
    database.from('ibkr_orders').upsert(row, { onConflict: 'user_id,client_order_id' }),
  );
}

async function saveOutcome(
  database: DeskDatabase,
  record: OrderRecord,
  draft: OrderDraft,
  outcome: SubmitOutcome,
): Promise<Result<void, RecordsError>> {
  const facts = {
    broker_order_id: outcome.kind === 'accepted' ? outcome.brokerOrderId : null,
    answered_at: timestamp(record.at),
    ...(record.sentAt === undefined ? {} : { sent_at: timestampOrNull(record.sentAt) }),
    ...(record.questions === undefined ? {} : { questions: toJson(record.questions) }),
  };
  const known = await written(
    database.from('ibkr_orders').update(facts).eq('client_order_id', draft.clientOrderId),
  );
  if (!known.ok) return known;
  const reason = outcome.kind === 'rejected' ? outcome.reason : null;
  return written(
    database
      .from('ibkr_orders')
      .update({ status: statusOf(outcome), reject_reason: reason })
      .eq('client_order_id', draft.clientOrderId)
      .in('status', beforeTheBroker),
  );
}

async function saveBrokerOrder(
  database: DeskDatabase,
  record: OrderRecord,
  order: BrokerOrder,
): Promise<Result<void, RecordsError>> {
  const changed = brokerColumns(order, record);
  const rows = database.from('ibkr_orders').update(changed);
  const updated = await stored(
    order.clientOrderId === null
      ? rows
          .eq('broker_order_id', order.brokerOrderId)
          .eq('account_id', order.accountId)
          .select('id')
      : rows.eq('client_order_id', order.clientOrderId).select('id'),
  );
  if (!updated.ok) return updated;
  if ((updated.value ?? []).length > 0) return ok(undefined);
  return written(
    database.from('ibkr_orders').insert({
      ...changed,
      ...placeColumns(record),
      account_id: order.accountId,
      client_order_id: order.clientOrderId,
      symbol: order.underlying,
      side: order.side,
      order_type: order.type,
      time_in_force: order.timeInForce,
      quantity: exactNumber(order.totalQuantity),
      actor: order.clientOrderId === null ? 'elsewhere' : 'trader',
    }),
  );
}

const placeColumns = (record: OrderRecord) => ({
  environment: record.environment,
  mode: modeOf(record.environment),
  practice: isPractice(record.environment),
});

function shownColumns(record: OrderRecord) {
  const preview = record.shown?.preview ?? null;
  return {
    sentence: record.shown?.sentence ?? null,
    checks: toJson(record.shown?.checks ?? []),
    preview: preview === null ? null : toJson(preview),
  };
}

function draftColumns(draft: OrderDraft) {
  const { contract, side } = draft.legs[0];
  const { terms } = draft;
  return {
    account_id: draft.accountId,
    client_order_id: draft.clientOrderId,
    conid: contract.conid,
    ...(contract.kind === 'option' ? optionColumns(contract) : shareColumns(contract.symbol)),
    legs: toJson(draft.legs),
    side,
    effect: draft.effect,
    order_type: terms.type,
    time_in_force: draft.timeInForce,
    outside_regular_hours: draft.outsideRegularHours,
    currency: contract.currency,
    quantity: exactNumber(draft.quantity),
    limit_price: 'limitPrice' in terms ? exact(terms.limitPrice) : null,
    stop_price: 'stopPrice' in terms ? exact(terms.stopPrice) : null,
  };
}

interface ContractColumns {
  readonly symbol: string;
  readonly right: OptionRight | null;
  readonly strike: string | null;
  readonly expiry: string | null;
  readonly multiplier: number | null;
}

const optionColumns = (option: OptionContract): ContractColumns => ({
  symbol: option.underlying,
  right: option.right,
  strike: exact(option.strike),
  expiry: option.expiry,
  multiplier: option.multiplier,
});

const shareColumns = (symbol: string): ContractColumns => ({
  symbol,
  right: null,
  strike: null,
  expiry: null,
  multiplier: null,
});

function brokerColumns(order: BrokerOrder, record: OrderRecord) {
  return {
    broker_order_id: order.brokerOrderId,
    conid: order.conid,
    description: order.description,
    limit_price: exact(order.limitPrice),
    stop_price: exact(order.stopPrice),
    quantity: exactNumber(order.totalQuantity),
    filled_quantity: exactNumber(order.filledQuantity),
    remaining_quantity: exactNumber(order.remainingQuantity),
    average_fill_price: exact(order.averagePrice),
    // Listed no more: what became of it nobody knows; the broker's last word for it stands beside.
    status: order.status === 'unlisted' ? 'unknown' : order.status,
    broker_status: order.brokerStatus,
    reject_reason: order.reason,
    last_status_at: timestamp(record.at),
    ...(order.status === 'filled' ? { filled_at: timestampOrNull(order.updatedAt) } : {}),
    ...(order.status === 'canceled' ? { canceled_at: timestampOrNull(order.updatedAt) } : {}),
  };
}

function statusOf(outcome: SubmitOutcome): Status {
  switch (outcome.kind) {
    case 'accepted':
      return 'pending-submit';
    case 'released':
      return 'discarded';
    case 'denied':
    case 'rejected':
    case 'discarded':
    case 'unknown':
      return outcome.kind;
  }
}
