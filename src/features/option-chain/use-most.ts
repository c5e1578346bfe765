import { useCallback, useMemo } from 'react';

import type { Conid } from '#domain/contract.ts';
import { useBeatValue } from '#queries/beat.ts';
import { useQuoteReader } from '#queries/quotes.ts';

/** Largest volume and open interest among these contracts, rounded up so that the bars stand still while it grows. */
export function useMost(conids: readonly Conid[]): {
  readonly volume: number;
  readonly openInterest: number;
} {
  const read = useQuoteReader();
  const key = conids.join();
  const derive = useCallback(() => {
    const quotes = key === '' ? [] : key.split(',').map((conid) => read(Number(conid)));
    const most = (pick: 'volume' | 'openInterest') =>
      roundUp(Math.max(0, ...quotes.map((quote) => quote?.[pick] ?? 0)));
    return `${most('volume')},${most('openInterest')}`;
  }, [key, read]);
  const text = useBeatValue(derive);
  return useMemo(() => {
    const [volume = 0, openInterest = 0] = text.split(',').map(Number);
    return { volume, openInterest };
  }, [text]);
}

/** Two digits are enough for a bar. */
function roundUp(count: number): number {
  if (count === 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}
