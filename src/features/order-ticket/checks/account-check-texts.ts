import type { RuleCode } from '#domain/compliance/rules.ts';
import type { Facts } from '#domain/compliance/rule.ts';
import { formatAge } from '#ui/format-time.ts';

import { moment, priceOf, say, sum, text, type Words } from './check-words.ts';
import type { orderCheckTexts } from './order-check-texts.ts';

const quoted = (facts: Facts) => `${priceOf(facts['bid'])} × ${priceOf(facts['ask'])}`;

const waitingAnyhow = 'The order waits at the broker until the market opens.';
/** What becomes of an order of each type that is sent now. */
const waiting: Readonly<Record<string, string>> = {
  limit: `${waitingAnyhow} It works from then on at your price or better.`,
  market: `${waitingAnyhow} It fills at whatever price that brings.`,
  stop: `${waitingAnyhow} If that is past your trigger it goes to the market at once, at whatever price there is.`,
  'stop-limit': `${waitingAnyhow} If that is past your trigger and your limit, it does not fill.`,
};

/** Findings about what stands around the order: which money, funds, permissions, the market. */
export const accountCheckTexts: Record<Exclude<RuleCode, keyof typeof orderCheckTexts>, Words> = {
  ENVIRONMENT_PROVEN: say('Which money', ({ chosen, proven }) =>
    chosen === 'practice' ? 'practice, proven paper' : `${text(proven)}, as you chose`,
  ),
  ENVIRONMENT_MISMATCH: say(
    'Which money',
    ({ chosen, proven }) => `you chose ${text(chosen)}, it is ${text(proven)}`,
    'The login belongs to other money than you chose. Log in with the right username, or switch the desk.',
  ),
  ENVIRONMENT_UNPROVEN: say(
    'Which money',
    'not proven by the broker',
    'The broker’s fields do not prove paper or live, so no order leaves. Check the connection.',
  ),
  LIVE_READ_ONLY: say(
    'Live money',
    'this desk only reads it',
    'Live logins are read-only here: orders can be sent to practice and paper accounts.',
  ),
  NO_ORDER_UNKNOWN: say('Earlier orders', 'none like it unanswered'),
  ORDER_OUTCOME_UNKNOWN: say(
    'Earlier order',
    'its outcome is not known',
    'An order for the same contract and side has no answer yet. A second one could double it. Wait until it is found, or release it.',
  ),
  FUNDS_SUFFICIENT: say('Buying power', ({ uses, available }) =>
    typeof uses === 'string' && uses.startsWith('-')
      ? `frees ${sum(uses.slice(1))}, has ${sum(available)}`
      : `uses ${sum(uses)} of ${sum(available)}`,
  ),
  FUNDS_SHORT: say(
    'Buying power',
    ({ uses, available }) => `needs ${sum(uses)}, has ${sum(available)}`,
    'The account does not carry this order. Lower the quantity, or free funds first.',
  ),
  FUNDS_NOT_READ: say(
    'Buying power',
    'the broker did not tell it',
    'The desk cannot compare. The broker checks again and may refuse.',
  ),
  PREVIEW_REFUSED: say(
    'Broker’s preview',
    ({ words }) => `“${text(words)}”`,
    'The broker says it would refuse this order.',
  ),
  PREVIEW_WARNED: say(
    'Broker’s preview',
    ({ words }) => `“${text(words)}”`,
    'The broker’s own warning. It would still take the order.',
  ),
  PREVIEW_MISSING: say(
    'Broker’s preview',
    'no answer',
    'Margin and commission are not known. The broker checks again when it gets the order.',
  ),
  OPTIONS_LEVEL_SUFFICIENT: say(
    'Options level',
    ({ needed, stated }) => `needs ${text(needed)}, you have ${text(stated)}`,
  ),
  OPTIONS_LEVEL_TOO_LOW: say(
    'Options level',
    ({ needed, stated }) => `needs ${text(needed)}, you have ${text(stated)}`,
    'Your stated level does not allow it. Ask IBKR for the higher level, then change it in the settings.',
  ),
  OPTIONS_LEVEL_UNSTATED: say(
    'Options level',
    ({ needed }) => `needs ${text(needed)}, yours is not stated`,
    'The broker does not tell your level. State it in the settings; the broker has the last word.',
  ),
  OPTIONS_LEVEL_FREE: say('Options level', 'closing needs none'),
  DAY_TRADES_LEFT: say('Day trades left', ({ left }) => text(left)),
  DAY_TRADES_NONE_LEFT: say(
    'Day trades left',
    ({ left }) => text(left),
    'The broker reports none left. Opening and closing today may be refused or restrict the account.',
  ),
  DAY_TRADES_NOT_REPORTED: say(
    'Day trades left',
    'the broker did not tell',
    'If your account is limited, the broker will say so.',
  ),
  MARKET_OPEN: say('Market', 'open'),
  MARKET_CLOSED: say(
    'Market closed',
    ({ opensAt }) =>
      typeof opensAt === 'number' ? `opens ${moment(opensAt)}` : 'the order waits at the broker',
    ({ type }) => waiting[type === null ? '' : String(type)] ?? waitingAnyhow,
  ),
  IOC_NEEDS_OPEN_MARKET: say(
    'Market closed',
    'an immediate order cannot wait',
    'It fills at once or not at all, and now there is nobody to fill it. Choose Day: such an order waits for the opening.',
  ),
  MARKET_HOURS_UNKNOWN: say(
    'Market hours',
    'not known',
    'If the market is closed, the order waits at the broker.',
  ),
  QUOTE_LIVE: say('Quote', (facts) => `${quoted(facts)}, live`),
  QUOTE_MISSING: say(
    'Quote',
    'none',
    'Nobody knows what it is worth now. A market order is not sent without a quote.',
  ),
  QUOTE_STALE: say(
    'Quote old',
    (facts) => `${quoted(facts)}, ${formatAge(Number(facts['ageMs'] ?? 0))}`,
    'The price may have moved. A market order is not sent on an old quote.',
  ),
  QUOTE_NOT_LIVE: say(
    'Quote not live',
    (facts) =>
      `${quoted(facts)}, ${facts['availability'] === 'frozen' ? 'last close' : text(facts['availability'])}`,
    ({ availability }) =>
      availability === 'frozen'
        ? 'These are the prices of the last close. A market order is not sent on them: it would fill wherever the market opens. Choose a limit.'
        : 'The price may have moved. A market order is not sent without a live quote.',
  ),
  QUOTE_HALTED: say(
    'Trading halted',
    quoted,
    'The order would wait until trading resumes, at a price nobody knows.',
  ),
  QUOTE_ONE_SIDED: say(
    'Quote one-sided',
    quoted,
    'One side is missing: a fill may be far from what it is worth.',
  ),
  TRIGGER_REACHED: say(
    'Trigger reached',
    (facts) => `market is ${quoted(facts)}`,
    'The order would not wait, it goes to the market at once. To buy, put the trigger above the market; to sell, below it.',
  ),
  PRICE_FAR_FROM_MARKET: say(
    'Price far off',
    (facts) => `market is ${quoted(facts)}`,
    'Your price is worse than the market by more than half. Check the decimal point.',
  ),
};
