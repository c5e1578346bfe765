import type { ExpiryProfile } from '#domain/calendar/expiries.ts';
import type { HoursClass } from '#domain/calendar/sessions.ts';
import type { Conid } from '#domain/contract.ts';

import { listings, type Listing, type TickProgram } from './listings.ts';

/** A family of options on one underlying: SPX has two, everything else one. */
export interface TradingClass {
  readonly name: string;
  readonly listing: Listing;
  /** Position in the table, part of option conids: append only. */
  readonly index: number;
  readonly schedule: ExpiryProfile;
  /** Options on broad indices and on most funds trade fifteen minutes longer than their shares. */
  readonly hours: HoursClass;
  readonly tickProgram: TickProgram;
  /** True when it stops trading the day before and settles on the opening prices. */
  readonly settlesAtOpen: boolean;
}

function hoursOf({ symbol, listed }: Listing): HoursClass {
  const isLate = listed.sector === 'Indices' || (listed.sector === 'Funds' && symbol !== 'GLD');
  return isLate ? 'late-options' : 'options';
}

const spx = listings.filter(({ symbol }) => symbol === 'SPX');

export const tradingClasses: readonly TradingClass[] = [
  ...listings.map((listing) => ({
    name: listing.symbol.replace(' ', ''),
    listing,
    schedule: listing.symbol === 'SPX' ? ('monthly' as const) : listing.schedule,
    tickProgram: listing.tickProgram,
    hours: hoursOf(listing),
    settlesAtOpen: listing.symbol === 'SPX',
  })),
  ...spx.map((listing) => ({
    name: 'SPXW',
    listing,
    schedule: listing.schedule,
    tickProgram: listing.tickProgram,
    hours: hoursOf(listing),
    settlesAtOpen: false,
  })),
].map((tradingClass, index) => ({ ...tradingClass, index }));

export function classesOf(underlying: Conid): readonly TradingClass[] {
  return tradingClasses.filter(({ listing }) => listing.conid === underlying);
}

export function classNamed(underlying: Conid, name: string): TradingClass | null {
  return classesOf(underlying).find((tradingClass) => tradingClass.name === name) ?? null;
}
