import type { Big } from 'big.js';

import type { Brand } from '#lib/brand.ts';

import type { Conid } from './contract.ts';
import type { AccountId, BrokerOrderId, ClientOrderId, Side } from './order.ts';
import type { Instant } from './time.ts';

export type ExecutionId = Brand<string, 'ExecutionId'>;

/** Throws on an empty text. */
export function executionIdOf(text: string): ExecutionId {
  if (text === '') throw new Error('Not an execution id: empty');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes an ExecutionId
  return text as ExecutionId;
}

/** One fill report. A correction of a fill differs only in the digits after the last point of its id. */
export interface Execution {
  readonly executionId: ExecutionId;
  readonly brokerOrderId: BrokerOrderId | null;
  readonly clientOrderId: ClientOrderId | null;
  readonly accountId: AccountId;
  readonly conid: Conid;
  readonly description: string;
  readonly underlying: string;
  readonly side: Side;
  /** Contracts or shares, positive. */
  readonly quantity: number;
  /** Per share. */
  readonly price: Big;
  /** In the account's currency, positive is paid; null until the broker tells it. */
  readonly commission: Big | null;
  readonly exchange: string | null;
  readonly executedAt: Instant;
}
