import type { Execution } from '#domain/execution.ts';
import type { GatewaySession } from '#domain/gateway-session.ts';
import type { BrokerOrder } from '#domain/order.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Readable } from '#lib/readable.ts';

import type { AuditService } from './desk-services.ts';
import type { DeskState } from './desk-state.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { Clock } from './ports/clock.ts';
import type { Intent } from './ports/intent-log.ts';
import type { Records } from './ports/records.ts';
import { recordDetail } from './record-text.ts';

interface Deps {
  readonly records: Pick<Records, 'saveOrder' | 'saveExecutions' | 'saveSession'>;
  readonly audit: Pick<AuditService, 'append'>;
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

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** An order came to a new status or filled further. */
  readonly status = (order: BrokerOrder, before: BrokerOrder | null): void => {
    this.#tell(order, before);
    if (before !== null && order.filledQuantity > before.filledQuantity) this.#deps.onFill();
    if (!this.#deps.isLeader()) return;
    const { clientOrderId, accountId, brokerOrderId } = order;
    void this.#deps.audit.append({
      kind: 'order.status',
      clientOrderId,
      accountId,
      summary: `Order ${brokerOrderId} is ${order.brokerStatus}, ${order.filledQuantity} of ${order.totalQuantity} filled.`,
      detail: recordDetail({ before: before?.brokerStatus ?? null, order }),
    });
    void this.#save(order);
  };

  readonly executions = (fresh: readonly Execution[]): void => {
    this.#deps.onFill();
    if (!this.#deps.isLeader()) return;
    for (const execution of fresh) {
      void this.#deps.audit.append({
        kind: 'execution.seen',
        clientOrderId: execution.clientOrderId,
        accountId: execution.accountId,
        summary: `${execution.side} ${execution.quantity} ${execution.description} at ${execution.price.toFixed()}.`,
        detail: recordDetail({ execution }),
      });
    }
    const environment = this.#deps.state.environment.get();
    if (environment !== null) void this.#deps.records.saveExecutions(fresh, environment);
  };

  /** An order whose answer was lost turned up. */
  readonly found = (intent: Intent, outcome: SubmitOutcome): void => {
    const { draft, environment } = intent;
    this.#deps.notices.post('info', 'ORDER_FOUND', { clientOrderId: draft.clientOrderId });
    const at = this.#deps.clock.now();
    void this.#deps.records.saveOrder({ draft, order: null, outcome, environment, at });
  };

  /** Listens to the session and stores it when something a person would call different has changed. */
  sessionWatcher(session: Readable<GatewaySession>): () => void {
    let last = '';
    return () => {
      const value = session.get();
      const environment = this.#deps.state.environment.get();
      const key = JSON.stringify([
        value.isReady,
        value.username,
        value.loggedInAt,
        value.lastTickleAt,
        value.lamps.sso.state,
        value.lamps.brokerage.state,
      ]);
      if (key === last || environment === null || value.loggedInAt === null) return;
      last = key;
      if (this.#deps.isLeader()) void this.#deps.records.saveSession(value, environment);
    };
  }

  async #save(order: BrokerOrder): Promise<void> {
    const environment = this.#deps.state.environment.get();
    if (environment === null) return;
    const at = this.#deps.clock.now();
    await this.#deps.records.saveOrder({ draft: null, order, outcome: null, environment, at });
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
    if (order.status === 'filled') this.#deps.notices.post('info', 'ORDER_FILLED', facts);
    else if (order.filledQuantity > before.filledQuantity) {
      this.#deps.notices.post('info', 'ORDER_PARTLY_FILLED', facts);
    } else if (order.status === 'rejected')
      this.#deps.notices.post('block', 'ORDER_REJECTED', facts);
    else if (order.status === 'canceled') this.#deps.notices.post('info', 'ORDER_CANCELED', facts);
  }
}
