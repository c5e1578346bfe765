/** Watch lists, notifications, currencies, from the published API description. */
import { z } from 'zod';

export const watchlists = z.object({
  data: z.object({
    scanners_only: z.boolean(),
    show_scanners: z.boolean(),
    bulk_delete: z.boolean(),
    user_lists: z.array(
      z.object({
        is_open: z.boolean(),
        read_only: z.boolean(),
        name: z.string(),
        modified: z.number().int(),
        id: z.string().regex(/^\d+$/),
        type: z.literal('watchlist'),
      }),
    ),
  }),
  action: z.literal('content'),
  MID: z.string(),
});

const instrument = z.union([
  z.object({
    ST: z.string(),
    C: z.string(),
    conid: z.number(),
    name: z.string(),
    fullName: z.string(),
    assetClass: z.string(),
    ticker: z.string(),
    chineseName: z.string(),
  }),
  z.strictObject({ H: z.string() }),
]);

export const watchlist = z.object({
  id: z.string(),
  hash: z.string(),
  name: z.string(),
  readOnly: z.boolean(),
  instruments: z.array(instrument),
});

export const watchlistDeleted = z.object({
  data: z.strictObject({ deleted: z.string() }),
  action: z.literal('context'),
  MID: z.string(),
});

export const unread = z.strictObject({ BN: z.number().int().nonnegative() });

export const notifications = z.array(
  z.object({
    R: z.number(),
    D: z.string().regex(/^\d+\.\d$/),
    MS: z.string(),
    MD: z.string(),
    ID: z.string(),
    HT: z.number(),
    FC: z.string(),
  }),
);

export const rate = z.strictObject({ rate: z.number().positive() });
export const pairs = z.record(z.string(), z.array(z.unknown()));
