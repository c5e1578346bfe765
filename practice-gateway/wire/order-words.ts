import type { SimulatedOrderRequest, SimulatedOrderStatus } from '#simulation/exchange-shapes.ts';

import { priceText } from './number-text.ts';

type OrderType = SimulatedOrderRequest['type'];

export const isWorking = (status: SimulatedOrderStatus): boolean =>
  ['PendingSubmit', 'PreSubmitted', 'Submitted', 'PendingCancel', 'Inactive'].includes(status);

/** As the order list shows it. */
export const typeTitle: Readonly<Record<OrderType, string>> = {
  market: 'Market',
  limit: 'Limit',
  stop: 'Stop',
  'stop-limit': 'Stop Limit',
};

export const typeWord: Readonly<Record<OrderType, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop: 'STOP',
  'stop-limit': 'STOP_LIMIT',
};

/** The one-character state behind a status. */
export const statusCode: Readonly<Record<SimulatedOrderStatus, string>> = {
  Inactive: '5',
  PendingSubmit: '0',
  PreSubmitted: '0',
  Submitted: '0',
  Filled: '2',
  PendingCancel: '6',
  Cancelled: '4',
};

export const statusText: Readonly<Record<SimulatedOrderStatus, string>> = {
  Inactive: 'Order Inactive',
  PendingSubmit: 'Order Pending',
  PreSubmitted: 'Order PreSubmitted',
  Submitted: 'Order Submitted',
  Filled: 'Order Filled',
  PendingCancel: 'Cancel Pending',
  Cancelled: 'Order Cancelled',
};

export const lifetimeWord = (request: SimulatedOrderRequest): string =>
  request.timeInForce.toUpperCase();

const lifetimeTitle = { day: 'Day', gtc: 'GTC', ioc: 'IOC' } as const;

/** "Buy 2 Limit 1.25, Day", or "Bought ..." once filled. */
export function orderSentence(request: SimulatedOrderRequest, isFilled: boolean): string {
  const verbs = request.side === 'buy' ? ['Buy', 'Bought'] : ['Sell', 'Sold'];
  const price = request.limitPrice ?? request.stopPrice;
  const at = price === null ? '' : ` ${priceText(price)}`;
  const verb = verbs[isFilled ? 1 : 0] ?? '';
  return `${verb} ${request.quantity} ${typeTitle[request.type]}${at}, ${lifetimeTitle[request.timeInForce]}`;
}
