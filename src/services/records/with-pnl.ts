import type { AccountFigures } from '#domain/account.ts';

import type { StreamEvent } from '../ports/gateway-stream.ts';

type Pnl = Extract<StreamEvent, { kind: 'pnl' }>;

/** The account's figures with what the stream just told of them; what it left out stays. */
export const withPnl = (value: AccountFigures, event: Pnl): AccountFigures => ({
  ...value,
  dailyPnl: event.dailyPnl ?? value.dailyPnl,
  unrealizedPnl: event.unrealizedPnl ?? value.unrealizedPnl,
  netLiquidation: event.netLiquidation ?? value.netLiquidation,
});
