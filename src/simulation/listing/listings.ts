import type { ExpiryProfile } from '#domain/calendar/expiries.ts';
import { conidOf, type Conid } from '#domain/contract.ts';

import type { ListedUnderlying } from '../exchange-shapes.ts';
import { listingTable } from './listing-table.ts';

/** Price steps of its options: all cents; cents below 3 and nickels above; nickels below 3 and dimes above. */
export type TickProgram = 'cent' | 'cent-nickel' | 'nickel-dime';

/** A listed underlying with what the market side needs to know of it. */
export interface Listing {
  readonly listed: ListedUnderlying;
  readonly symbol: string;
  readonly conid: Conid;
  /** Position in the table, part of option conids: append only, never reorder. */
  readonly index: number;
  /** Price around which it moves. */
  readonly basePrice: number;
  /** Annual volatility, a fraction. */
  readonly vol: number;
  /** How much of the market's move it takes. */
  readonly beta: number;
  /** Shares on an average day. */
  readonly dailyVolume: number;
  readonly tickProgram: TickProgram;
  /** Which expiries exist beside the monthly ones. */
  readonly schedule: ExpiryProfile;
  /** Smallest distance between strikes near the money. */
  readonly strikeStep: number;
  /** 1 for the most traded options, larger for wider markets. */
  readonly spreadFactor: number;
}

const schedules: Readonly<Record<string, ExpiryProfile>> = {
  daily: 'daily',
  'thrice-weekly': 'thrice-weekly',
  weekly: 'weekly',
};
const tickPrograms: Readonly<Record<string, TickProgram>> = {
  cent: 'cent',
  'cent-nickel': 'cent-nickel',
  'nickel-dime': 'nickel-dime',
};

/** Reads one column after the other. Throws on a missing or unreadable one: the table is ours. */
class Columns {
  readonly #texts: readonly string[];
  #next = 0;

  constructor(line: string) {
    this.#texts = line.split('|').map((text) => text.trim());
  }

  text(): string {
    const text = this.#texts[this.#next++];
    if (text === undefined) throw new Error(`Too few columns: ${this.#texts.join('|')}`);
    return text;
  }

  number(): number {
    const value = Number(this.text());
    if (!Number.isFinite(value)) throw new Error(`Not a number in: ${this.#texts.join('|')}`);
    return value;
  }

  word<Word>(words: Readonly<Record<string, Word>>): Word {
    const word = words[this.text()];
    if (word === undefined) throw new Error(`Unknown word in: ${this.#texts.join('|')}`);
    return word;
  }
}

function toListing(line: string, index: number): Listing {
  const columns = new Columns(line);
  const symbol = columns.text();
  const conid = conidOf(columns.number());
  const name = columns.text();
  const exchange = columns.text();
  const sector = columns.text();
  const isIndex = sector === 'Indices';
  const kind = isIndex ? 'index' : 'stock';
  const figures = {
    basePrice: columns.number(),
    vol: columns.number() / 100,
    beta: columns.number(),
  };
  const dividendYield = columns.number() / 100;
  const dailyVolume = columns.number() * 1_000_000;
  const trading = {
    schedule: columns.word(schedules),
    tickProgram: columns.word(tickPrograms),
    strikeStep: columns.number(),
    spreadFactor: columns.number(),
  };
  const aliases = columns.text().split(' ').filter(Boolean);
  const listed: ListedUnderlying = {
    contract: { kind, conid, symbol, name, exchange, currency: 'USD' },
    sector,
    hasOptions: true,
    optionStyle: isIndex ? 'european' : 'american',
    settlement: isIndex ? 'cash' : 'physical',
    dividendYield,
    aliases,
  };
  return { listed, symbol, conid, index, ...figures, dailyVolume, ...trading };
}

export const listings: readonly Listing[] = listingTable.trim().split('\n').map(toListing);

const byConid = new Map(listings.map((listing) => [listing.conid, listing]));

export function listingOf(conid: Conid): Listing | null {
  return byConid.get(conid) ?? null;
}

/** Matches the start of a symbol, an alias or any word of the name; an exact symbol comes first. */
export function searchListings(text: string): readonly Listing[] {
  const wanted = text.trim().toUpperCase();
  if (wanted === '') return [];
  const hits = listings.filter(
    ({ symbol, listed }) =>
      [symbol, ...listed.aliases, ...listed.contract.name.toUpperCase().split(/[ .&/-]+/)].some(
        (word) => word.startsWith(wanted),
      ) || listed.contract.name.toUpperCase().startsWith(wanted),
  );
  const rank = ({ symbol, listed }: Listing) =>
    symbol === wanted || listed.aliases.includes(wanted) ? 0 : symbol.startsWith(wanted) ? 1 : 2;
  return hits.toSorted((a, b) => rank(a) - rank(b));
}
