import { z } from 'zod';

/** One order as a client sends it. Prices and quantities must be JSON numbers, words are case-sensitive. */
export const ticketShape = z.object({
  acctId: z.string().optional(),
  conid: z.number().int().optional(),
  conidex: z.string().optional(),
  secType: z.string().optional(),
  cOID: z.string().optional(),
  parentId: z.union([z.string(), z.number().transform(String)]).optional(),
  orderType: z.string(),
  side: z.enum(['BUY', 'SELL']),
  tif: z.string(),
  quantity: z.number().optional(),
  price: z.number().optional(),
  auxPrice: z.number().optional(),
  outsideRTH: z.boolean().optional(),
  isSingleGroup: z.boolean().optional(),
});

export type OrderTicket = z.infer<typeof ticketShape>;

/** The documented wrapper, and the bare array of older documents. */
export const ticketsShape = z.union([
  z.object({ orders: z.array(ticketShape).min(1) }).transform(({ orders }) => orders),
  z.array(ticketShape).min(1),
]);
