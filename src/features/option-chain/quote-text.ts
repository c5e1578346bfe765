import type { Quote } from '#domain/quote.ts';
import { missingBecause } from '#domain/quote-truth.ts';
import { formatCount, formatPrice, formatRatio, formatSignedRatio } from '#ui/format-number.ts';

/** A column of the chain: how its cell reads one value out of a quote, as text; null is missing. */
export type ChainColumn = 'openInterest' | 'volume' | 'delta' | 'iv' | 'bid' | 'ask';

export const columnNames: Record<ChainColumn, string> = {
  openInterest: 'Open int',
  volume: 'Volume',
  delta: 'Delta',
  iv: 'IV %',
  bid: 'Bid',
  ask: 'Ask',
};

/** As a screen reader says it within a cell's label. */
export const columnWords: Record<ChainColumn, string> = {
  openInterest: 'open interest',
  volume: 'volume',
  delta: 'delta',
  iv: 'implied volatility, percent',
  bid: 'bid',
  ask: 'ask',
};

export const columnTexts: Record<ChainColumn, (quote: Quote | null) => string | null> = {
  openInterest: (quote) => (quote?.openInterest == null ? null : formatCount(quote.openInterest)),
  volume: (quote) => (quote?.volume == null ? null : formatCount(quote.volume)),
  delta: (quote) => (quote?.delta == null ? null : formatRatio(quote.delta, 2)),
  iv: (quote) => (quote?.impliedVol == null ? null : formatRatio(quote.impliedVol * 100, 1)),
  bid: (quote) => (quote?.bid == null ? null : formatPrice(quote.bid)),
  ask: (quote) => (quote?.ask == null ? null : formatPrice(quote.ask)),
};

const missing: Record<ChainColumn, string> = {
  openInterest: 'the broker has not told the open interest',
  volume: 'no trade today',
  delta: 'the broker has not computed it',
  iv: 'the broker has not computed it',
  bid: 'nobody bids',
  ask: 'nobody offers',
};

/** Why each column's cell shows nothing; empty while it shows something. */
export const columnReasons: Record<ChainColumn, (quote: Quote | null) => string> = {
  openInterest: (quote) => reasonFor('openInterest', quote),
  volume: (quote) => reasonFor('volume', quote),
  delta: (quote) => reasonFor('delta', quote),
  iv: (quote) => reasonFor('iv', quote),
  bid: (quote) => reasonFor('bid', quote),
  ask: (quote) => reasonFor('ask', quote),
};

function reasonFor(column: ChainColumn, quote: Quote | null): string {
  if (quote === null) return 'not read yet';
  if (columnTexts[column](quote) !== null) return '';
  const because = missingBecause(quote);
  if (because === 'no-subscription') return 'no market data subscription for it';
  if (because === 'no-agreement') return 'the market data agreement is not signed';
  return missing[column];
}

/** Change of the day with its percent: "+1.51", "+0.57%". */
export function changeTexts(quote: Quote | null): readonly [string | null, string | null] {
  const change = quote?.change ?? null;
  const percent = quote?.changePercent ?? null;
  const sign = change?.gt(0) === true ? '+' : '';
  return [
    change === null ? null : `${sign}${formatPrice(change)}`,
    percent === null ? null : `${formatSignedRatio(percent, 2)}%`,
  ];
}
