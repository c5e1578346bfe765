import type { Denial } from '#domain/compliance/rule.ts';
import type { Instant } from '#domain/time.ts';
import type { SubmitOutcome } from '#domain/submit-outcome.ts';

import type { BrokerError } from '../ports/broker.ts';
import { denialSentence } from './denial-sentence.ts';
import { denied } from './desk-denial.ts';

/** Refusals of the gateway itself that come without the broker's words. */
const gatewayCodes: ReadonlySet<string> = new Set([
  'ORIGIN_REFUSED',
  'ACCESS_DENIED',
  'CALL_UNKNOWN',
]);

/**
 * What a failed write means for the order. Only words of refusal from the broker make it rejected, only certainty that
 * nothing left this machine makes it denied; everything else is unknown.
 */
export function outcomeOfError(error: BrokerError): SubmitOutcome {
  switch (error.kind) {
    case 'rejected':
      return { kind: 'rejected', reason: error.reason };
    case 'no-answer':
      return { kind: 'unknown', detail: error.detail };
    case 'invalid-reply':
      return { kind: 'unknown', detail: detailOf(error) };
    case 'refused':
      return denied(gatewayCodes.has(error.code) ? 'NOT_TAKEN' : 'NOT_SENT', {
        why: error.code,
        detail: error.detail,
      });
    case 'unauthenticated':
      return denied('NOT_TAKEN', { why: 'NOT_LOGGED_IN' });
    case 'no-brokerage-session':
      return denied('NOT_TAKEN', { why: 'NO_BROKERAGE_SESSION', detail: error.detail });
    case 'rate-limited':
      return denied('NOT_TAKEN', { why: 'RATE_LIMITED', retryAfterMs: error.retryAfterMs });
    case 'unreachable':
      return denied('NOT_SENT', { why: 'UNREACHABLE', detail: error.detail });
  }
}

/** The broker asked and the yes never left: without it no order comes to be, and nobody but this desk could give it. */
export const answerNotSent = (why: string, detail: string): SubmitOutcome =>
  denied('ANSWER_NOT_SENT', { why, detail });

/**
 * As {@link outcomeOfError}, for the reply to a question. The order already lies at the broker, so only its own refusal
 * settles anything, or the host's: then the reply did not leave. One that came too late may have been taken before.
 */
export function outcomeOfReplyError(error: BrokerError): SubmitOutcome {
  if (error.kind === 'refused' && !gatewayCodes.has(error.code)) {
    return answerNotSent(error.code, error.detail);
  }
  if (error.kind === 'unreachable') return answerNotSent('UNREACHABLE', error.detail);
  if (error.kind === 'rejected' && !/reply id not found/i.test(error.reason)) {
    return { kind: 'rejected', reason: error.reason };
  }
  return { kind: 'unknown', detail: detailOf(error) };
}

export function detailOf(error: BrokerError): string {
  switch (error.kind) {
    case 'rejected':
      return error.reason;
    case 'invalid-reply':
      return error.path === '' ? error.detail : `${error.path}: ${error.detail}`;
    case 'unauthenticated':
      return 'The gateway says that nobody is logged in.';
    case 'rate-limited':
      return 'The gateway gets too many requests and wants a pause.';
    case 'no-answer':
    case 'refused':
    case 'no-brokerage-session':
    case 'unreachable':
      return error.detail;
  }
}

/** The outcome in one line, for the audit log. */
export function summaryOf(outcome: SubmitOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
      return `The broker took the order as ${outcome.brokerOrderId}.`;
    case 'rejected':
      return `The broker refused the order: ${outcome.reason}`;
    case 'denied':
      return deniedSummary(outcome.denials);
    case 'discarded':
      return 'The trader did not confirm the question; the order does not exist.';
    case 'released':
      return 'The trader released the lock.';
    case 'unknown':
      return `Nobody knows whether the broker has the order: ${outcome.detail}`;
  }
}

function deniedSummary(denials: readonly Denial[]): string {
  return denials.map(denialSentence).join(' ');
}

/** A review older than this no longer shows what is. */
const reviewLastsMs = 120_000;

export function isOutdated(review: { readonly reviewedAt: Instant }, now: Instant): boolean {
  return now - review.reviewedAt > reviewLastsMs;
}
