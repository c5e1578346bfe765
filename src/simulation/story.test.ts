import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Conid } from '#domain/contract.ts';
import { instantOf } from '#domain/time.ts';
import {
  aapl,
  account,
  anExchange,
  anOptionOf,
  anOrder,
  day,
  ko,
  minute,
  pass,
  placed,
  spx,
  spy,
  traded,
} from '#tests/simulation/an-exchange.ts';

import type { Exchange } from './exchange.ts';

/** What a trader may do, with small numbers that are turned into contracts and prices of the moment. */
type Deed =
  | { readonly do: 'trade'; readonly what: number; readonly buys: boolean; readonly size: number }
  | { readonly do: 'rest'; readonly what: number; readonly buys: boolean; readonly cents: number }
  | { readonly do: 'scheme'; readonly what: number; readonly kind: number; readonly cents: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'change'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constant('trade' as const),
    what: fc.nat(6),
    buys: fc.boolean(),
    size: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({
    do: fc.constant('rest' as const),
    what: fc.nat(6),
    buys: fc.boolean(),
    cents: fc.integer({ min: -60, max: 60 }),
  }),
  fc.record({
    do: fc.constant('scheme' as const),
    what: fc.nat(6),
    kind: fc.nat(5),
    cents: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('change' as const), which: fc.nat(20) }),
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: minute, max: 3 * day })),
  }),
);

function contracts(exchange: Exchange): Conid[] {
  return [
    aapl,
    ko,
    anOptionOf(exchange).conid,
    anOptionOf(exchange, { right: 'put', daysOut: 0, strikesAway: -1 }).conid,
    anOptionOf(exchange, { underlying: spy, tradingClass: 'SPY', daysOut: 0 }).conid,
    anOptionOf(exchange, { underlying: spx, tradingClass: 'SPXW', daysOut: 0 }).conid,
    anOptionOf(exchange, { underlying: spx, tradingClass: 'SPX', daysOut: 3 }).conid,
  ];
}

function touchOrder(exchange: Exchange, each: Extract<Deed, { which: number }>): void {
  const orders = exchange.orders(account);
  const { orderId } = orders[each.which % Math.max(1, orders.length)] ?? { orderId: 0 };
  if (each.do === 'cancel') exchange.cancel(orderId);
  else exchange.modify(orderId, { quantity: each.which + 1 });
}

const onStep = (price: Big) => price.div('0.1').round(0).times('0.1');

/** Orders that hang together: stops, brackets, groups, combinations, and orders of the moment. */
function scheme(
  exchange: Exchange,
  conids: readonly Conid[],
  each: Extract<Deed, { kind: number }>,
) {
  const conid = conids[each.what] ?? aapl;
  const other = conids[(each.what + 1) % conids.length] ?? ko;
  const mark = exchange.market(conid)?.mark ?? new Big(1);
  const [low, high] = [-10, 10].map((tenths) =>
    onStep(mark.plus(new Big(tenths * each.cents).div(100))),
  );
  const quantity = each.cents;
  const down = { side: 'sell', quantity, stopPrice: low ?? null } as const;
  const up = { quantity, type: 'limit', limitPrice: high ?? null } as const;
  const ladder = {
    legs: [
      { conid, side: 'buy', ratio: 1 },
      { conid: other, side: 'sell', ratio: 2 },
    ],
  } as const;
  const kinds: readonly (() => void)[] = [
    () => exchange.place(anOrder(conid, { ...down, type: 'stop', timeInForce: 'gtc' })),
    () => exchange.place(anOrder(conid, { ...down, type: 'stop-limit', limitPrice: low ?? null })),
    () => exchange.place(anOrder(conid, { quantity: quantity * 9, timeInForce: 'ioc' })),
    () => {
      const parent = exchange.place(anOrder(conid, { quantity }));
      if (parent.kind === 'rejected') return;
      const parentOrderId = parent.orderId;
      exchange.place(anOrder(conid, { ...down, type: 'stop', parentOrderId, timeInForce: 'gtc' }));
      exchange.place(anOrder(conid, { ...up, side: 'sell', parentOrderId, timeInForce: 'gtc' }));
    },
    () => {
      const groupId = String(each.cents);
      exchange.place(anOrder(conid, { ...up, groupId }));
      exchange.place(anOrder(other, { quantity, groupId }));
    },
    () => exchange.place(anOrder(conid, { ...ladder, quantity: each.cents })),
  ];
  kinds[each.kind]?.();
}

function act(exchange: Exchange, conids: readonly Conid[], each: Deed): void {
  if (each.do === 'wait') return pass(exchange, each.ms);
  if ('which' in each) return touchOrder(exchange, each);
  if (each.do === 'scheme') return scheme(exchange, conids, each);
  const conid = conids[each.what] ?? aapl;
  const side = each.buys ? 'buy' : 'sell';
  if (each.do === 'trade') {
    exchange.place(anOrder(conid, { side, quantity: each.size }));
    return;
  }
  const price = exchange.market(conid)?.mark.plus(new Big(each.cents).div(100)) ?? new Big(1);
  const limitPrice = onStep(price);
  const terms = { type: 'limit', timeInForce: 'gtc', quantity: 20 } as const;
  exchange.place(anOrder(conid, { side, ...terms, limitPrice }));
}

function live(deeds: readonly Deed[], seed: number, alwaysOpen: boolean): Exchange {
  const exchange = anExchange({ seed, alwaysOpen });
  const conids = contracts(exchange);
  for (const each of deeds) act(exchange, conids, each);
  return exchange;
}

interface SavedAccount {
  readonly cash: string;
  readonly entries: readonly { readonly amount: string }[];
}

function savedAccount(exchange: Exchange): SavedAccount {
  const { accounts } = exchange.save() as { accounts: readonly SavedAccount[] };
  const [only] = accounts;
  if (only === undefined) throw new Error('no account was saved');
  return only;
}

function multiplierOf(exchange: Exchange, conid: Conid): number {
  return exchange.contract(conid)?.kind === 'option' ? 100 : 1;
}

const stories = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 25 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  alwaysOpen: fc.boolean(),
});

test('executions, settlements and dividends explain the cash to the cent', () => {
  fc.assert(
    fc.property(stories, ({ deeds, seed, alwaysOpen }) => {
      const exchange = live(deeds, seed, alwaysOpen);
      let cash = new Big('1000000');
      for (const { conid, side, quantity, price, commission } of exchange.executions(account)) {
        const sign = side === 'buy' ? -1 : 1;
        const money = price.times(quantity * multiplierOf(exchange, conid) * sign);
        cash = cash.plus(money).minus(commission);
      }
      const saved = savedAccount(exchange);
      for (const { amount } of saved.entries) cash = cash.plus(amount);
      expect(saved.cash).toBe(cash.toString());
      expect(cash.round(2).eq(cash)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('executions add up to the positions, exercised and expired ones apart', () => {
  fc.assert(
    fc.property(stories, ({ deeds, seed, alwaysOpen }) => {
      const calm = deeds.filter((each) => each.do !== 'wait' || each.ms < 10 * minute);
      const exchange = live(calm, seed, alwaysOpen);
      const sums = new Map<Conid, number>();
      for (const { conid, side, quantity } of exchange.executions(account)) {
        sums.set(conid, (sums.get(conid) ?? 0) + (side === 'buy' ? quantity : -quantity));
      }
      for (const { conid, quantity } of exchange.positions(account)) {
        expect(quantity).toBe(sums.get(conid));
      }
    }),
    { numRuns: 40 },
  );
});

test('no order fills more than its quantity, and its executions are exactly what it filled', () => {
  fc.assert(
    fc.property(stories, ({ deeds, seed, alwaysOpen }) => {
      const exchange = live(deeds, seed, alwaysOpen);
      const executions = exchange.executions(account);
      expect(new Set(executions.map(({ executionId }) => executionId)).size).toBe(
        executions.length,
      );
      for (const { orderId, request, filledQuantity, remainingQuantity } of exchange.orders(
        account,
      )) {
        const own = executions.filter((each) => each.orderId === orderId);
        for (const { conid, ratio } of request.legs) {
          const ofLeg = own.filter((each) => each.conid === conid);
          const sum = ofLeg.reduce((total, { quantity }) => total + quantity, 0);
          expect(sum).toBe(filledQuantity * ratio);
        }
        expect(filledQuantity + remainingQuantity).toBe(request.quantity);
      }
    }),
    { numRuns: 60 },
  );
});

test('the same seed and the same deeds give the same story', () => {
  fc.assert(
    fc.property(stories, ({ deeds, seed, alwaysOpen }) => {
      const first = live(deeds, seed, alwaysOpen);
      const second = live(deeds, seed, alwaysOpen);
      expect(second.takeEvents()).toEqual(first.takeEvents());
      expect(second.save()).toEqual(first.save());
    }),
    { numRuns: 15 },
  );
});

test('a restart in the middle changes nothing', () => {
  fc.assert(
    fc.property(stories, fc.array(deed, { maxLength: 12 }), (story, later) => {
      const { deeds, seed, alwaysOpen } = story;
      const unbroken = live(deeds, seed, alwaysOpen);
      const saved: unknown = JSON.parse(JSON.stringify(unbroken.save()));
      const restarted = anExchange({ seed: 1, alwaysOpen, saved });
      const conids = contracts(anExchange({ seed, alwaysOpen }));
      for (const each of later) act(unbroken, conids, each);
      for (const each of later) act(restarted, conids, each);
      expect(restarted.takeEvents()).toEqual(unbroken.takeEvents());
      expect(restarted.save()).toEqual(unbroken.save());
      expect(restarted.account(account)).toEqual(unbroken.account(account));
      for (const conid of conids) {
        expect(restarted.market(conid)).toEqual(unbroken.market(conid));
      }
    }),
    { numRuns: 30 },
  );
});

test('data that are no saved exchange are refused, naming the place', () => {
  expect(() => anExchange({ saved: { version: 1, seed: 'x' } })).toThrow(/at seed/);
  expect(() => anExchange({ saved: { version: 99 } })).toThrow(/at version/);
  expect(() => anExchange({ saved: null })).toThrow(/^Could not read the saved exchange/);
});

test('a day passes within a blink, with and without working orders', () => {
  const exchange = anExchange();
  traded(exchange, anOptionOf(exchange).conid, 5);
  for (const strikesAway of [0, 1, 2, 3, 4]) {
    const { conid } = anOptionOf(exchange, { strikesAway });
    const limitPrice = new Big('0.01');
    placed(exchange, anOrder(conid, { type: 'limit', limitPrice, timeInForce: 'gtc' }));
  }
  pass(exchange, day);
  const before = performance.now();
  for (let days = 0; days < 10; days++) pass(exchange, day);
  expect((performance.now() - before) / 10).toBeLessThan(250);
});

test('the exchange never goes back in time', () => {
  const exchange = anExchange();
  const now = exchange.now();
  exchange.advanceTo(instantOf(now - 1000));
  expect(exchange.now()).toBe(now);
});
