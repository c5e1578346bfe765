import type { ClientOrderId } from '#domain/order.ts';
import type { BrokerQuestion } from '#domain/submit-outcome.ts';

import type { Clock } from '../ports/clock.ts';
import type { IntentLog } from '../ports/intent-log.ts';
import type { QuestionRecord } from '../ports/records.ts';

interface Deps {
  readonly intentLog: IntentLog;
  readonly clock: Clock;
}

/**
 * Keeps the broker's questions about an order in the browser's store as they come, and collects them for the record. A no
 * leaves the question as it is there: unanswered means for ever that no yes was sent.
 */
export function keepQuestions(
  { intentLog, clock }: Deps,
  clientOrderId: ClientOrderId,
  record: QuestionRecord[],
) {
  const store = ({ messages }: BrokerQuestion, isAnswered: boolean): Promise<void> =>
    intentLog.recordQuestion(clientOrderId, { messages, askedAt: clock.now(), isAnswered });
  return {
    onAsked: (question: BrokerQuestion) => store(question, false).catch(() => undefined),
    onAnswered: async (question: BrokerQuestion, isConfirmed: boolean): Promise<void> => {
      if (isConfirmed) await store(question, true);
      const { messages, messageIds } = question;
      record.push({ messages, messageIds, isConfirmed, answeredAt: clock.now() });
    },
  };
}
