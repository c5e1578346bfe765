import { contractName } from '#domain/contract-name.ts';
import type { Execution } from '#domain/execution.ts';
import type { BrokerOrder } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Environment } from '#domain/trading-mode.ts';

import type { AuditService, Notice } from '../desk-services.ts';
import type { DeskState } from '../desk-state.ts';
import type { NoticeBoard } from '../notice-board.ts';
import type { Clock } from '../ports/clock.ts';
import type { Intent } from '../ports/intent-log.ts';
import type { Records } from '../ports/records.ts';
import { recordDetail } from './record-text.ts';

interface Deps {
  readonly records: Pick<Records, 'saveOrder' | 'saveExecutions'>;
  readonly audit: Pick<AuditService, 'append' | 'load'>;
  readonly clock: Clock;
  readonly state: DeskState;
  readonly notices: NoticeBoard;
  /** Only the leading tab writes what all tabs see. */
  readonly isLeader: () => boolean;
  readonly onFill: () => void;
}

/** Writes down what the broker says as it says it, and tells the trader what matters. */
export class RecordKeeper {
  readonly #deps: Deps;
  /** What is written comes one after the other, in the order in which it happened. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** An order came to a new status or filled further. */
  readonly status = (order: BrokerOrder, before: BrokerOrder | null): void => {
    this.#tell(order, before);
    if (before !== null && order.filledQuantity > before.filledQuantity) this.#deps.onFill();
    const environment = this.#deps.state.environment.get();
    if (!this.#deps.isLeader() || environment === null) return;
    this.#write(() => this.#keepStatus(order, before, environment));
  };

  readonly executions = (fresh: readonly Execution[]): void => {
    this.#deps.onFill();
    const environment = this.#deps.state.environment.get();
    if (!this.#deps.isLeader() || environment === null) return;
    for (const execution of fresh) this.#write(() => this.#keepFill(execution, environment));
  };

  /** An order whose answer was lost turned up, or is known not to exist. */
  readonly settled = (intent: Intent, outcome: SubmitOutcome): void => {
    const { draft, environment } = intent;
    const { quantity, legs } = draft;
    const facts = { side: legs[0].side, quantity, description: contractName(legs[0].contract) };
    if (outcome.kind === 'discarded') this.#deps.notices.post('warn', 'QUESTION_LAPSED', facts);
    else this.#deps.notices.post('info', 'ORDER_FOUND', facts);
    const at = this.#deps.clock.now();
    void this.#deps.records.saveOrder({ draft, order: null, outcome, environment, at });
  };

  #write(step: () => Promise<unknown>): void {
    this.#written = this.#written.then(step, step);
  }

  async #keepStatus(
    order: BrokerOrder,
    before: BrokerOrder | null,
    environment: Environment,
  ): Promise<void> {
    const { records, audit, clock } = this.#deps;
    const at = clock.now();
    await records.saveOrder({ draft: null, order, outcome: null, environment, at });
    const { clientOrderId, accountId, brokerOrderId } = order;
    const state = order.status === 'unlisted' ? unlistedWords(order) : order.brokerStatus;
    const summary = `Order ${brokerOrderId} is ${state}, ${order.filledQuantity} of ${order.totalQuantity} filled.`;
    if (before === null && (await this.#lastNoted(order)) === summary) return;
    const detail = recordDetail({ before: before?.brokerStatus ?? null, order });
    const kind = 'order.status';
    await audit.append({ kind, at, environment, accountId, clientOrderId, summary, detail });
  }

  /** After a reload the broker tells the orders of the day again; what was noted then is not noted twice. */
  async #lastNoted({ brokerOrderId }: BrokerOrder): Promise<string | null> {
    const filter = { kindPrefix: 'order.status', text: `Order ${brokerOrderId} is `, limit: 1 };
    // A log that cannot be read now is no reason to leave something out.
    const rows = await this.#deps.audit.load(filter).then(
      (entries) => entries,
      () => [],
    );
    return rows[0]?.summary ?? null;
  }

  async #keepFill(execution: Execution, environment: Environment): Promise<void> {
    const { records, audit, clock } = this.#deps;
    const at = clock.now();
    const saved = await records.saveExecutions([execution], environment);
    // A fill the database has was noted when it came there.
    if (saved.ok && saved.value === 0) return;
    const { clientOrderId, accountId } = execution;
    await audit.append({
      kind: 'execution.seen',
      at,
      environment,
      accountId,
      clientOrderId,
      summary: `${execution.side} ${execution.quantity} ${execution.description} at ${execution.price.toFixed()}.`,
      detail: recordDetail({ execution }),
    });
  }

  #tell(order: BrokerOrder, before: BrokerOrder | null): void {
    if (before === null) return;
    const facts = {
      description: order.description,
      side: order.side,
      quantity: order.totalQuantity,
      filled: order.filledQuantity,
      price: order.averagePrice?.toFixed() ?? null,
      reason: order.reason,
    };
    const code = newsOf(order, before);
    if (code !== null)
      this.#deps.notices.post(severities[code] ?? 'info', code, facts, order.brokerOrderId);
  }
}

const unlistedWords = ({ brokerStatus }: BrokerOrder) =>
  `listed no more by the broker, which last called it ${brokerStatus}`;

const severities: Partial<Record<Notice['code'], Notice['severity']>> = {
  ORDER_REJECTED: 'block',
  ORDER_UNLISTED: 'warn',
};

/** What is new about an order since it was last read. Its end counts for more than a fill that came with it. */
function newsOf(order: BrokerOrder, before: BrokerOrder) {
  if (order.status === 'filled') return 'ORDER_FILLED';
  if (order.status === 'rejected') return 'ORDER_REJECTED';
  if (order.status === 'canceled') return 'ORDER_CANCELED';
  if (order.status === 'unlisted') return 'ORDER_UNLISTED';
  return order.filledQuantity > before.filledQuantity ? 'ORDER_PARTLY_FILLED' : null;
}
