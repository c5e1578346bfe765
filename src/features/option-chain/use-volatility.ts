import { useCallback } from 'react';

import type { Conid } from '#domain/contract.ts';
import type { Quote } from '#domain/quote.ts';
import { spotPrice } from '#domain/spot-price.ts';
import type { ChainRow } from '#queries/chain.ts';
import { useQuoteValue } from '#queries/quotes.ts';

import { strikesBelow } from './chain-place.ts';

/** The implied volatility the screen goes by: annualized, a fraction. */
export interface Volatility {
  readonly value: number;
  /** Of the expiry on screen where its options tell it: what the expected move goes by. */
  readonly ofExpiry: number;
  /** True when the broker gave none for the underlying and it is the mean of the options at the money. */
  readonly isComputed: boolean;
}

const rounded = (vol: number | null | undefined) =>
  vol == null ? null : Math.round(vol * 1000) / 1000;
const volOf = (quote: Quote | null) => rounded(quote?.impliedVol);
const underlyingVolOf = (quote: Quote | null) => rounded(quote?.underlyingVol);

/** The broker's implied volatility of the underlying, else that of its options at the money. */
export function useVolatility(
  underlying: Conid | null,
  rows: readonly ChainRow[],
): Volatility | null {
  const told = useQuoteValue(underlying, underlyingVolOf);
  const place = useCallback((quote: Quote | null) => strikesBelow(rows, spotPrice(quote)), [rows]);
  const at = useQuoteValue(underlying, place);
  const row = at < 0 ? undefined : (rows[at] ?? rows[at - 1]);
  const atTheMoney = useMeanVol(row);
  const value = told ?? atTheMoney;
  return value === null
    ? null
    : { value, ofExpiry: atTheMoney ?? value, isComputed: told === null };
}

/** The mean of a row's two options, or the one that is told. */
function useMeanVol(row: ChainRow | undefined): number | null {
  const call = useQuoteValue(row?.call?.conid ?? null, volOf);
  const put = useQuoteValue(row?.put?.conid ?? null, volOf);
  return call === null || put === null ? (call ?? put) : (call + put) / 2;
}
