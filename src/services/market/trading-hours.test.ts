import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { err, ok } from '#lib/result.ts';
import { aDraft, aLeg, aStock } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { TradingHours } from '../ports/market-data.ts';
import { TradingHoursWatch } from './trading-hours.ts';

const open: TradingHours = { isOpen: true, opensAt: null, closesAt: null };
const closed: TradingHours = { isOpen: false, opensAt: null, closesAt: null };

function someHours(first: TradingHours | null) {
  const clock = manualClock();
  const asked: string[] = [];
  const world = { hours: first, isAway: false };
  const watch = new TradingHoursWatch({
    clock,
    market: {
      contract: async (conid) => {
        asked.push(`contract ${conid}`);
        return ok(aStock({ conid }));
      },
      tradingHours: async ({ symbol }) => {
        asked.push(`hours ${symbol}`);
        return world.isAway ? err({ kind: 'no-answer', detail: 'slow' }) : ok(world.hours);
      },
    },
  });
  return { watch, clock, asked, world };
}

test('an option trades by the hours of its underlying, asked for once a minute at most', async () => {
  const { watch, clock, asked, world } = someHours(open);
  expect(await watch.isOpen(aDraft())).toBe(true);
  world.hours = closed;
  await clock.advance(59_999);
  expect(await watch.isOpen(aDraft())).toBe(true);
  expect(asked).toEqual(['contract 265598', 'hours AAPL']);
  await clock.advance(1);
  expect(await watch.isOpen(aDraft())).toBe(false);
});

test('a share trades by its own hours and needs no look-up', async () => {
  const { watch, asked } = someHours(open);
  const stock = aDraft({
    legs: [aLeg({ contract: aStock({ conid: conidOf(756733), symbol: 'SPY' }) })],
  });
  expect(await watch.isOpen(stock)).toBe(true);
  expect(asked).toEqual(['hours SPY']);
});

test('a broker that does not tell leaves it open, and is asked again after five seconds', async () => {
  const { watch, clock, asked, world } = someHours(null);
  expect(await watch.isOpen(aDraft())).toBeNull();
  expect(await watch.isOpen(aDraft())).toBeNull();
  expect(asked).toEqual(['contract 265598', 'hours AAPL']);
  world.isAway = true;
  await clock.advance(5_000);
  expect(await watch.isOpen(aDraft())).toBeNull();
  Object.assign(world, { hours: open, isAway: false });
  await clock.advance(5_000);
  expect(await watch.isOpen(aDraft())).toBe(true);
});

test("another gateway's hours are asked for anew", async () => {
  const { watch, world } = someHours(open);
  await watch.isOpen(aDraft());
  watch.forget();
  world.hours = closed;
  expect(await watch.isOpen(aDraft())).toBe(false);
});
