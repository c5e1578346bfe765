import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { calendarDate } from '#domain/time.ts';
import {
  account,
  anExchange,
  anOrder,
  day,
  ko,
  pass,
  traded,
} from '#tests/simulation/an-exchange.ts';

import { dividendOn } from './dividends.ts';
import { listingOf, listings } from '../listing/listings.ts';
import { dateOfDayNumber, dayNumberOf } from '../market-days.ts';

const yearFrom = dayNumberOf(calendarDate('2026-11-19'));

function payoutsOf(symbol: string): string[] {
  const listing = listings.find((each) => each.symbol === symbol);
  if (listing === undefined) throw new Error(`${symbol} is not listed`);
  return Array.from({ length: 365 }, (_, ahead) => yearFrom + ahead).flatMap((each) => {
    const amount = dividendOn(listing, each);
    return amount === null ? [] : [`${dateOfDayNumber(each)} ${amount.toFixed(2)}`];
  });
}

test('a share pays four times a year on trading days; a share without yield and an index never', () => {
  expect(payoutsOf('KO')).toEqual([
    '2026-12-10 0.51',
    '2027-03-10 0.51',
    '2027-06-10 0.51',
    '2027-09-10 0.51',
  ]);
  expect(payoutsOf('TSLA')).toEqual([]);
  expect(payoutsOf('SPX')).toEqual([]);
});

test('who holds shares on the day is paid, who is short pays', () => {
  const long = anExchange();
  traded(long, ko, 100);
  const before = long.account(account).cash;
  pass(long, 25 * day);
  expect(long.account(account).cash).toEqual(before.plus('51'));
  const short = anExchange();
  expect(short.place(anOrder(ko, { side: 'sell', quantity: 100 })).kind).toBe('accepted');
  pass(short, 60_000);
  const owed = short.account(account).cash;
  pass(short, 25 * day);
  expect(short.account(account).cash).toEqual(owed.minus(new Big('51')));
  expect(listingOf(ko)?.symbol).toBe('KO');
});
