import { z } from 'zod';

import { conidShape, withoutNulls } from '../api/loose-values.ts';

/** One order as a client sends it. Prices and quantities must be JSON numbers, words are case-sensitive. */
export const ticketShape = z.preprocess(
  withoutNulls,
  z.object({
    acctId: z.string().optional(),
    /** What is no contract's number at all is refused in the broker's words, later. */
    conid: z.union([conidShape, z.number().int()]).optional(),
    conidex: z.string().optional(),
    secType: z.string().optional(),
    /** An empty one is none. */
    cOID: z
      .string()
      .transform((id) => id || undefined)
      .optional(),
    parentId: z.union([z.string(), z.number().transform(String)]).optional(),
    orderType: z.string(),
    side: z.enum(['BUY', 'SELL']),
    tif: z.string(),
    quantity: z.number().optional(),
    price: z.number().optional(),
    auxPrice: z.number().optional(),
    outsideRTH: z.boolean().optional(),
    isSingleGroup: z.boolean().optional(),
  }),
);

export type OrderTicket = z.infer<typeof ticketShape>;

/** The documented wrapper, and the bare array of older documents. */
export const ticketsShape = z
  .preprocess(
    (body) => (Array.isArray(body) ? { orders: body } : body),
    z.object({ orders: z.array(ticketShape).min(1) }),
  )
  .transform(({ orders }) => orders);
