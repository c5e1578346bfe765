import type { Conid } from '#domain/contract.ts';
import type { Execution } from '#domain/execution.ts';
import type { AccountId, BrokerOrder, ClientOrderId, Side } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import { instantOf, type Instant } from '#domain/time.ts';
import { oneMore } from '#lib/one-more.ts';
import { writable } from '#lib/readable.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { AuditService } from '../desk-services.ts';
import type { UnknownOrder } from '../order-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { Intent, IntentLog } from '../ports/intent-log.ts';

interface Deps {
  readonly intentLog: IntentLog;
  readonly audit: Pick<AuditService, 'append'>;
  readonly clock: Clock;
  /** An order turned up at the broker, or is known never to have come to be. */
  readonly onSettled: (intent: Intent, outcome: SubmitOutcome) => void;
}

/** A lock may be released by hand after this long … */
const releaseAfterMs = 60_000;
/** … and after so many complete reads of orders and fills that agree that the broker does not have the order. */
const agreeingReadsNeeded = 2;

/** One complete read of what the broker has for one account: it lists no other account's orders. */
export interface BrokerBook {
  readonly accountId: AccountId;
  /** When the reading began: it tells nothing of an order sent after that. */
  readonly startedAt: Instant;
  readonly orders: readonly BrokerOrder[];
  readonly executions: readonly Execution[];
}

/**
 * Finds out what became of orders whose answer got lost. It only reads: it never sends anything again, and only the
 * trader may give up the search.
 */
export class OrderReconciler {
  readonly unknown = writable<readonly UnknownOrder[]>([]);
  /** Orders which a living tab, perhaps this one, is sending or asked about. */
  readonly underway = writable<readonly Intent[]>([]);
  readonly #deps: Deps;
  readonly #settling = new Set<ClientOrderId>();
  /**
   * Reads anew which orders are open: a crash in the middle of an order is an unknown order, one that another tab is
   * sending or asked about is not. One reading at a time, one more when wished meanwhile.
   */
  readonly resume = oneMore(() => this.#readOpen());

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.intentLog.subscribe(() => void this.resume());
  }

  async #readOpen(): Promise<void> {
    const { intentLog, clock } = this.#deps;
    const knownBefore = new Set(this.unknown.get().map(idOf));
    const before = new Set((await intentLog.loadOpen()).map(idOfIntent));
    const underway = await intentLog.loadUnderway();
    // An order that ended between the two readings is in the first one only.
    const open = await intentLog.loadOpen();
    const isTalking = (intent: Intent) =>
      intent.outcome === null && underway.has(idOfIntent(intent));
    const isStillOpen = new Set(open.map(idOfIntent));
    const kept = this.unknown
      .get()
      .filter((order) => !knownBefore.has(idOf(order)) || isStillOpen.has(idOf(order)));
    const known = new Set(kept.map(idOf));
    const found = open
      .filter((intent) => before.has(idOfIntent(intent)) && !known.has(idOfIntent(intent)))
      .filter((intent) => !isTalking(intent))
      .map((intent) => this.#watch(intent, clock.now(), foundWords(intent)));
    this.unknown.set([...kept, ...found]);
    this.underway.set(open.filter(isTalking));
  }

  /** Once: the log may have told of it already. */
  add(intent: Intent, detail: string): void {
    if (this.unknown.get().some((order) => idOf(order) === idOfIntent(intent))) return;
    const order = this.#watch(intent, this.#deps.clock.now(), detail);
    const others = this.unknown.get().filter((known) => idOf(known) !== idOfIntent(intent));
    this.unknown.set([...others, order]);
  }

  /** When the oldest order searched for was stored; null when none is. */
  oldestAt(): Instant | null {
    const storedAt = this.unknown.get().map((order) => order.intent.storedAt);
    return storedAt.length === 0 ? null : instantOf(Math.min(...storedAt));
  }

  isLocked(accountId: AccountId, conid: Conid, side: Side): boolean {
    return this.unknown.get().some(({ intent: { draft } }) => {
      const leg = draft.legs[0];
      return draft.accountId === accountId && leg.contract.conid === conid && leg.side === side;
    });
  }

  /** Holds a complete read of the broker's book against what is unknown. */
  async compare(book: BrokerBook): Promise<void> {
    for (const order of this.unknown.get()) {
      const outcome = findIn(book, order.intent.draft.clientOrderId);
      if (outcome !== null) await this.#settle(order, outcome, 'Found at the broker.');
      else if (isAbout(book, order)) await this.#missing(order);
    }
  }

  async release(
    clientOrderId: ClientOrderId,
    typed: string,
  ): Promise<Result<void, 'too-early' | 'wrong-text'>> {
    const order = this.unknown
      .get()
      .find((row) => row.intent.draft.clientOrderId === clientOrderId);
    if (order === undefined) return ok(undefined);
    if (!mayRelease(order, this.#deps.clock.now())) return err('too-early');
    const { contract } = order.intent.draft.legs[0];
    const symbol = contract.kind === 'option' ? contract.underlying : contract.symbol;
    if (typed.trim().toUpperCase() !== symbol.toUpperCase()) return err('wrong-text');
    await this.#deps.intentLog.recordOutcome(clientOrderId, { kind: 'released' });
    await this.#note(order, 'order.released', 'The trader released the lock by hand.', {
      typed,
      agreeingReads: order.agreeingReads,
      since: order.since,
    });
    this.#drop(clientOrderId);
    return ok(undefined);
  }

  #watch(intent: Intent, now: Instant, text: string): UnknownOrder {
    return {
      intent,
      since: now,
      agreeingReads: 0,
      lastReadAt: null,
      mayRelease: false,
      trail: [{ at: now, text }],
    };
  }

  /** Not in the book: that settles it only when a yes is known not to have been sent. */
  async #missing(order: UnknownOrder): Promise<void> {
    const { asked, outcome } = order.intent;
    if (outcome !== null || asked?.isAnswered !== false) return this.#countAgreeing(order);
    const words = 'The broker’s question was never answered, and the broker lists no such order.';
    await this.#settle(order, { kind: 'discarded' }, words);
  }

  #countAgreeing(order: UnknownOrder): void {
    const now = this.#deps.clock.now();
    const next: UnknownOrder = {
      ...order,
      agreeingReads: order.agreeingReads + 1,
      lastReadAt: now,
      trail: [...order.trail, { at: now, text: 'Orders and fills read: not among them.' }].slice(
        -20,
      ),
    };
    this.#replace({ ...next, mayRelease: mayRelease(next, now) });
  }

  async #settle(order: UnknownOrder, outcome: SubmitOutcome, summary: string): Promise<void> {
    const { clientOrderId } = order.intent.draft;
    // Two reads may overlap and both show it: it is settled, and told, once.
    const isOpen = this.unknown.get().some((row) => idOf(row) === clientOrderId);
    if (!isOpen || this.#settling.has(clientOrderId)) return;
    this.#settling.add(clientOrderId);
    try {
      await this.#deps.intentLog.recordOutcome(clientOrderId, outcome);
      await this.#note(order, 'order.reconciled', summary, { outcome });
    } finally {
      this.#settling.delete(clientOrderId);
    }
    this.#drop(clientOrderId);
    this.#deps.onSettled(order.intent, outcome);
  }

  #replace(next: UnknownOrder): void {
    const id = next.intent.draft.clientOrderId;
    this.unknown.set(
      this.unknown.get().map((row) => (row.intent.draft.clientOrderId === id ? next : row)),
    );
  }

  #drop(clientOrderId: ClientOrderId): void {
    this.unknown.set(this.unknown.get().filter((row) => idOf(row) !== clientOrderId));
  }

  async #note(
    order: UnknownOrder,
    kind: 'order.reconciled' | 'order.released',
    summary: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { draft, environment } = order.intent;
    const { clientOrderId, accountId } = draft;
    await this.#deps.audit.append({ kind, clientOrderId, accountId, environment, summary, detail });
  }
}

const idOfIntent = ({ draft }: Intent): ClientOrderId => draft.clientOrderId;
const idOf = ({ intent }: UnknownOrder): ClientOrderId => idOfIntent(intent);

function foundWords({ outcome, asked }: Intent): string {
  // The code after the words is for the audit log.
  if (outcome?.kind === 'unknown')
    return `Sent once. What came back does not settle it: ${outcome.detail.replace(/ \([A-Z_]+\)$/, '')}`;
  return asked?.isAnswered === false
    ? 'The broker asked, and the desk was closed before an answer.'
    : 'An earlier visit ended before the answer came.';
}

function mayRelease(order: UnknownOrder, now: Instant): boolean {
  return now - order.since >= releaseAfterMs && order.agreeingReads >= agreeingReadsNeeded;
}

/** Whether the order would be in the book if the broker had it. */
function isAbout({ accountId, startedAt }: BrokerBook, order: UnknownOrder): boolean {
  return order.intent.draft.accountId === accountId && startedAt >= order.since;
}

/** What the broker's book says of the order; null when it is not there. */
function findIn(book: BrokerBook, clientOrderId: ClientOrderId): SubmitOutcome | null {
  const order = book.orders.find((row) => row.clientOrderId === clientOrderId);
  if (order !== undefined) {
    return order.status === 'rejected'
      ? { kind: 'rejected', reason: order.reason ?? order.brokerStatus }
      : { kind: 'accepted', brokerOrderId: order.brokerOrderId };
  }
  const fill = book.executions.find((row) => row.clientOrderId === clientOrderId);
  return fill === undefined || fill.brokerOrderId === null
    ? null
    : { kind: 'accepted', brokerOrderId: fill.brokerOrderId };
}
