import { Big } from 'big.js';
import { z } from 'zod';

import { conidOf } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';

import type { ExchangeState } from './exchange-state.ts';

/** Raised when the saved shape changes; older ones are then read by their own schema. */
const VERSION = 1;

const sum = z.string().transform((text, context) => {
  try {
    return new Big(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a number' });
    return z.NEVER;
  }
});
const instant = z.number().transform(instantOf);
const conid = z.number().int().positive().transform(conidOf);
const count = z.number().int();
const side = z.enum(['buy', 'sell']);

const leg = z.object({ conid, side, ratio: count });
const request = z.object({
  accountId: z.string(),
  legs: z.tuple([leg], leg),
  side,
  quantity: count,
  type: z.enum(['market', 'limit', 'stop', 'stop-limit']),
  limitPrice: sum.nullable(),
  stopPrice: sum.nullable(),
  timeInForce: z.enum(['day', 'gtc', 'ioc']),
  outsideRegularHours: z.boolean(),
  clientOrderId: z.string().nullable(),
  parentOrderId: count.nullable(),
  groupId: z.string().nullable(),
});
const status = z.enum([
  'Inactive',
  'PendingSubmit',
  'PreSubmitted',
  'Submitted',
  'Filled',
  'PendingCancel',
  'Cancelled',
]);

const order = z.object({
  orderId: count,
  request,
  status,
  filled: count,
  remaining: count,
  notional: sum,
  reason: z.string().nullable(),
  placedAt: instant,
  updatedAt: instant,
  isTriggered: z.boolean(),
  cancelAt: instant.nullable(),
  goodUntil: instant.nullable(),
  fees: z.object({
    optionCommission: sum,
    shareCommission: sum,
    shareValue: sum,
    regulatory: sum,
    charged: sum,
  }),
  reservedPerUnit: sum,
});

const execution = z.object({
  executionId: z.string(),
  orderId: count,
  clientOrderId: z.string().nullable(),
  accountId: z.string(),
  conid,
  side,
  quantity: count,
  price: sum,
  commission: sum,
  exchange: z.string(),
  executedAt: instant,
});

const toldOrder = z.object({
  orderId: count,
  request,
  status,
  filledQuantity: count,
  remainingQuantity: count,
  averagePrice: sum.nullable(),
  reason: z.string().nullable(),
  placedAt: instant,
  updatedAt: instant,
});

const event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), order: toldOrder }),
  z.object({ kind: z.literal('execution'), execution }),
  z.object({ kind: z.literal('expired'), accountId: z.string(), conid, text: z.string() }),
]);

const account = z.object({
  accountId: z.string(),
  type: z.enum(['margin', 'cash']),
  cash: sum,
  startOfDay: sum,
  positions: z.array(z.object({ conid, quantity: count, cost: sum, realized: sum })),
  executions: z.array(execution),
  entries: z.array(
    z.object({
      at: instant,
      kind: z.enum(['exercise', 'cash-settlement', 'dividend']),
      conid,
      amount: sum,
    }),
  ),
  unsettled: z.array(z.object({ settlesOn: count, amount: sum })),
});

const saved = z.object({
  version: z.literal(VERSION),
  seed: count,
  now: instant,
  nextOrderId: count,
  nextExecution: count,
  accounts: z.array(account),
  orders: z.array(order),
  consumed: z.array(z.tuple([z.string(), z.object({ block: count, quantity: count })])),
  events: z.array(event),
});

/** The state as plain JSON data. Decimals become texts. */
export function saveState(state: ExchangeState): unknown {
  const plain = {
    version: VERSION,
    seed: state.seed,
    now: state.now,
    nextOrderId: state.nextOrderId,
    nextExecution: state.nextExecution,
    accounts: [...state.accounts.values()].map((each) => ({
      ...each,
      positions: [...each.positions.values()],
    })),
    orders: [...state.orders.values()],
    consumed: [...state.consumed],
    events: state.events,
  };
  return JSON.parse(JSON.stringify(plain));
}

/** The way back. Throws, naming the place, when the data are not what {@link saveState} returned. */
export function restoreState(data: unknown, options: { alwaysOpen: boolean }): ExchangeState {
  const parsed = saved.safeParse(data);
  if (!parsed.success) {
    throw new Error(`Could not read the saved exchange: ${z.prettifyError(parsed.error)}`);
  }
  const { accounts, orders, consumed, seed, now, nextOrderId, nextExecution, events } = parsed.data;
  return {
    seed,
    alwaysOpen: options.alwaysOpen,
    now,
    nextOrderId,
    nextExecution,
    events,
    accounts: new Map(
      accounts.map((each) => [
        each.accountId,
        { ...each, positions: new Map(each.positions.map((held) => [held.conid, held])) },
      ]),
    ),
    orders: new Map(orders.map((each) => [each.orderId, each])),
    consumed: new Map(consumed),
  };
}
