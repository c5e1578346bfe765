import * as z from 'zod/mini';

import { brokerOrderIdOf } from '#domain/order.ts';
import type { OrderAnswer } from '#domain/submit-outcome.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { errorWords, refusalFromWords } from '../failure.ts';
import { neededId, words } from '../schema.ts';

/*
 * All of these come with HTTP 200 after placing, changing or replying; only the shape tells them apart:
 *   [{order_id, order_status}]                 accepted
 *   [{id, message[], messageIds[]}]            a question
 *   {error}                                    refused, nothing was transmitted
 *   {orderId, reqId, text, options, prompt}    refused, with offers we do not take
 */
const acceptedRow = z.object({ order_id: neededId, order_status: words });
const questionRow = z.object({
  id: neededId,
  message: z.array(z.string()),
  messageIds: z.catch(z.array(z.string()), []),
});
const prompt = z.object({ text: z.string(), prompt: z.literal(true) });
const duplicate = /local order id|already registered/i;

/**
 * Tells the answers to an order write apart. Fails with `invalid-reply` for any other shape, and with `no-answer` when the
 * broker says that it already has an order of this client order id: then it must be looked up, never called rejected.
 */
export function parseOrderAnswer(body: unknown): Result<OrderAnswer, BrokerError> {
  const row: unknown = Array.isArray(body) ? body[0] : body;
  const refusal = errorWords(row);
  if (refusal !== null) return refused(refusal);
  if (Array.isArray(body)) {
    const question = questionRow.safeParse(row);
    if (question.success) return ok({ kind: 'question', question: questionOf(question.data) });
    const accepted = acceptedRow.safeParse(row);
    if (accepted.success) return ok(acceptance(accepted.data));
  }
  const prompted = prompt.safeParse(row);
  if (prompted.success) return ok({ kind: 'rejected', reason: prompted.data.text });
  return err({
    kind: 'invalid-reply',
    path: '',
    detail: 'The answer to the order is none of the known ones.',
  });
}

/** Sorts words of refusal of an order write; a duplicate is not a refusal. */
export function refused(reason: string): Result<OrderAnswer, BrokerError> {
  if (duplicate.test(reason)) return err({ kind: 'no-answer', detail: 'already registered' });
  const refusal = refusalFromWords(reason);
  return refusal.kind === 'rejected'
    ? ok({ kind: 'rejected', reason: refusal.reason })
    : err(refusal);
}

function questionOf(row: z.output<typeof questionRow>) {
  return { replyId: row.id, messages: row.message, messageIds: row.messageIds };
}

function acceptance(row: z.output<typeof acceptedRow>): OrderAnswer {
  return {
    kind: 'accepted',
    brokerOrderId: brokerOrderIdOf(row.order_id),
    status: row.order_status ?? '',
  };
}
