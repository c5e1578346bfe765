/** A desk's jobs on ports that stand in memory, for tests of the services. */
import type { AccountId, ClientOrderId, OrderDraft } from '#domain/order.ts';
import { accountIdOf, brokerOrderIdOf } from '#domain/order.ts';
import type { OrderAnswer } from '#domain/submit-outcome.ts';
import { ok } from '#lib/result.ts';
import type { OrderReview } from '#services/order-service.ts';
import type { AuditEntry } from '#services/ports/audit-log.ts';
import type { Broker } from '#services/ports/broker.ts';
import type { Intent, IntentLog } from '#services/ports/intent-log.ts';
import type { OrderRecord } from '#services/ports/records.ts';

import { aPreview, aQuote, openMarketAt } from './builders.ts';

export interface MemoryIntents extends IntentLog {
  readonly all: Map<ClientOrderId, Intent>;
  readonly underway: Set<ClientOrderId>;
  /** As when another tab wrote, or ended. */
  readonly tell: () => void;
}

/** As the browser's store: a second intent under the same id is refused. */
export function memoryIntents(): MemoryIntents {
  const all = new Map<ClientOrderId, Intent>();
  const underway = new Set<ClientOrderId>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const change = async (id: ClientOrderId, part: Partial<Intent>): Promise<void> => {
    const intent = all.get(id);
    if (intent === undefined) throw new Error(`no intent for ${id}`);
    all.set(id, { ...intent, ...part });
    tell();
  };
  return {
    all,
    underway,
    tell,
    recordIntent: async (intent) => {
      if (all.has(intent.draft.clientOrderId)) throw new Error('the id is taken');
      all.set(intent.draft.clientOrderId, intent);
      tell();
    },
    recordOutcome: (id, outcome) => change(id, { outcome }),
    recordQuestion: (id, question) => change(id, { asked: question }),
    loadOpen: async () =>
      [...all.values()].filter(({ outcome }) => outcome === null || outcome.kind === 'unknown'),
    find: async (id) => all.get(id) ?? null,
    whileUnderway: async (id, work) => {
      underway.add(id);
      return work().finally(() => {
        underway.delete(id);
        tell();
      });
    },
    loadUnderway: async () => new Set(underway),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function memoryAudit() {
  const entries: Partial<AuditEntry>[] = [];
  return {
    entries,
    kinds: () => entries.map((entry) => entry.kind),
    append: async (entry: Partial<AuditEntry>) => void entries.push(entry),
  };
}

export function memoryOrders() {
  const saved: OrderRecord[] = [];
  return {
    saved,
    saveOrder: async (record: OrderRecord) => {
      saved.push(record);
      return ok(undefined);
    },
  };
}

/** A review that lets the order through. */
export const anAllowedReview = (draft: OrderDraft): OrderReview => ({
  draft,
  checks: [{ verdict: 'pass', code: 'ENVIRONMENT_PROVEN', facts: {} }],
  preview: aPreview(),
  previewError: null,
  quote: aQuote(),
  isAllowed: true,
  reviewedAt: openMarketAt,
});

export const accepted = (id = '1370093239'): OrderAnswer => ({
  kind: 'accepted',
  brokerOrderId: brokerOrderIdOf(id),
  status: 'Submitted',
});

export const asked = (replyId: string, message = 'Are you sure?'): OrderAnswer => ({
  kind: 'question',
  question: { replyId, messages: [message], messageIds: ['o163'] },
});

/** A broker of which only the named calls may happen; any other fails the test. */
export function onlyBroker(calls: Partial<Broker>): Broker {
  const refuse = (name: string) => () => {
    throw new Error(`the test did not expect ${name}`);
  };
  return {
    fetchAccounts: refuse('fetchAccounts'),
    selectAccount: refuse('selectAccount'),
    fetchFigures: refuse('fetchFigures'),
    fetchPositions: refuse('fetchPositions'),
    fetchOrders: refuse('fetchOrders'),
    fetchOrder: refuse('fetchOrder'),
    fetchExecutions: refuse('fetchExecutions'),
    previewOrder: refuse('previewOrder'),
    placeOrder: refuse('placeOrder'),
    answerQuestion: refuse('answerQuestion'),
    modifyOrder: refuse('modifyOrder'),
    cancelOrder: refuse('cancelOrder'),
    ...calls,
  };
}

export const otherAccount: AccountId = accountIdOf('DU0000001');
