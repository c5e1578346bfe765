import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import { err, ok } from '#lib/result.ts';
import { aDraft, aLeg, anOption, aStock, openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { TradingHours } from '../ports/market-data.ts';
import { TradingHoursWatch } from './trading-hours.ts';

const open: TradingHours = { isOpen: true, opensAt: null, closesAt: null };
const closed: TradingHours = { isOpen: false, opensAt: null, closesAt: null };

function someHours(first: TradingHours | null) {
  const clock = manualClock();
  const asked: string[] = [];
  const world = { hours: first, isAway: false, lead: 0 };
  const watch = new TradingHoursWatch({
    clock,
    marketClock: { now: () => instantOf(clock.now() + world.lead) },
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
  expect((await watch.of(aDraft()))?.isOpen).toBe(true);
  world.hours = closed;
  await clock.advance(59_999);
  expect((await watch.of(aDraft()))?.isOpen).toBe(true);
  expect(asked).toEqual(['contract 265598', 'hours AAPL']);
  await clock.advance(1);
  expect((await watch.of(aDraft()))?.isOpen).toBe(false);
});

test('a share trades by its own hours and needs no look-up', async () => {
  const { watch, asked } = someHours(open);
  const stock = aDraft({
    legs: [aLeg({ contract: aStock({ conid: conidOf(756733), symbol: 'SPY' }) })],
  });
  expect((await watch.of(stock))?.isOpen).toBe(true);
  expect(asked).toEqual(['hours SPY']);
});

test('a broker that does not tell leaves it open, and is asked again after five seconds', async () => {
  const { watch, clock, asked, world } = someHours(null);
  expect(await watch.of(aDraft())).toBeNull();
  expect(await watch.of(aDraft())).toBeNull();
  expect(asked).toEqual(['contract 265598', 'hours AAPL']);
  world.isAway = true;
  await clock.advance(5_000);
  expect(await watch.of(aDraft())).toBeNull();
  Object.assign(world, { hours: open, isAway: false });
  await clock.advance(5_000);
  expect((await watch.of(aDraft()))?.isOpen).toBe(true);
});

test("another gateway's hours are asked for anew", async () => {
  const { watch, world } = someHours(open);
  await watch.of(aDraft());
  watch.forget();
  world.hours = closed;
  expect((await watch.of(aDraft()))?.isOpen).toBe(false);
});

const hourMs = 3_600_000;
/** The session of the day of {@link openMarketAt}, 09:30 to 16:00. */
const today: TradingHours = {
  isOpen: true,
  opensAt: instantOf(openMarketAt - hourMs / 2),
  closesAt: instantOf(openMarketAt + 6 * hourMs),
};
const tomorrow: TradingHours = {
  isOpen: false,
  opensAt: instantOf(openMarketAt + 23.5 * hourMs),
  closesAt: instantOf(openMarketAt + 30 * hourMs),
};

test('the close is seen when it comes, not a minute later, and says when it opens again', async () => {
  const { watch, clock, world } = someHours(today);
  await clock.advance(6 * hourMs - 10_000);
  expect(await watch.of(aDraft())).toEqual({ isOpen: true, opensAt: null });
  world.hours = tomorrow;
  await clock.advance(10_000);
  expect(await watch.of(aDraft())).toEqual({ isOpen: false, opensAt: tomorrow.opensAt });
});

test('hours go by the clock of the market, which need not be this machine’s', async () => {
  const { watch, world } = someHours(today);
  expect((await watch.of(aDraft()))?.isOpen).toBe(true);
  world.lead = -hourMs;
  expect(await watch.of(aDraft())).toEqual({ isOpen: false, opensAt: today.opensAt });
});

test('options that trade longer than their underlying are open a quarter of an hour more', async () => {
  const { watch, clock, world } = someHours(today);
  const late = aDraft({
    legs: [aLeg({ contract: anOption({ underlying: 'SPY', tradingClass: 'SPY' }) })],
  });
  await clock.advance(6 * hourMs + 14 * 60_000);
  expect((await watch.of(late))?.isOpen).toBe(true);
  world.hours = tomorrow;
  await clock.advance(60_000);
  expect((await watch.of(late))?.isOpen).toBe(false);
});
