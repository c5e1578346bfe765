/** Snapshots, bars and their housekeeping, from the published API description. */
import { z } from 'zod';

const price = z.string().regex(/^[CH]?-?\d+(\.\d+)?$/);
const count = z.string().regex(/^[\d,]+$/);
const short = z.string().regex(/^[\d,.]+[KM]?$/);
const percent = z.string().regex(/^-?\d+(\.\d+)?%$/);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** Fields by number; one without a value is absent, never null. */
export const fields = {
  '31': price,
  '55': z.string(),
  '58': z.string(),
  '70': price,
  '71': price,
  '73': decimal,
  '74': decimal,
  '75': decimal,
  '80': percent,
  '82': decimal,
  '83': decimal,
  '84': price,
  '85': count,
  '86': price,
  '87': short,
  '88': count,
  '201': z.enum(['C', 'P']),
  '6004': z.string(),
  '6008': z.number().int(),
  '6070': z.enum(['STK', 'OPT', 'IND']),
  '6119': z.string(),
  '6457': z.number().int(),
  '6509': z.string().regex(/^[RDZYN][Pp]?[B]?$/),
  '7051': z.string(),
  '7059': count,
  '7087': percent,
  '7219': z.string(),
  '7220': z.string(),
  '7283': percent,
  '7292': z.string().regex(/^-?[\d,]+\.\d\d$/),
  '7295': price,
  '7296': price,
  '7308': decimal,
  '7309': decimal,
  '7310': decimal,
  '7311': decimal,
  '7633': percent,
  '7635': price,
  '7638': short,
  '7741': price,
  '7762': z.string().regex(/^\d+$/),
  '7921': decimal,
};

const snapshotRow = z
  .object({ conid: z.number().int().positive(), conidEx: z.string() })
  .extend(z.object(fields).partial().shape)
  .extend({
    _updated: z.number().int().min(1_000_000_000_000).optional(),
    server_id: z.string().optional(),
  })
  .strict();

export const snapshot = z.array(snapshotRow).min(1);
/** What the first call of a contract answers. */
export const preflight = z.array(z.strictObject({ conid: z.number(), conidEx: z.string() })).min(1);

const bar = z.strictObject({
  o: z.number(),
  c: z.number(),
  h: z.number(),
  l: z.number(),
  v: z.number().nonnegative(),
  t: z.number().int().min(1_000_000_000_000),
});

const extreme = z.string().regex(/^\d+\/[\d.]+\/\d+$/);

export const history = z.object({
  serverId: z.string(),
  symbol: z.string(),
  text: z.string(),
  priceFactor: z.number(),
  startTime: z.string().regex(/^\d{8}-\d\d:\d\d:\d\d$/),
  high: extreme,
  low: extreme,
  timePeriod: z.string(),
  barLength: z.number().int().positive(),
  mdAvailability: z.string(),
  mktDataDelay: z.number(),
  outsideRth: z.boolean(),
  tradingDayDuration: z.number(),
  volumeFactor: z.number(),
  priceDisplayRule: z.number(),
  priceDisplayValue: z.string(),
  negativeCapable: z.boolean(),
  messageVersion: z.number(),
  data: z.array(bar).min(1).max(1000),
  points: z.number(),
  travelTime: z.number(),
});

export const unsubscribed = z.strictObject({ success: z.literal(true) });
export const allUnsubscribed = z.strictObject({ unsubscribed: z.literal(true) });
