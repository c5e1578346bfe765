import type { Conid } from '#domain/contract.ts';
import type { Execution } from '#domain/execution.ts';
import type { BrokerOrder, BrokerOrderId } from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import type { Instant } from '#domain/time.ts';
import type { Big } from 'big.js';

import type { BrokerageStatus } from './gateway-login.ts';

/** Order rows of the stream bring only what changed, after the first. */
export type OrderUpdate = Partial<BrokerOrder> & { readonly brokerOrderId: BrokerOrderId };

export type StreamEvent =
  | { readonly kind: 'socket'; readonly state: 'open' | 'waiting' | 'closed' | 'silent' }
  /** `at` is the broker's own time when it tells it. */
  | { readonly kind: 'heartbeat'; readonly at: Instant | null }
  | { readonly kind: 'session'; readonly status: Partial<BrokerageStatus> }
  /** The fields that changed; the quote board merges them. */
  | { readonly kind: 'quote'; readonly conid: Conid; readonly changed: Partial<Quote> }
  | { readonly kind: 'orders'; readonly updates: readonly OrderUpdate[] }
  | { readonly kind: 'executions'; readonly executions: readonly Execution[] }
  | {
      readonly kind: 'pnl';
      readonly dailyPnl: Big | null;
      readonly unrealizedPnl: Big | null;
      readonly netLiquidation: Big | null;
    }
  | { readonly kind: 'notice'; readonly title: string; readonly text: string };

/** Live rows are lost on reconnect: use them to refresh early, never as the only source. */
export interface GatewayStream {
  subscribe(listener: (event: StreamEvent) => void): () => void;
  /** Asks for live quotes; counted, so that two askers of one contract share the line. Returns the way to stop. */
  watchQuotes(conids: readonly Conid[]): () => void;
  /** Starts the order, execution and P&L topics. Call after the first fetchOrders of a session. */
  watchAccount(): () => void;
  close(): void;
}
