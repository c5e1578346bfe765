import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { ok } from '#lib/result.ts';
import { aDraft, openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { DeskState } from '../desk-state.ts';
import type { MarketNow } from '../market/trading-hours.ts';
import { OrderReviewer, type ReviewDeps } from './review-order.ts';

const hourMs = 3_600_000;

/** A desk that knows nothing but the hours of the market and its time. */
function aReviewer(hours: MarketNow) {
  const world = { hours, marketNow: openMarketAt };
  const state = new DeskState();
  state.environment.set('paper');
  const witnesses = { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' } as const;
  state.accounts.set({ accounts: [], witnesses, proof: 'paper' });
  const unread = { get: () => ({ rows: [], value: null }) };
  const deps = {
    clock: manualClock(),
    state,
    broker: { previewOrder: async () => ok(null) },
    records: { saveCompliance: async () => ok(undefined) },
    sync: { positions: unread, figures: unread },
    book: { brokerOrders: () => [] },
    reconciler: { isLocked: () => false },
    market: { increments: async () => ok([]) },
    quotes: { quote: () => ({ get: () => null }) },
    optionsLevel: () => 3,
    isSessionReady: () => true,
    marketNow: () => world.marketNow,
    tradingHours: async () => world.hours,
  };
  return { world, reviewer: new OrderReviewer(deps as unknown as ReviewDeps) };
}

const open: MarketNow = { isOpen: true, opensAt: null };
const closed: MarketNow = { isOpen: false, opensAt: instantOf(openMarketAt + 23 * hourMs) };

test('an order confirmed for an open market is not sent to a closed one', async () => {
  const { world, reviewer } = aReviewer(open);
  const review = await reviewer.review(aDraft());
  const codes = async () => (await reviewer.recheck(review)).map(({ code }) => code);
  expect(await codes()).toEqual([]);
  world.hours = closed;
  expect(await codes()).toEqual(['MARKET_CLOSED_SINCE']);
});

test('an order confirmed for the next opening is sent while the market is closed', async () => {
  const { reviewer } = aReviewer(closed);
  const review = await reviewer.review(aDraft());
  expect(await reviewer.recheck(review)).toEqual([]);
});

test('an option that stops trading between the review and the sending is not sent', async () => {
  const { world, reviewer } = aReviewer(open);
  const review = await reviewer.review(aDraft());
  const codes = async () => (await reviewer.recheck(review)).map(({ code }) => code);
  // The draft's option expires on 2027-01-15; 16:00 in New York is 21:00 UTC.
  world.marketNow = instantOf(1_800_046_799_000);
  expect(await codes()).toEqual([]);
  world.marketNow = instantOf(1_800_046_800_000);
  expect(await codes()).toEqual(['CONTRACT_EXPIRED']);
});
