import { z } from 'zod';

const watchlistShape = z.object({
  id: z.string(),
  name: z.string(),
  modified: z.number(),
  rows: z.array(z.object({ C: z.number().optional(), H: z.string().optional() })),
});

const notificationShape = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  html: z.string(),
  atMs: z.number(),
  isRead: z.boolean(),
});

/** What the practice broker keeps beside the exchange. */
export const keepsakesShape = z.object({
  watchlists: z.array(watchlistShape),
  notifications: z.array(notificationShape),
});

export type Watchlist = z.infer<typeof watchlistShape>;
export type BrokerNotification = z.infer<typeof notificationShape>;
export type Keepsakes = z.infer<typeof keepsakesShape>;

export const noKeepsakes = (): Keepsakes => ({ watchlists: [], notifications: [] });
