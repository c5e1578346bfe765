import type { CheckCode, DeskCode } from '#domain/compliance/rules.ts';
import type { Facts } from '#domain/compliance/rule.ts';

import { formatAge } from '#ui/format-time.ts';

import { accountCheckTexts } from './account-check-texts.ts';
import { say, text, type CheckText, type Words } from './check-words.ts';
import { orderCheckTexts } from './order-check-texts.ts';

const nothingSent = 'Nothing was sent.';
const detailOf = ({ detail, why }: Facts) => text(detail ?? why);

const keptByHost = say(
  'Host',
  detailOf,
  `The desk’s host did not let it pass. ${nothingSent} Your money is as it was.`,
);
const neverLeft: Readonly<Record<string, Words>> = {
  UNREACHABLE: say(
    'Gateway',
    'cannot be reached',
    `${nothingSent} Your money is as it was. Start the gateway, then review again.`,
  ),
  HOST_AWAY: say(
    'Host',
    'did not answer',
    `${nothingSent} Your money is as it was. Look whether npm start still runs, then reload the page.`,
  ),
};

/** What the gateway itself answered instead of taking the order. */
const none = 'It took nothing: no order exists, your money is as it was.';
const gatewayRefused = say('Gateway', detailOf, `The gateway refused this desk. ${none}`);
const gatewaySays: Readonly<Record<string, Words>> = {
  NOT_LOGGED_IN: say(
    'Gateway',
    'says you are not logged in',
    `${none} Log in on the gateway’s own page, then review again.`,
  ),
  NO_BROKERAGE_SESSION: say(
    'Gateway',
    'has no trading session',
    `${none} Wait for the lamps, then review again.`,
  ),
  RATE_LIMITED: say(
    'Gateway',
    ({ retryAfterMs }) =>
      typeof retryAfterMs === 'number'
        ? `wants a pause of ${formatAge(retryAfterMs)}`
        : 'wants a pause',
    `${none} It gets too many requests. Wait, then review again.`,
  ),
};

/** For orders stopped outside the rules. */
const deskTexts: Record<DeskCode, Words> = {
  SESSION_NOT_READY: say(
    'Session',
    'not ready to send',
    `The login is not complete. ${nothingSent} Look at the lamps above.`,
  ),
  CONVERSATION_OPEN: say(
    'Another order',
    'is being answered',
    `The broker is still talking about another order. ${nothingSent} Answer that one first.`,
  ),
  LEASE_NOT_HELD: say(
    'Another tab',
    'leads this desk',
    `Only one tab may send orders. ${nothingSent} Use the other tab, or take the lead here.`,
  ),
  DATABASE_AWAY: say(
    'Database',
    'does not answer',
    `New positions are opened only when their record can be kept. ${nothingSent} Closing still works.`,
  ),
  INTENT_NOT_STORED: say(
    'Browser storage',
    'could not store the order',
    `An order is stored before it is sent. ${nothingSent} Free some disk space and try again.`,
  ),
  REVIEW_OUTDATED: say(
    'Review',
    'older than 2 minutes',
    `Prices and margin may have changed. ${nothingSent} Review again.`,
  ),
  MARKET_CLOSED_SINCE: say(
    'Market',
    'has closed since you looked',
    `The order would wait for the next opening, and that is not what you confirmed. ${nothingSent} Review again.`,
  ),
  ANSWER_NOT_SENT: say(
    'Your answer',
    ({ detail, why }) => text(detail ?? why),
    'The broker asked before taking the order, and no yes of yours left this computer. Without it no order exists. To send it, review it again; if another tab leads, take over here first.',
  ),
  NOT_SENT: (facts) => (neverLeft[text(facts['why'])] ?? keptByHost)(facts),
  NOT_TAKEN: (facts) => (gatewaySays[text(facts['why'])] ?? gatewayRefused)(facts),
};

/** A text for every code there is: a new code without one does not compile. */
const texts: Record<CheckCode, Words> = {
  ...accountCheckTexts,
  ...orderCheckTexts,
  ...deskTexts,
};

/** The words for a finding. A code from a newer host than this page is shown as it is. */
export function checkText(code: string, facts: Facts): CheckText {
  return isKnown(code) ? texts[code](facts) : { name: code, evidence: '', advice: '' };
}

const isKnown = (code: string): code is CheckCode => Object.hasOwn(texts, code);
