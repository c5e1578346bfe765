import { isMonthlyExpiry } from './expiries.ts';
import { midnightOf } from '../market-days.ts';
import type { PricePath } from '../prices/price-path.ts';
import type { TradingClass } from './trading-classes.ts';

const MONTHLY_DENSE_DAYS = 91;
const WEEKLY_DENSE_DAYS = 63;
const DENSE_STEPS = 14;
const DENSE_SHARE = 0.025;

/** Widths of the static part, as shares of the base price, and its distances in strike steps. */
interface Grid {
  readonly every: number;
  readonly below: number;
  readonly above: number;
}

function staticGrids({ listing }: TradingClass, isMonthly: boolean): readonly Grid[] {
  const isFine = listing.basePrice / listing.strikeStep > 400;
  const middle = isFine
    ? { every: 5, below: 0.12, above: 0.12 }
    : { every: 2, below: 0.25, above: 0.25 };
  if (!isMonthly) return [middle];
  const outer = isFine
    ? { every: 20, below: 0.45, above: 0.25 }
    : { every: 4, below: 0.6, above: 0.6 };
  return [middle, outer];
}

export interface StrikeBook {
  /** Listed strikes in strike steps, ascending, as of a day. A listed strike stays listed. */
  strikeSteps(tradingClass: TradingClass, expiryDay: number, today: number): readonly number[];
}

/** Strikes as an exchange lists them: a wide coarse grid, and every step around where the price has been lately. */
export function createStrikeBook(path: PricePath): StrikeBook {
  const known = new Map<string, readonly number[]>();

  function densePart(tradingClass: TradingClass, expiryDay: number, lastWeek: number): number[] {
    const { listing } = tradingClass;
    const isMonthly = isMonthlyExpiry(tradingClass, expiryDay);
    const firstDay = expiryDay - (isMonthly ? MONTHLY_DENSE_DAYS : WEEKLY_DENSE_DAYS);
    const steps: number[] = [];
    for (let week = Math.floor(firstDay / 7); week <= lastWeek; week++) {
      const price = path.priceAt(listing, midnightOf(week * 7));
      const center = Math.round(price / listing.strikeStep);
      const half = Math.max(DENSE_STEPS, Math.ceil(center * DENSE_SHARE));
      for (let step = center - half; step <= center + half; step++) steps.push(step);
    }
    return steps;
  }

  function staticPart(tradingClass: TradingClass, expiryDay: number): number[] {
    const { listing } = tradingClass;
    const base = listing.basePrice / listing.strikeStep;
    return staticGrids(tradingClass, isMonthlyExpiry(tradingClass, expiryDay)).flatMap((grid) => {
      const first = Math.ceil((base * (1 - grid.below)) / grid.every);
      const last = Math.floor((base * (1 + grid.above)) / grid.every);
      return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * grid.every);
    });
  }

  return {
    strikeSteps: (tradingClass, expiryDay, today) => {
      const lastWeek = Math.floor(Math.min(today, expiryDay) / 7);
      const key = `${tradingClass.index}/${expiryDay}/${lastWeek}`;
      const listed = known.get(key);
      if (listed !== undefined) return listed;
      const all = [
        ...staticPart(tradingClass, expiryDay),
        ...densePart(tradingClass, expiryDay, lastWeek),
      ];
      const steps = [...new Set(all)].filter((step) => step > 0).toSorted((a, b) => a - b);
      known.set(key, steps);
      return steps;
    },
  };
}
