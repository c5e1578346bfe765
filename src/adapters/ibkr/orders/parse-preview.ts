import * as z from 'zod/mini';

import type { MarginPreview } from '#domain/compliance/rule.ts';
import type { Instant } from '#domain/time.ts';
import { err, ok, type Result } from '#lib/result.ts';
import type { BrokerError } from '#services/ports/broker.ts';

import { errorWords, refusalFromWords } from '../failure.ts';
import { parseRange } from '../parse-text.ts';
import { decimal, readAs, words } from '../schema.ts';
import { parseOrderAnswer } from './parse-answer.ts';

const nothing = { current: null, change: null, after: null };
const change = z.pipe(
  z.optional(z.nullable(z.object({ current: decimal, change: decimal, after: decimal }))),
  z.transform((value) => value ?? nothing),
);

const commission = z.pipe(
  words,
  z.transform((text, context) => {
    const range = parseRange(text);
    if (range.ok) return range.value;
    context.issues.push({ code: 'custom', message: 'not a number', input: text });
    return z.NEVER;
  }),
);

const previewAnswer = z.object({
  amount: z.object({ amount: decimal, commission }),
  equity: change,
  initial: change,
  maintenance: change,
  warn: words,
  error: words,
});

const empty = {
  cost: null,
  commission: null,
  commissionAtMost: null,
  initialMargin: nothing,
  maintenanceMargin: nothing,
  equity: nothing,
} as const;

/**
 * The broker's what-if. Its refusal of the order is part of a preview, as `refusal`; so is a question, as `warning`:
 * answering belongs to placing. Only a missing session or an unreadable answer is an error.
 */
export function parsePreview(body: unknown, readAt: Instant): Result<MarginPreview, BrokerError> {
  const answer = previewAnswer.safeParse(body);
  if (answer.success) {
    const { amount, equity, initial, maintenance, warn, error } = answer.data;
    return ok({
      cost: amount.amount,
      commission: amount.commission.low,
      commissionAtMost: amount.commission.high,
      initialMargin: initial,
      maintenanceMargin: maintenance,
      equity,
      warning: warn,
      refusal: error,
      readAt,
    });
  }
  return withoutFigures(body, readAt);
}

function withoutFigures(body: unknown, readAt: Instant): Result<MarginPreview, BrokerError> {
  const question = parseOrderAnswer(body);
  if (question.ok && question.value.kind === 'question') {
    const warning = question.value.question.messages.join('\n');
    return ok({ ...empty, warning, refusal: null, readAt });
  }
  const reason = errorWords(body);
  if (reason === null) {
    const fault = readAs(previewAnswer, body);
    return fault.ok ? err({ kind: 'invalid-reply', path: '', detail: 'unexpected shape' }) : fault;
  }
  const refusal = refusalFromWords(reason);
  if (refusal.kind !== 'rejected') return err(refusal);
  return ok({ ...empty, warning: null, refusal: reason, readAt });
}
