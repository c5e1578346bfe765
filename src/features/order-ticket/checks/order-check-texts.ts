import type { CloseCode } from '#domain/compliance/close-within-position.ts';
import type { ContractCode } from '#domain/compliance/contract-trades.ts';
import type { PriceCode } from '#domain/compliance/price-on-tick.ts';
import type { QuantityCode } from '#domain/compliance/quantity-sensible.ts';

import { formatExchangeTime } from '#ui/format-time.ts';

import { date, moment, priceOf, say, text, type Words } from './check-words.ts';

/** Findings about the order itself: contract, quantity, price, what it closes. */
export const orderCheckTexts: Record<ContractCode | QuantityCode | PriceCode | CloseCode, Words> = {
  CONTRACT_TRADES: say('Contract', ({ expiry }) => `trades until ${date(expiry)}`),
  CONTRACT_EXPIRED: say(
    'Contract expired',
    ({ expiry, endsAt }) =>
      typeof endsAt === 'number' ? `trading ended ${moment(endsAt)}` : date(expiry),
    'No exchange trades it any more, so no order for it is sent. What you hold of it is settled by the broker. Pick a later expiry.',
  ),
  CONTRACT_EXPIRES_TODAY: say(
    'Last day',
    ({ expiry, endsAt, settlesAtOpen }) =>
      typeof endsAt === 'number'
        ? `trades until ${formatExchangeTime(endsAt)} New York${settlesAtOpen === true ? ', settles next open' : ''}`
        : date(expiry),
    'What is open after that is exercised, assigned or settled. Brokers may close it before the end of the day.',
  ),
  CONTRACT_NOT_TRADABLE: say(
    'Not tradable',
    ({ symbol }) => `${text(symbol)} is an index`,
    'An index itself cannot be bought or sold. Pick one of its options.',
  ),
  QUANTITY_SENSIBLE: say('Quantity', ({ quantity, most }) =>
    most === undefined ? text(quantity) : `${text(quantity)} of at most ${text(most)}`,
  ),
  QUANTITY_NOT_WHOLE: say(
    'Quantity',
    ({ quantity }) => `${text(quantity)} is not a whole number above 0`,
    'Type a whole number, 1 or more.',
  ),
  QUANTITY_ENORMOUS: say(
    'Quantity',
    ({ quantity, most }) => `${text(quantity)} is over ${text(most)}`,
    'The desk takes this for a slip of the finger. Type a smaller quantity.',
  ),
  PRICE_ON_TICK: say(
    'Price step',
    ({ name, price, increment }) =>
      `${name === 'stop' ? 'trigger ' : ''}${priceOf(price)}, steps of ${text(increment)}`,
  ),
  PRICE_OFF_TICK: say(
    'Price step',
    ({ name, below, above }) =>
      `${name === 'stop' ? 'trigger ' : ''}${priceOf(below)} or ${priceOf(above)} would do`,
    'The exchange trades only at its price steps. Take the step below or above.',
  ),
  PRICE_NOT_POSITIVE: say(
    'Price',
    ({ price }) => `${priceOf(price)} is not above 0`,
    'A price for one contract is above 0.',
  ),
  PRICE_ENORMOUS: say(
    'Price',
    ({ price, most }) => `${priceOf(price)} is over ${priceOf(most)}`,
    'The decimal point may be missing.',
  ),
  TICK_UNKNOWN: say(
    'Price step',
    'the broker did not tell it',
    'If the price is off the exchange’s steps, the broker will refuse the order.',
  ),
  CLOSE_WITHIN_POSITION: say(
    'Closes',
    ({ wanted, held }) => `${text(wanted)} of ${text(held)} held`,
  ),
  CLOSE_EXCEEDS_POSITION: say(
    'Closes too much',
    ({ wanted, held, working }) =>
      `${text(wanted)}, held ${text(held)}, ${text(working)} in orders`,
    'More than is held would open a new position. Lower the quantity or cancel the other closing order.',
  ),
  POSITION_NOT_READ: say(
    'Position',
    'not read yet',
    'The desk cannot see whether you hold it. If you do not, this order opens a position.',
  ),
};
