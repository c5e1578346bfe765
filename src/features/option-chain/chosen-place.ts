import { daysBetween } from '#domain/exchange-date.ts';
import type { CalendarDate } from '#domain/time.ts';
import type { ExpirySummary, UnderlyingMatch } from '#queries/chain.ts';

/** What the address names. */
export interface Place {
  readonly symbol: string | null;
  readonly expiry: string | null;
  readonly tradingClass: string | null;
}

/** A few days out is where most traders look; the nearest expiries are one click away. */
const soonestDays = 7;

/** The match that is exactly this symbol; one with options is preferred, as listings abroad share symbols. */
export function chooseMatch(
  matches: readonly UnderlyingMatch[] | undefined,
  symbol: string,
): UnderlyingMatch | null {
  const same = (matches ?? []).filter(
    ({ contract }) => contract.symbol.toUpperCase() === symbol.toUpperCase(),
  );
  return same.find(({ months }) => months.length > 0) ?? same[0] ?? null;
}

/**
 * The expiry the address names; else the first one at least a week out, or the last known when all are sooner. Null while
 * the wanted one may still come.
 */
export function chooseExpiry(
  known: { readonly expiries: readonly ExpirySummary[]; readonly isComplete: boolean },
  place: Place,
  today: CalendarDate,
): ExpirySummary | null {
  const { expiries, isComplete } = known;
  const named = expiries.find(
    ({ expiry, tradingClass }) =>
      expiry === place.expiry &&
      (place.tradingClass === null || tradingClass === place.tradingClass),
  );
  if (named !== undefined) return named;
  if (place.expiry !== null && !isComplete) return null;
  const comfortable = expiries.find(({ expiry }) => daysBetween(today, expiry) >= soonestDays);
  return comfortable ?? (isComplete ? (expiries.at(-1) ?? null) : null);
}
