import { instantOf, type Instant } from '#domain/time.ts';

import { useDesk, useNow, useReadable } from './desk-context.ts';

/** Milliseconds the market is ahead of this machine: the practice exchange keeps its own time. */
export function useMarketLead(): number {
  return useReadable(useDesk().marketLead);
}

/** The time at the exchange, stepped every `everyMs`: what clocks, days to expiry and "today" go by. */
export function useMarketNow(everyMs = 1000): Instant {
  return instantOf(useNow(everyMs) + useMarketLead());
}
