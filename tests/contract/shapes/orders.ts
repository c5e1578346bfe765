/** Placing, questions, lists of orders and fills, from the published API description. */
import { z } from 'zod';

const digits = z.string().regex(/^\d+$/);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const accepted = z
  .array(
    z.strictObject({
      order_id: digits,
      order_status: z.string(),
      encrypt_message: z.literal('1'),
    }),
  )
  .min(1);

export const question = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f-]{36}$/),
      message: z.array(z.string().min(1)).min(1),
      isSuppressed: z.literal(false),
      messageIds: z.array(z.string().regex(/^[op]\d+$/)).min(1),
      messageOptions: z.array(z.string()).optional(),
    }),
  )
  .length(1);

export const canceled = z.strictObject({
  msg: z.literal('Request was submitted'),
  order_id: z.number().int(),
  conid: z.number().int(),
  account: z.string().nullable(),
});

const status = z.enum([
  'Inactive',
  'PendingSubmit',
  'PreSubmitted',
  'Submitted',
  'Filled',
  'PendingCancel',
  'PreCancelled',
  'Cancelled',
  'WarnState',
]);

export const orderRow = z.object({
  acct: z.string(),
  account: z.string(),
  exchange: z.string(),
  conidex: z.string(),
  conid: z.number().int(),
  orderId: z.number().int().positive(),
  cashCcy: z.string(),
  sizeAndFills: z.string(),
  orderDesc: z.string(),
  description1: z.string(),
  description2: z.string().optional(),
  ticker: z.string(),
  secType: z.enum(['STK', 'OPT', 'BAG']),
  listingExchange: z.string(),
  remainingQuantity: z.number(),
  filledQuantity: z.number(),
  totalSize: z.number(),
  companyName: z.string(),
  status,
  order_ccp_status: z.string(),
  origOrderType: z.enum(['LIMIT', 'MARKET', 'STOP', 'STOP_LIMIT']),
  orderType: z.enum(['Limit', 'Market', 'Stop', 'Stop Limit']),
  supportsTaxOpt: z.enum(['0', '1']),
  lastExecutionTime: z.string().regex(/^\d{12}$/),
  lastExecutionTime_r: z.number().int(),
  bgColor: z.string(),
  fgColor: z.string(),
  isEventTrading: z.enum(['0', '1']),
  timeInForce: z.enum(['DAY', 'GTC', 'IOC', 'CLOSE']),
  side: z.enum(['BUY', 'SELL']),
  price: decimal.optional(),
  auxPrice: decimal.optional(),
  avgPrice: decimal.optional(),
  order_ref: z.string().optional(),
  parentId: z.number().optional(),
  order_cancellation_by_system_reason: z.string().optional(),
});

export const liveOrders = z.strictObject({ orders: z.array(orderRow), snapshot: z.literal(true) });
/** The first call, or one with `force`. */
export const primedOrders = z.strictObject({
  orders: z.array(orderRow).length(0),
  snapshot: z.literal(false),
});

export const orderStatus = z.object({
  order_id: z.number().int(),
  request_id: z.string(),
  server_id: z.string(),
  conid: z.number(),
  conidex: z.string(),
  symbol: z.string(),
  side: z.enum(['B', 'S']),
  contract_description_1: z.string(),
  listing_exchange: z.string(),
  company_name: z.string(),
  size: decimal,
  total_size: decimal,
  cum_fill: decimal,
  average_price: decimal.optional(),
  limit_price: decimal.optional(),
  stop_price: decimal.optional(),
  currency: z.literal('USD'),
  account: z.string(),
  order_type: z.string(),
  tif: z.enum(['DAY', 'GTC', 'IOC']),
  order_status: status,
  order_ccp_status: z.string(),
  order_status_description: z.string(),
  order_not_editable: z.boolean(),
  editable_fields: z.string(),
  cannot_cancel_order: z.boolean(),
  deactivate_order: z.boolean(),
  sec_type: z.string(),
  order_description: z.string(),
  order_description_with_contract: z.string(),
  child_order_type: z.string(),
  order_clearing_account: z.string(),
  size_and_fills: z.string(),
  allowed_duplicate_opposite: z.boolean(),
  order_time: z.string().regex(/^\d{12}$/),
});

export const tradeRow = z.object({
  execution_id: z.string().min(1),
  symbol: z.string(),
  supports_tax_opt: z.enum(['0', '1']),
  side: z.enum(['B', 'S']),
  order_description: z.string(),
  trade_time: z.string().regex(/^\d{8}-\d\d:\d\d:\d\d$/),
  trade_time_r: z.number().int().min(1_000_000_000_000),
  size: z.number().positive(),
  price: decimal,
  order_ref: z.string().optional(),
  submitter: z.string(),
  exchange: z.string(),
  commission: decimal,
  net_amount: z.number(),
  account: z.string(),
  accountCode: z.string(),
  account_allocation_name: z.string(),
  company_name: z.string(),
  contract_description_1: z.string(),
  sec_type: z.enum(['STK', 'OPT']),
  listing_exchange: z.string(),
  conid: z.number(),
  conidEx: z.string(),
  clearing_id: z.string(),
  clearing_name: z.string(),
  liquidation_trade: z.enum(['0', '1']),
  is_event_trading: z.enum(['0', '1']),
  order_id: z.number(),
});

export const trades = z.array(tradeRow);

const sum = z.string().regex(/^-?[\d,]+(\.\d+)?$/);
const change = z.strictObject({ current: sum, change: sum, after: sum });

export const whatIf = z.strictObject({
  amount: z.strictObject({
    amount: z.string().regex(/^-?[\d,]+\.\d\d USD \(\d+ (Shares|Contracts)\)$/),
    commission: z.string().regex(/ USD$/),
    total: z.string().regex(/^-?[\d,]+\.\d\d USD$/),
  }),
  equity: change,
  initial: change,
  maintenance: change,
  position: change,
  warn: z
    .string()
    .regex(/^\d+\//)
    .nullable(),
  error: z.string().nullable(),
});

export const submitted = z.strictObject({ status: z.literal('submitted') });
