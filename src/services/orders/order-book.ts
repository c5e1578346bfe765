import type { Execution } from '#domain/execution.ts';
import { isFinal, isWorking, type BrokerOrder, type BrokerOrderId } from '#domain/order.ts';
import type { Instant } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';

import { isHeldBack } from './held-back.ts';
import type { DeskOrder } from '../order-service.ts';
import type { BrokerError } from '../ports/broker.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderUpdate } from '../ports/gateway-stream.ts';
import type { Intent } from '../ports/intent-log.ts';

interface Deps {
  readonly clock: Clock;
  /** An order has come to a new status, told once per status. */
  readonly onStatus: (order: BrokerOrder, before: BrokerOrder | null) => void;
  /** Fills that are new, or whose commission is. */
  readonly onExecutions: (fresh: readonly Execution[]) => void;
}

/** A list can be read in the moment before a new order is on it; twice in a row it cannot. */
const missesForVerdict = 2;

/**
 * The orders and fills of the session, folded from reads and stream in any order. A late or doubled row changes nothing:
 * fills are known by their id, and an order that has ended stays ended.
 */
export class OrderBook {
  readonly orders = writable<{
    readonly rows: readonly DeskOrder[];
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>({ rows: [], readAt: null, error: null });
  readonly executions = writable<{
    readonly rows: readonly Execution[];
    readonly readAt: Instant | null;
  }>({ rows: [], readAt: null });
  readonly #deps: Deps;
  readonly #brokerOrders = new Map<BrokerOrderId, BrokerOrder>();
  /** How many complete lists in a row lacked an order that was working. */
  readonly #misses = new Map<BrokerOrderId, number>();
  readonly #executions = new Map<string, Execution>();
  #intents: readonly DeskOrder[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  clear(): void {
    this.#brokerOrders.clear();
    this.#misses.clear();
    this.#executions.clear();
    this.#intents = [];
    this.orders.set({ rows: [], readAt: null, error: null });
    this.executions.set({ rows: [], readAt: null });
  }

  /** All orders the broker lists. One that worked and is missing twice is over, though nobody says how. */
  takeOrders(orders: readonly BrokerOrder[]): void {
    for (const order of orders) this.#fold(order);
    const listed = new Set(orders.map(({ brokerOrderId }) => brokerOrderId));
    for (const order of this.brokerOrders())
      if (!listed.has(order.brokerOrderId)) this.#miss(order);
    this.#show(this.#deps.clock.now(), null);
  }

  takeUpdates(updates: readonly OrderUpdate[]): void {
    for (const update of updates) {
      const before = this.#brokerOrders.get(update.brokerOrderId);
      // A change to an order never seen whole tells too little; the next read brings all of it.
      if (before !== undefined) this.#fold({ ...before, ...update });
      else if (isWhole(update)) this.#fold(update);
    }
    this.#show(this.orders.get().readAt, this.orders.get().error);
  }

  takeError(error: BrokerError): void {
    if (isHeldBack(error)) return;
    this.orders.set({ ...this.orders.get(), error });
  }

  takeExecutions(executions: readonly Execution[], isRead: boolean): void {
    const fresh = executions.filter((execution) => this.#isNews(execution));
    for (const execution of executions) {
      const known = this.#executions.get(execution.executionId)?.commission ?? null;
      const commission = execution.commission ?? known;
      this.#executions.set(execution.executionId, { ...execution, commission });
    }
    const rows = [...this.#executions.values()].toSorted((a, b) => b.executedAt - a.executedAt);
    const readAt = isRead ? this.#deps.clock.now() : this.executions.get().readAt;
    this.executions.set({ rows, readAt });
    if (fresh.length > 0) this.#deps.onExecutions(fresh);
  }

  /** A fill not seen before, or one whose commission the broker tells only now. */
  #isNews({ executionId, commission }: Execution): boolean {
    const known = this.#executions.get(executionId);
    return known === undefined || (known.commission === null && commission !== null);
  }

  /** Intents that the broker's list does not show yet: being sent or asked about, or lost and searched for. */
  setIntents(underway: readonly Intent[], lost: readonly Intent[]): void {
    this.#intents = [
      ...underway.map((intent) => rowOf(intent, isAsked(intent) ? 'question' : 'sending')),
      ...lost.map((intent) => rowOf(intent, isAsked(intent) ? 'question' : 'unknown')),
    ];
    this.#show(this.orders.get().readAt, this.orders.get().error);
  }

  brokerOrders(): readonly BrokerOrder[] {
    return [...this.#brokerOrders.values()];
  }

  #miss(order: BrokerOrder): void {
    if (!isWorking(order.status)) return;
    const misses = (this.#misses.get(order.brokerOrderId) ?? 0) + 1;
    this.#misses.set(order.brokerOrderId, misses);
    if (misses >= missesForVerdict) this.#fold({ ...order, status: 'unlisted' });
  }

  #fold(next: BrokerOrder): void {
    this.#misses.delete(next.brokerOrderId);
    const before = this.#brokerOrders.get(next.brokerOrderId) ?? null;
    if (before !== null && isStepBack(before, next)) return;
    this.#brokerOrders.set(next.brokerOrderId, next);
    if (before?.status !== next.status || before.filledQuantity !== next.filledQuantity) {
      this.#deps.onStatus(next, before);
    }
  }

  #show(readAt: Instant | null, error: BrokerError | null): void {
    const seen = new Set(this.brokerOrders().map((order) => order.clientOrderId));
    const ours = this.#intents.filter((row) => !seen.has(row.clientOrderId));
    const theirs: DeskOrder[] = this.brokerOrders().map((broker) => ({
      clientOrderId: broker.clientOrderId,
      broker,
      intent: null,
      status: broker.status,
    }));
    const newestFirst = theirs.toSorted(
      (a, b) => (b.broker?.updatedAt ?? 0) - (a.broker?.updatedAt ?? 0),
    );
    this.orders.set({ rows: [...ours, ...newestFirst], readAt, error });
  }
}

function rowOf(intent: Intent, status: DeskOrder['status']): DeskOrder {
  return { clientOrderId: intent.draft.clientOrderId, broker: null, intent, status };
}

/** The broker asked, and no yes was sent. */
const isAsked = ({ outcome, asked }: Intent): boolean =>
  outcome === null && asked?.isAnswered === false;

/** A row that would take the order back: fewer fills than known, or alive again after its end. */
function isStepBack(before: BrokerOrder, next: BrokerOrder): boolean {
  if (next.filledQuantity < before.filledQuantity) return true;
  return isFinal(before.status) && !isFinal(next.status);
}

function isWhole(update: OrderUpdate): update is BrokerOrder {
  return (
    update.status !== undefined &&
    update.side !== undefined &&
    update.totalQuantity !== undefined &&
    update.accountId !== undefined &&
    update.filledQuantity !== undefined &&
    update.description !== undefined
  );
}
