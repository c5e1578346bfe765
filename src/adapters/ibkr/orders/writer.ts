import type { AccountId, BrokerOrderId, OrderDraft } from '#domain/order.ts';
import type { OrderAnswer } from '#domain/submit-outcome.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { Broker, BrokerError, Reply } from '#services/ports/broker.ts';

import type { SessionMemory } from '../session-memory.ts';
import { deleteOrder, postOrder, postOrders, postReply } from './endpoints.ts';
import { parseOrderAnswer, refused } from './parse-answer.ts';
import type { OrderDeps } from './reader.ts';
import { ticketOf } from './ticket.ts';

type OrderWriter = Pick<Broker, 'placeOrder' | 'answerQuestion' | 'modifyOrder' | 'cancelOrder'>;

/** The writing half of orders. Each method sends once; nothing here repeats. */
export function createOrderWriter(deps: OrderDeps): OrderWriter {
  return {
    placeOrder: async (draft) => {
      const ticket = ticketOf(draft, { withClientOrderId: true });
      if (!ticket.ok) return ticket;
      const sent = await postOrders(deps.transport, ticket.value, draft.accountId);
      return noted(deps.memory, draft, read(sent));
    },
    answerQuestion: async (replyId, confirmed) => {
      const sent = await postReply(deps.transport, replyId, confirmed);
      return confirmed ? noted(deps.memory, null, readConfirmed(sent)) : readDiscarded(sent);
    },
    modifyOrder: async (brokerOrderId, changed) => {
      const ticket = ticketOf(changed, { withClientOrderId: false });
      if (!ticket.ok) return ticket;
      const target = targetOf(changed.accountId, brokerOrderId);
      if (!target.ok) return target;
      return noted(
        deps.memory,
        changed,
        read(await postOrder(deps.transport, ticket.value, target.value)),
      );
    },
    cancelOrder: (accountId, brokerOrderId) => cancelOrder(deps, accountId, brokerOrderId),
  };
}

type Sent = Result<unknown, BrokerError>;
type Answered = Result<OrderAnswer, BrokerError>;

function read(sent: Sent): Answered {
  if (sent.ok) return parseOrderAnswer(sent.value);
  // A refusal with an error status is read like one with 200: a duplicate is none.
  return sent.error.kind === 'rejected' ? refused(sent.error.reason) : sent;
}

const questionGone = /reply id not found/i;

/** A question the broker no longer knows was most likely discarded, but an answer that got lost looks the same: look it up. */
function readConfirmed(sent: Sent): Answered {
  const answer = read(sent);
  if (!answer.ok || answer.value.kind !== 'rejected' || !questionGone.test(answer.value.reason)) {
    return answer;
  }
  return err({ kind: 'no-answer', detail: answer.value.reason });
}

/** After "no" nothing can be transmitted any more, in whatever words the broker says so. */
function readDiscarded(sent: Sent): Result<OrderAnswer | { kind: 'discarded' }, BrokerError> {
  const answer = read(sent);
  if (answer.ok && answer.value.kind === 'accepted') return answer;
  const isHeard = sent.ok || sent.error.kind === 'rejected';
  return isHeard ? ok({ kind: 'discarded' }) : sent;
}

/** Keeps what the answer teaches; after an unknown outcome the cached order list is worth nothing. */
function noted(memory: SessionMemory, draft: OrderDraft | null, answer: Answered): Answered {
  if (!answer.ok) {
    if (answer.error.kind === 'no-answer' || answer.error.kind === 'invalid-reply') {
      memory.orderReads = null;
    }
    return answer;
  }
  if (answer.value.kind === 'accepted' && draft !== null) {
    memory.orderRefs.set(answer.value.brokerOrderId, draft.clientOrderId);
  }
  return answer;
}

type Target = { readonly accountId: AccountId; readonly orderId: BrokerOrderId };

/** Only a plain number names one order: -1 stands for all of them. */
function targetOf(accountId: AccountId, orderId: BrokerOrderId): Result<Target, BrokerError> {
  if (/^[1-9]\d*$/.test(orderId)) return ok({ accountId, orderId });
  return err({ kind: 'refused', code: 'BAD_REQUEST', detail: `Not one order: ${orderId}` });
}

async function cancelOrder(
  deps: OrderDeps,
  accountId: AccountId,
  brokerOrderId: BrokerOrderId,
): Reply<void> {
  const target = targetOf(accountId, brokerOrderId);
  if (!target.ok) return target;
  const answer = await deleteOrder(deps.transport, target.value);
  return answer.ok ? ok(undefined) : answer;
}
