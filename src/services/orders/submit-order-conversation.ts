import type { BrokerQuestion, OrderAnswer, SubmitOutcome } from '#domain/submit-outcome.ts';
import type { Result } from '#lib/result.ts';

import { answerNotSent, outcomeOfError, outcomeOfReplyError } from './order-intake.ts';
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
  /** The question is about to be shown. */
  readonly onAsked: (question: BrokerQuestion) => Promise<void>;
  /** Must be stored before the answer leaves; rejects when it cannot be: then no yes may leave. */
  readonly onAnswered: (question: BrokerQuestion, isConfirmed: boolean) => Promise<void>;
  /** Tells when another tab takes the lead: then nobody here can answer any more. Returns the way to stop. */
  readonly onLeadLost: (callback: () => void) => () => void;
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
    const said = await askTrader(answer.question, round, deps);
    if (said === null) return leadLost;
    const reply = await deps.broker.answerQuestion(answer.question.replyId, said);
    if (!said) return afterNo(reply);
    if (!reply.ok) return outcomeOfReplyError(reply.error);
    if (reply.value.kind === 'discarded') return { kind: 'discarded' };
    answer = reply.value;
  }
  return answer.kind === 'accepted'
    ? { kind: 'accepted', brokerOrderId: answer.brokerOrderId }
    : { kind: 'rejected', reason: answer.reason };
}

const leadLost = answerNotSent('STALE_LEASE', 'Another tab took the desk over meanwhile.');

/** Whatever became of the no: without a yes there is no order, unless the broker itself says so. */
function afterNo(reply: Awaited<ReturnType<Broker['answerQuestion']>>): SubmitOutcome {
  return reply.ok && reply.value.kind === 'accepted'
    ? { kind: 'accepted', brokerOrderId: reply.value.brokerOrderId }
    : { kind: 'discarded' };
}

/** The trader's answer; null when this tab may not give it any more. A dialog that breaks counts as no. */
async function askTrader(
  question: BrokerQuestion,
  round: number,
  deps: Deps,
): Promise<boolean | null> {
  await deps.note('order.question', question.messages.join(' / '), { round, question });
  await deps.onAsked(question);
  const said = await untilLeadLost(
    deps,
    deps.ask(question, round).then(
      ({ isConfirmed }) => isConfirmed,
      () => false,
    ),
  );
  const summary = said === null ? 'Not answered: another tab took the desk over.' : words(said);
  const { messageIds } = question;
  await deps.note('order.answered', summary, { round, messageIds, isConfirmed: said ?? false });
  if (said === null) return null;
  const isStored = await deps.onAnswered(question, said).then(
    () => true,
    () => false,
  );
  return said && isStored;
}

const words = (isConfirmed: boolean) => (isConfirmed ? 'Yes, send it.' : 'Discarded.');

function untilLeadLost(deps: Deps, answer: Promise<boolean>): Promise<boolean | null> {
  return new Promise((resolve) => {
    const stop = deps.onLeadLost(() => resolve(null));
    void answer.then((said) => {
      stop();
      resolve(said);
    });
  });
}
