import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { lanes } from '#config/host-api.ts';

import { RequestBudget, type EndpointLimit } from './request-budget.ts';

const orders: EndpointLimit = { key: 'orders', count: 1, windowMs: 5_000 };

/** Sends at once, as often as the budget allows. */
function sendNow(budget: RequestBudget, lane: (typeof lanes)[number], now: number): number {
  let sent = 0;
  while (budget.waitMs(lane, null, now) === 0) {
    budget.spend(null).at = now;
    sent += 1;
  }
  return sent;
}

test('eight calls pass at once, two more are kept for orders, the eleventh waits for the window', () => {
  const budget = new RequestBudget();
  expect(sendNow(budget, 'background', 0)).toBe(8);
  expect(sendNow(budget, 'session', 0)).toBe(0);
  expect(sendNow(budget, 'orders', 0)).toBe(2);
  expect(budget.waitMs('orders', null, 0)).toBe(1_040);
  expect(budget.waitMs('orders', null, 1_039)).toBe(1);
  expect(budget.waitMs('orders', null, 1_040)).toBe(0);
});

test('a call counts from the moment it leaves, until then it holds its share, and not at all if it never leaves', () => {
  const budget = new RequestBudget();
  const stamps = Array.from({ length: 10 }, () => budget.spend(null));
  expect(budget.waitMs('orders', null, 5_000)).toBe(1_040);
  for (const stamp of stamps) stamp.at = 5_300;
  expect(budget.waitMs('orders', null, 6_000)).toBe(340);
  expect(budget.waitMs('orders', null, 6_340)).toBe(0);
  for (const stamp of Array.from({ length: 10 }, () => budget.spend(null))) stamp.at = -Infinity;
  expect(budget.waitMs('orders', null, 6_340)).toBe(0);
});

test('a slow endpoint waits for its own window, others do not', () => {
  const budget = new RequestBudget();
  budget.spend(orders).at = 0;
  expect(budget.waitMs('positions', orders, 100)).toBe(5_000);
  expect(budget.waitMs('positions', null, 100)).toBe(0);
  expect(budget.waitMs('positions', orders, 5_099)).toBe(1);
  expect(budget.waitMs('positions', orders, 5_100)).toBe(0);
});

test('a 429 with Retry-After stops every lane that long, orders included', () => {
  const budget = new RequestBudget();
  budget.refused(7_000, 0);
  expect(lanes.map((lane) => budget.waitMs(lane, null, 0))).toEqual([
    7_000, 7_000, 7_000, 7_000, 7_000, 7_000,
  ]);
  expect(budget.facts(2_000).pausedMs).toBe(5_000);
  expect(budget.waitMs('orders', null, 7_000)).toBe(0);
});

test('without Retry-After the pause doubles from one second to a minute, and is forgiven after a calm minute', () => {
  const budget = new RequestBudget();
  const pauses: number[] = [];
  let now = 0;
  for (let refusal = 0; refusal < 8; refusal += 1) {
    budget.refused(null, now);
    const pause = budget.facts(now).pausedMs;
    pauses.push(pause);
    now += pause;
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  now += 60_001;
  budget.refused(null, now);
  expect(budget.facts(now).pausedMs).toBe(1_000);
});

test.each([
  [0, 1_000],
  [-5_000, 1_000],
  [900_000, 900_000],
  [99_000_000, 900_000],
])('a Retry-After of %i ms is believed as %i ms', (asked, believed) => {
  const budget = new RequestBudget();
  budget.refused(asked, 0);
  expect(budget.facts(0).pausedMs).toBe(believed);
});

test('a 429 halves the limit, which recovers by one every ten calm seconds', () => {
  const budget = new RequestBudget();
  budget.refused(1_000, 0);
  expect(
    [1_000, 10_999, 11_000, 21_000, 51_000, 500_000].map((now) => budget.facts(now).limit),
  ).toEqual([5, 5, 6, 7, 10, 10]);
});

test('refusals in a row tighten to three a second: two for orders, one for the rest', () => {
  const budget = new RequestBudget();
  for (const now of [0, 1_000, 3_000]) budget.refused(null, now);
  expect(budget.facts(7_000).limit).toBe(3);
  expect(sendNow(budget, 'session', 7_000)).toBe(1);
  expect(sendNow(budget, 'orders', 7_000)).toBe(2);
});

const steps = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    lane: fc.constantFrom(...lanes),
  }),
  { minLength: 50, maxLength: 400 },
);

test('never more than ten sends fall into any second', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const budget = new RequestBudget();
      const sends: number[] = [];
      let now = 0;
      for (const { afterMs, lane } of story) {
        now += afterMs;
        for (let tries = 0; tries < 4; tries += 1) {
          if (budget.waitMs(lane, null, now) > 0) continue;
          budget.spend(null).at = now;
          sends.push(now);
        }
      }
      const mostInASecond = Math.max(
        0,
        ...sends.map((start) => sends.filter((at) => at >= start && at < start + 1_000).length),
      );
      expect(mostInASecond).toBeLessThanOrEqual(10);
    }),
  );
});

test('whatever the other lanes do, an order can be sent at once while fewer than two orders went out this second', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const budget = new RequestBudget();
      let now = 0;
      for (const { afterMs, lane } of story) {
        now += afterMs;
        if (lane !== 'orders' && budget.waitMs(lane, null, now) === 0) budget.spend(null).at = now;
        expect(budget.waitMs('orders', null, now)).toBe(0);
      }
    }),
  );
});
