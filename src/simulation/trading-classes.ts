import type { Conid } from '#domain/contract.ts';

import { listings, type Listing, type Schedule, type TickProgram } from './listings.ts';

/** A family of options on one underlying: SPX has two, everything else one. */
export interface TradingClass {
  readonly name: string;
  readonly listing: Listing;
  /** Position in the table, part of option conids: append only. */
  readonly index: number;
  readonly schedule: Schedule;
  readonly tickProgram: TickProgram;
  /** True when it stops trading the day before and settles on the opening prices. */
  readonly settlesAtOpen: boolean;
}

const spx = listings.filter(({ symbol }) => symbol === 'SPX');

export const tradingClasses: readonly TradingClass[] = [
  ...listings.map((listing) => ({
    name: listing.symbol.replace(' ', ''),
    listing,
    schedule: listing.symbol === 'SPX' ? ('monthly' as const) : listing.schedule,
    tickProgram: listing.tickProgram,
    settlesAtOpen: listing.symbol === 'SPX',
  })),
  ...spx.map((listing) => ({
    name: 'SPXW',
    listing,
    schedule: listing.schedule,
    tickProgram: listing.tickProgram,
    settlesAtOpen: false,
  })),
].map((tradingClass, index) => ({ ...tradingClass, index }));

export function classesOf(underlying: Conid): readonly TradingClass[] {
  return tradingClasses.filter(({ listing }) => listing.conid === underlying);
}

export function classNamed(underlying: Conid, name: string): TradingClass | null {
  return classesOf(underlying).find((tradingClass) => tradingClass.name === name) ?? null;
}
