import { Big } from 'big.js';

import type { AccountState, ExchangeState } from '../exchange-state.ts';
import { listingOf, type Listing } from '../listing/listings.ts';
import { dateOfDayNumber, dayNumberOf, tradingDayOnOrBefore } from '../market-days.ts';
import { calendarDate } from '#domain/time.ts';

const MONTHS_BETWEEN = 3;

/** Cash per share that goes ex on a day; null on all others. Four times a year, each underlying on its own days. */
export function dividendOn(listing: Listing, day: number): Big | null {
  const perYear = listing.basePrice * listing.listed.dividendYield;
  if (perYear === 0 || listing.listed.contract.kind === 'index') return null;
  const [year = '', month = ''] = dateOfDayNumber(day).split('-');
  if ((Number(month) + listing.index) % MONTHS_BETWEEN !== 0) return null;
  const wanted = String(7 + (listing.index % 15)).padStart(2, '0');
  const exDay = tradingDayOnOrBefore(dayNumberOf(calendarDate(`${year}-${month}-${wanted}`)));
  return exDay === day ? new Big((perYear / 4).toFixed(2)) : null;
}

/** Pays what went ex today at once; who is short of shares pays it. */
export function payDividends(state: ExchangeState, account: AccountState, today: number): void {
  for (const { conid, quantity } of account.positions.values()) {
    const listing = listingOf(conid);
    const perShare = listing === null ? null : dividendOn(listing, today);
    if (perShare === null || quantity === 0) continue;
    const amount = perShare.times(quantity);
    account.cash = account.cash.plus(amount);
    account.entries.push({ at: state.now, kind: 'dividend', conid, amount });
  }
}
