import { Big } from 'big.js';

import { describedName } from '#domain/contract-name.ts';
import type { Notice } from '#queries/notices.ts';
import { formatPrice } from '#ui/format-number.ts';

interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

type Facts = Notice['facts'];

/** One text for every kind of message. */
export const noticeWords: Record<Notice['code'], (facts: Facts) => NoticeWords> = {
  ORDER_FILLED: (facts) => ({
    title: `Filled: ${orderOf(facts)}`,
    text: `${priceOf(facts)} The position is in the list below.`,
  }),
  ORDER_PARTLY_FILLED: (facts) => ({
    title: `Partly filled: ${orderOf(facts)}`,
    text: `${textOf(facts, 'filled')} of ${textOf(facts, 'quantity')} so far. The rest keeps working.`,
  }),
  ORDER_REJECTED: (facts) => ({
    title: 'Rejected by the broker, no order exists',
    text: `${orderOf(facts)}. Its words: “${textOf(facts, 'reason')}”`,
  }),
  ORDER_CANCELED: (facts) => ({
    title: `Canceled: ${orderOf(facts)}`,
    text: `${textOf(facts, 'filled')} of ${textOf(facts, 'quantity')} were filled before. Nothing more will be.`,
  }),
  ORDER_UNLISTED: (facts) => ({
    title: `Not listed any more: ${orderOf(facts)}`,
    text: `The broker has not said how it ended; ${textOf(facts, 'filled')} of ${textOf(facts, 'quantity')} were filled when it last did. Look at your fills and positions.`,
  }),
  ORDER_UNKNOWN: (facts) => ({
    title: 'An order has no answer',
    text: `${orderOf(facts)}. You may hold it, or nothing. The desk looks for it; it will not send it again.`,
  }),
  ORDER_FOUND: (facts) => ({
    title: `Found: ${orderOf(facts)}`,
    text: 'The broker has the order that had no answer. Its row in the orders tells the rest.',
  }),
  QUESTION_LAPSED: (facts) => ({
    title: `Not sent: ${orderOf(facts)}`,
    text: 'The broker asked, and the desk was closed before you answered. Without your yes no order exists, and the broker lists none.',
  }),
  SESSION_EXPIRES: () => ({
    title: 'The broker will log you out soon',
    text: 'Orders at the broker keep working. Log in again before, or nothing can be sent from here.',
  }),
  BROKER_NOTICE: (facts) => ({
    title: `The broker says: ${textOf(facts, 'title')}`,
    text: textOf(facts, 'text'),
  }),
  DATABASE_AWAY: () => ({
    title: 'The database does not answer',
    text: 'What happens is kept in this browser and stored later. Your orders at the broker are unchanged.',
  }),
};

function textOf(facts: Facts, name: string): string {
  const fact = facts[name];
  return fact === undefined || fact === null ? '–' : String(fact);
}

function orderOf(facts: Facts): string {
  const side = textOf(facts, 'side').toUpperCase();
  const contract = describedName(textOf(facts, 'description'));
  return `${side} ${textOf(facts, 'quantity')} ${contract}`.replaceAll('– ', '');
}

function priceOf(facts: Facts): string {
  const { price } = facts;
  if (typeof price !== 'string') return 'The broker has not told the price yet.';
  return `Average price ${formatPrice(new Big(price))}.`;
}
