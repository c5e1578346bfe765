import type { Instant } from '#domain/time.ts';

import { dayNumberAt, isTradingDay } from '../market-days.ts';

/** Day on which a trade made now settles: the next trading day. */
export function settlesOn(now: Instant): number {
  let day = dayNumberAt(now) + 1;
  while (!isTradingDay(day)) day++;
  return day;
}
