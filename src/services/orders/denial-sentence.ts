import type { Denial } from '#domain/compliance/rule.ts';
import type { DeskCode } from '#domain/compliance/rules.ts';

const desk: Readonly<Record<DeskCode, string>> = {
  SESSION_NOT_READY: 'Not sent: the login was not complete.',
  CONVERSATION_OPEN: 'Not sent: the broker was still asking about another order.',
  LEASE_NOT_HELD: 'Not sent: another tab led the desk.',
  DATABASE_AWAY: 'Not sent: the database could not keep the order.',
  INTENT_NOT_STORED: 'Not sent: the browser could not store the order.',
  REVIEW_OUTDATED: 'Not sent: the review was older than two minutes.',
  MARKET_CLOSED_SINCE: 'Not sent: the market has closed since the review.',
  NOT_SENT: 'Not sent: it did not leave this computer.',
  NOT_TAKEN: 'The gateway did not take the order, none exists.',
  ANSWER_NOT_SENT: 'The answer to the broker was not sent, no order exists.',
};

const reasons: Readonly<Partial<Record<string, string>>> = {
  NOT_LOGGED_IN: 'It says that nobody is logged in.',
  NO_BROKERAGE_SESSION: 'It has no trading session.',
  RATE_LIMITED: 'It gets too many requests and wants a pause.',
  UNREACHABLE: 'The gateway could not be reached.',
  HOST_AWAY: 'The desk\u2019s own host did not answer.',
};

/** Why an order was stopped, in plain words for the audit log; the codes follow in brackets. */
export function denialSentence({ code, facts }: Denial): string {
  const { why } = facts;
  if (!isDeskCode(code)) return `Not sent: stopped by a check, ${inWords(code)} (${code}).`;
  if (typeof why !== 'string') return `${desk[code]} (${code})`;
  return `${desk[code]} ${reasons[why] ?? String(facts['detail'] ?? '')} (${code}, ${why})`;
}

const isDeskCode = (code: string): code is DeskCode => Object.hasOwn(desk, code);

const inWords = (code: string) => code.toLowerCase().replaceAll('_', ' ');
