/** Frames of the socket, from the published topic descriptions and public clients. */
import { z } from 'zod';

import { fields } from './market-data.ts';
import { orderRow, tradeRow } from './orders.ts';
import { accountList } from './session.ts';

const greeting = z.strictObject({
  topic: z.literal('system'),
  success: z.string(),
  isFT: z.boolean(),
  isPaper: z.boolean(),
});

const heartbeat = z.strictObject({
  topic: z.literal('system'),
  hb: z.number().int().min(1_000_000_000_000),
});

const status = z.strictObject({
  topic: z.literal('sts'),
  args: z
    .strictObject({
      authenticated: z.boolean(),
      competing: z.boolean(),
      message: z.string(),
      fail: z.string(),
      serverName: z.string(),
      serverVersion: z.string(),
      username: z.string(),
    })
    .partial(),
});

const accounts = z.strictObject({ topic: z.literal('act'), args: accountList });

const tic = z.object({ topic: z.literal('tic'), alive: z.literal(true) });

/** Only changed fields. */
const quote = z
  .object(fields)
  .partial()
  .extend({
    topic: z.string().regex(/^smd\+\d+(@[A-Z]+)?$/),
    conid: z.number().int(),
    conidEx: z.string(),
    server_id: z.string(),
    _updated: z.number().int(),
  })
  .strict();

const orders = z.strictObject({
  topic: z.literal('sor'),
  args: z.array(orderRow.partial().extend({ acct: z.string(), orderId: z.number() })),
});

const trades = z.strictObject({ topic: z.literal('str'), args: z.array(tradeRow) });

const pnl = z.strictObject({
  topic: z.literal('spl'),
  args: z.record(
    z.string().regex(/\.Core$/),
    z
      .object({
        rowType: z.number(),
        dpl: z.number(),
        nl: z.number(),
        upl: z.number(),
        uel: z.number(),
        el: z.number(),
        mv: z.number(),
      })
      .partial(),
  ),
});

const summary = z.strictObject({
  topic: z.string().regex(/^ssd\+D?U\d+$/),
  result: z.array(
    z.object({
      key: z.string(),
      currency: z.string(),
      monetaryValue: z.number(),
      severity: z.number(),
      timestamp: z.number(),
    }),
  ),
});

const ledger = z.strictObject({
  topic: z.string().regex(/^sld\+D?U\d+$/),
  result: z.array(
    z.object({
      key: z.string().regex(/^LedgerList[A-Z]+$/),
      secondKey: z.string(),
      cashbalance: z.number(),
      timestamp: z.number(),
    }),
  ),
});

const failure = z.object({
  error: z.string(),
  code: z.number().optional(),
  topic: z.string(),
});

/** Anything a client can be told. */
export const anyFrame = z.union([
  greeting,
  heartbeat,
  status,
  accounts,
  tic,
  quote,
  orders,
  trades,
  pnl,
  summary,
  ledger,
  failure,
  z.strictObject({ result: z.string() }),
]);
