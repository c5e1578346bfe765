import type { BrokerQuestion, OrderAnswer, SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Result } from '#lib/result.ts';

import { outcomeOfError, outcomeOfReplyError } from './order-intake.ts';
import type { AskTrader } from '../order-service.ts';
import type { AuditKind } from '../ports/audit-log.ts';
import type { Broker, BrokerError } from '../ports/broker.ts';

interface Deps {
  readonly broker: Pick<Broker, 'answerQuestion'>;
  readonly ask: AskTrader;
  readonly note: (
    kind: AuditKind,
    summary: string,
    detail: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  readonly onAnswered: (question: BrokerQuestion, isConfirmed: boolean) => void;
}

/** A chain of the broker's questions longer than this is no conversation. */
const mostQuestions = 20;

/**
 * Sends the order, once, and talks with the broker until it is settled. A fault of ours in the middle says nothing about
 * the order: it is unknown and searched for, as after a lost answer.
 */
export async function sendAndConverse(
  send: () => Promise<Result<OrderAnswer, BrokerError>>,
  deps: Deps,
): Promise<SubmitOutcome> {
  try {
    const answer = await send();
    return answer.ok ? await converse(answer.value, deps) : outcomeOfError(answer.error);
  } catch (error) {
    return { kind: 'unknown', detail: `The desk itself failed while sending: ${String(error)}` };
  }
}

/** Carries the broker's questions to the trader and the answers back, until the order is settled. */
async function converse(first: OrderAnswer, deps: Deps): Promise<SubmitOutcome> {
  let answer = first;
  for (let round = 1; answer.kind === 'question'; round += 1) {
    if (round > mostQuestions) return { kind: 'unknown', detail: 'the broker kept asking' };
    const isConfirmed = await askTrader(answer.question, round, deps);
    const reply = await deps.broker.answerQuestion(answer.question.replyId, isConfirmed);
    if (!isConfirmed) return { kind: 'discarded' };
    if (!reply.ok) return outcomeOfReplyError(reply.error);
    if (reply.value.kind === 'discarded') return { kind: 'discarded' };
    answer = reply.value;
  }
  return answer.kind === 'accepted'
    ? { kind: 'accepted', brokerOrderId: answer.brokerOrderId }
    : { kind: 'rejected', reason: answer.reason };
}

/** A dialog that breaks counts as no. */
async function askTrader(question: BrokerQuestion, round: number, deps: Deps): Promise<boolean> {
  await deps.note('order.question', question.messages.join(' / '), { round, question });
  const { isConfirmed } = await deps.ask(question, round).catch(() => ({ isConfirmed: false }));
  deps.onAnswered(question, isConfirmed);
  await deps.note('order.answered', isConfirmed ? 'Yes, send it.' : 'Discarded.', {
    round,
    messageIds: question.messageIds,
    isConfirmed,
  });
  return isConfirmed;
}
