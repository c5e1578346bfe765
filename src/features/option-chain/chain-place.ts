import type { Big } from 'big.js';

import type { ChainRow } from '#queries/chain.ts';

/** What stands at one height of the table: a strike, or a line between two. */
export type ChainItem =
  { readonly kind: 'row'; readonly row: ChainRow } | { readonly kind: 'spot' | 'low' | 'high' };

/** Prices that lie between strikes; null ones draw no line. */
export interface ChainLines {
  readonly spot: Big | null;
  readonly low: Big | null;
  readonly high: Big | null;
}

/** How many strikes lie below a price; the line is drawn after them. -1 without a price. */
export function strikesBelow(rows: readonly ChainRow[], price: Big | null): number {
  if (price === null) return -1;
  const index = rows.findIndex((row) => row.strike.gt(price));
  return index === -1 ? rows.length : index;
}

/** Where the lines stand, as one text, so that a ticking price draws the table again only when a line moves. */
export function linePlaces(rows: readonly ChainRow[], lines: ChainLines): string {
  return [lines.spot, lines.low, lines.high].map((price) => strikesBelow(rows, price)).join();
}

/** The table from top to bottom. Expected-move lines outside the strikes shown are left out. */
export function chainItems(rows: readonly ChainRow[], places: string): readonly ChainItem[] {
  const [spot = -1, low = -1, high = -1] = places.split(',').map(Number);
  const lineAt = (index: number): ChainItem[] => [
    ...(index === low && low > 0 ? [{ kind: 'low' as const }] : []),
    ...(index === spot ? [{ kind: 'spot' as const }] : []),
    ...(index === high && high < rows.length ? [{ kind: 'high' as const }] : []),
  ];
  return [
    ...rows.flatMap((row, index): ChainItem[] => [...lineAt(index), { kind: 'row', row }]),
    ...lineAt(rows.length),
  ];
}
