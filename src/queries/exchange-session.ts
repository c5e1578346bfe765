import { useQuery } from '@tanstack/react-query';

import type { TradingSession } from '#domain/calendar/sessions.ts';
import { instantOf, type Instant } from '#domain/time.ts';

import { useMarketNow } from './market-time.ts';

export interface ExchangeSession {
  readonly session: TradingSession;
  /** The next change of regular hours: their end while they run, else their begin. */
  readonly changesAt: Instant;
}

const minuteMs = 60_000;

/**
 * Which session the US exchanges are in, by the calendar; null until it is known, and beyond the calendar's years.
 * The calendar is fetched once `isWanted`.
 */
export function useExchangeSession(isWanted: boolean): ExchangeSession | null {
  const minute = Math.floor(useMarketNow(1000) / minuteMs);
  const { data } = useQuery({
    queryKey: ['exchange-session', minute],
    queryFn: () => readSession(instantOf(minute * minuteMs)),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: minuteMs,
    placeholderData: (previous) => previous,
  });
  return data ?? null;
}

/** The calendar comes as a chunk of its own: the clock ticks without it. */
async function readSession(now: Instant): Promise<ExchangeSession | null> {
  const { tradingSessionAt, nextOpen, nextClose } = await import('#domain/calendar/sessions.ts');
  const session = tradingSessionAt(now, 'shares');
  if (!session.ok) return null;
  const changes = session.value === 'regular' ? nextClose(now, 'shares') : nextOpen(now, 'shares');
  return changes.ok ? { session: session.value, changesAt: changes.value } : null;
}
