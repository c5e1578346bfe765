import type { Execution } from '#domain/execution.ts';
import type { AccountId, BrokerOrder } from '#domain/order.ts';
import type { AccountFigures } from '#domain/account.ts';
import type { Position } from '#domain/position.ts';
import type { Instant } from '#domain/time.ts';
import { oneMore } from '#lib/one-more.ts';
import { writable } from '#lib/readable.ts';

import type { DeskState } from '../desk-state.ts';
import type { OrderBook } from '../orders/order-book.ts';
import { isHeldBack } from '../orders/held-back.ts';
import type { BrokerError, BrokerReader } from '../ports/broker.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayStream, StreamEvent } from '../ports/gateway-stream.ts';
import type { Records } from '../ports/records.ts';
import type { OrderReconciler } from '../orders/reconcile-orders.ts';
import { isWorthAskingSoon } from './first-read.ts';
import { storeAccount } from './store-account.ts';
import { withPnl } from './with-pnl.ts';

interface Deps {
  readonly broker: BrokerReader;
  readonly stream: GatewayStream;
  readonly records: Pick<Records, 'saveAccount' | 'savePositions' | 'markPositionsStale'>;
  readonly clock: Clock;
  readonly state: DeskState;
  readonly book: OrderBook;
  readonly reconciler: OrderReconciler;
  readonly everyMs: number;
  /** The tab that writes what it read into the database. */
  readonly isLeader: () => boolean;
  /** 1 to 4 as stated for the connection in use. */
  readonly optionsLevel: () => number | null;
}

/** The broker lists orders and fills at most every five seconds. */
const orderReadsApartMs = 5_200;
/** After a fill the broker's books need a moment. */
const afterFillMs = 700;
/** Until the first answer: twice what the broker wants between two readings of the account list. */
const firstReadAgainMs = 10_000;
const longestBurstMs = 2_800;
const longestBudgetWaitMs = 20_000;
const dayMs = 86_400_000;
/** The broker tells fills of a week. */
const mostDaysOfFills = 7;

/** Reads account, positions, orders and fills: on time, after each fill, and when asked. */
export class AccountSync {
  readonly positions = writable<{
    readonly rows: readonly Position[] | null;
    readonly readAt: Instant | null;
    readonly error: BrokerError | null;
  }>({ rows: null, readAt: null, error: null });
  readonly figures = writable<{
    readonly value: AccountFigures | null;
    readonly error: BrokerError | null;
  }>({ value: null, error: null });
  readonly #deps: Deps;
  #stop: readonly (() => void)[] = [];
  #cancelNext: () => void = () => undefined;
  #cancelOrderRead: () => void = () => undefined;
  #isRunning = false;
  /** Counts starts and stops: a start that was overtaken by another must not go on. */
  #run = 0;
  #burstSince: Instant | null = null;
  #isRepeatDue = false;
  #hasMissed = false;

  /** Reads orders and fills, one reading at a time: the broker answers so rarely that wishes would pile up. */
  readonly readOrders = oneMore(() => this.#readOrdersOnce());

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    this.stop();
    this.#isRunning = true;
    const run = this.#run;
    this.#stop = [this.#deps.stream.subscribe((event) => this.#hear(event))];
    await this.#deps.reconciler.resume();
    if (run !== this.#run) return;
    // Before the lists are read, so that no change falls between: the stream brings changes only.
    this.#stop = [...this.#stop, this.#deps.stream.watchAccount()];
    await this.syncNow();
  }

  stop(): void {
    this.#isRunning = false;
    this.#run += 1;
    for (const stop of this.#stop) stop();
    this.#stop = [];
    this.#cancelNext();
    this.#cancelOrderRead();
    this.positions.set({ rows: null, readAt: null, error: null });
    this.figures.set({ value: null, error: null });
  }

  async syncNow(): Promise<void> {
    this.#plan(this.#isRepeatDue ? afterFillMs : this.#deps.everyMs);
    this.#burstSince = null;
    this.#isRepeatDue = false;
    const accountId = this.#deps.state.accountId.get();
    if (accountId === null) return;
    await Promise.all([this.#readAccount(accountId), this.readOrders()]);
    const reads = [this.positions.get(), this.figures.get(), this.#deps.book.orders.get()];
    if (this.#isOn(accountId) && reads.some(isWorthAskingSoon)) this.#plan(firstReadAgainMs);
  }

  /** Orders and fills together: only a complete pair may be held against unknown orders. */
  async #readOrdersOnce(): Promise<void> {
    const accountId = this.#deps.state.accountId.get();
    if (accountId === null || !this.#isRunning) return;
    this.#planOrderRead();
    const startedAt = this.#deps.clock.now();
    const [orders, executions] = await Promise.all([
      this.#readOrderList(accountId),
      this.#readFills(accountId),
    ]);
    if (!this.#isOn(accountId) || orders === null || executions === null) return;
    await this.#deps.reconciler.compare({ accountId, startedAt, orders, executions });
  }

  /** Shown or told as failed as soon as it is there, whatever the fills do. Null unless it is the whole list. */
  async #readOrderList(accountId: AccountId): Promise<readonly BrokerOrder[] | null> {
    const answer = await this.#deps.broker.fetchOrders();
    if (!this.#isOn(accountId)) return null;
    if (!answer.ok) this.#ordersRefused(answer.error);
    if (!answer.ok || !answer.value.isComplete) return null;
    this.#deps.book.takeOrders(answer.value.orders);
    return answer.value.orders;
  }

  async #readFills(accountId: AccountId): Promise<readonly Execution[] | null> {
    const answer = await this.#deps.broker.fetchExecutions(this.#daysToRead());
    if (!this.#isOn(accountId) || !answer.ok) return null;
    this.#deps.book.takeExecutions(answer.value, true);
    return answer.value;
  }

  /** Two tabs share one budget: a short wait for it is no trouble, and the reading comes right after. */
  #ordersRefused(error: BrokerError): void {
    const waitMs = error.kind === 'rate-limited' ? error.retryAfterMs : null;
    if (waitMs === null || waitMs > longestBudgetWaitMs) return this.#deps.book.takeError(error);
    this.#cancelOrderRead();
    this.#cancelOrderRead = this.#deps.clock.after(waitMs, () => void this.readOrders());
  }

  /** Reads account and positions soon, once for a burst of fills; a long burst does not put it off for ever. */
  refreshSoon(): void {
    const now = this.#deps.clock.now();
    this.#burstSince ??= now;
    if (now - this.#burstSince < longestBurstMs) this.#plan(afterFillMs);
    else this.#isRepeatDue = true;
  }

  #isOn(accountId: AccountId): boolean {
    return this.#isRunning && this.#deps.state.accountId.get() === accountId;
  }

  /** An order lost before a weekend may have filled since: its fill must be among those read. */
  #daysToRead(): number {
    const since = this.#deps.reconciler.oldestAt();
    if (since === null) return 1;
    const days = Math.ceil((this.#deps.clock.now() - since) / dayMs) + 1;
    return Math.min(mostDaysOfFills, days);
  }

  #plan(delayMs: number): void {
    this.#cancelNext();
    if (!this.#isRunning) return;
    this.#cancelNext = this.#deps.clock.after(delayMs, () => void this.syncNow());
  }

  /** While an order is unknown, orders are read as often as the broker allows. */
  #planOrderRead(): void {
    this.#cancelOrderRead();
    if (!this.#isRunning || this.#deps.reconciler.unknown.get().length === 0) return;
    this.#cancelOrderRead = this.#deps.clock.after(orderReadsApartMs, () => void this.readOrders());
  }

  async #readAccount(accountId: AccountId): Promise<void> {
    const [positions] = await Promise.all([
      this.#readPositions(accountId),
      this.#readFigures(accountId),
    ]);
    if (!this.#isOn(accountId)) return;
    await storeAccount(this.#deps, accountId, this.figures.get().value, positions);
  }

  /** Shown as soon as it is there, whatever the figures do; null when the broker was not asked. */
  async #readPositions(accountId: AccountId): Promise<readonly Position[] | 'late' | null> {
    const answer = await this.#deps.broker.fetchPositions(accountId);
    if (!this.#isOn(accountId)) return null;
    const readAt = this.#deps.clock.now();
    if (!answer.ok && isHeldBack(answer.error)) return null;
    if (answer.ok) this.positions.set({ rows: answer.value, readAt, error: null });
    else this.positions.set({ ...this.positions.get(), error: answer.error });
    return answer.ok ? answer.value : 'late';
  }

  async #readFigures(accountId: AccountId): Promise<void> {
    const answer = await this.#deps.broker.fetchFigures(accountId);
    if (!this.#isOn(accountId)) return;
    if (answer.ok) this.figures.set({ value: answer.value, error: null });
    else if (!isHeldBack(answer.error)) {
      this.figures.set({ ...this.figures.get(), error: answer.error });
    }
  }

  /** What changed while the line was down nobody tells again. */
  #hearLine(isOpen: boolean): void {
    if (isOpen && this.#hasMissed) void this.readOrders();
    this.#hasMissed = !isOpen;
  }

  #hear(event: StreamEvent): void {
    const { book } = this.#deps;
    if (event.kind === 'socket') return this.#hearLine(event.state === 'open');
    if (event.kind === 'orders') return book.takeUpdates(event.updates);
    if (event.kind === 'executions') return book.takeExecutions(event.executions, false);
    if (event.kind !== 'pnl') return;
    const { value } = this.figures.get();
    if (value !== null) this.figures.set({ error: null, value: withPnl(value, event) });
  }
}
