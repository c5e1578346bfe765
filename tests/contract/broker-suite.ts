/**
 * What every broker must do, as numbered cases. `brokerSuite` runs them against any implementation of the ports; the
 * world behind it trades options on AAPL with the market open.
 */
import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { provenEnvironment } from '#domain/account.ts';
import type { OptionContract } from '#domain/contract.ts';
import {
  brokerOrderIdOf,
  clientOrderIdOf,
  type AccountId,
  type BrokerOrder,
  type BrokerOrderId,
  type ClientOrderId,
  type OrderDraft,
} from '#domain/order.ts';
import type { Quote } from '#domain/quote.ts';
import type { OrderAnswer } from '#domain/submit-outcome.ts';
import type { Result } from '#lib/result.ts';
import type { Broker, BrokerError } from '#services/ports/broker.ts';
import type { MarketData } from '#services/ports/market-data.ts';
import { openMarketAt } from '#tests/builders.ts';

export interface BrokerWorld {
  readonly broker: Broker;
  readonly market: MarketData;
  /** Lets the next placed order be done and its answer be lost. */
  readonly loseNextAnswer: () => Promise<void>;
  /** Makes the broker ask the next order a question more. */
  readonly askNextOrder: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The value of a result, or a failed test with the reason. */
function must<T>(result: Result<T, BrokerError>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

interface Case {
  readonly world: BrokerWorld;
  readonly accountId: AccountId;
  readonly option: OptionContract;
  readonly quote: Quote;
  readonly draft: (over: Partial<OrderDraft>) => OrderDraft;
  /** Places and says yes to every question. */
  readonly place: (draft: OrderDraft) => Promise<BrokerOrderId>;
  readonly order: (id: ClientOrderId) => Promise<BrokerOrder | undefined>;
}

let lastId = 0;
const freshId = () => clientOrderIdOf(`suite-${Date.now()}-${(lastId += 1)}`);

const limit = (price: string): OrderDraft['terms'] => ({
  type: 'limit',
  limitPrice: new Big(price),
});

/** A call near the money, about two months out. */
async function findOption({ market }: BrokerWorld): Promise<OptionContract> {
  const [match] = must(await market.searchUnderlying('AAPL'));
  const month = match?.months[2];
  if (match === undefined || month === undefined) throw new Error('AAPL has no months');
  const [stock] = must(await market.fetchQuotes([match.contract.conid]));
  const spot = stock?.last ?? new Big(0);
  const strikes = must(await market.fetchStrikes(match.contract, month)).call;
  const strike = strikes.toSorted((a, b) => a.minus(spot).abs().cmp(b.minus(spot).abs()))[0];
  if (strike === undefined) throw new Error(`no strikes in ${month}`);
  const contracts = must(await market.fetchContracts(match.contract, month, strike, 'call'));
  const option = contracts.at(-1);
  if (option === undefined) throw new Error(`no contract at ${strike.toFixed()}`);
  return option;
}

async function answerAll(broker: Broker, first: Result<OrderAnswer, BrokerError>) {
  let answer: OrderAnswer | { kind: 'discarded' } = must(first);
  while (answer.kind === 'question') {
    answer = must(await broker.answerQuestion(answer.question.replyId, true));
  }
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return answer.brokerOrderId;
}

async function openCase(world: BrokerWorld): Promise<Case> {
  const { broker, market } = world;
  const [account] = must(await broker.fetchAccounts()).accounts;
  if (account === undefined) throw new Error('no account');
  const option = await findOption(world);
  const [quote] = must(await market.fetchQuotes([option.conid]));
  if (quote === undefined) throw new Error('no quote');
  return {
    world,
    accountId: account.accountId,
    option,
    quote,
    draft: (over) => ({
      clientOrderId: freshId(),
      accountId: account.accountId,
      legs: [{ contract: option, side: 'buy', ratio: 1 }],
      quantity: 1,
      terms: limit('0.05'),
      timeInForce: 'day',
      outsideRegularHours: false,
      effect: 'open',
      ...over,
    }),
    place: async (draft) => answerAll(broker, await broker.placeOrder(draft)),
    order: async (id) => {
      const { orders } = must(await broker.fetchOrders());
      return orders.find((order) => order.clientOrderId === id);
    },
  };
}

/** Runs every case against worlds made by `start`, one world per case. */
export function brokerSuite(name: string, start: () => Promise<BrokerWorld>): void {
  const check = (title: string, body: (one: Case) => Promise<void>) =>
    test(`${name} ${title}`, async () => {
      expect.hasAssertions();
      const world = await start();
      try {
        await body(await openCase(world));
      } finally {
        await world.close();
      }
    });
  readingCases(check);
  orderCases(check);
  conversationCases(check);
}

type Check = (title: string, body: (one: Case) => Promise<void>) => void;

function readingCases(check: Check): void {
  check('BR-01 proves a paper login by its own words', async ({ world }) => {
    const list = must(await world.broker.fetchAccounts());
    expect(list.accounts.length).toBeGreaterThan(0);
    expect(provenEnvironment(list.witnesses)).toBe('paper');
    expect(list.witnesses.loginType).toBe('paper');
    expect(list.isLite).toBe(false);
  });

  check('BR-02 tells the figures of the account', async ({ world, accountId }) => {
    const figures = must(await world.broker.fetchFigures(accountId));
    expect(figures).toMatchObject({ accountId, currency: 'USD' });
    expect(figures.netLiquidation?.gt(0)).toBe(true);
    expect(figures.buyingPower?.gt(0)).toBe(true);
    expect(figures.settledCash?.gt(0)).toBe(true);
    expect(figures.dayTradesLeft).not.toBeNull();
  });

  check('BR-03 quotes an option from both sides, with its terms', async ({ option, quote }) => {
    expect(option).toMatchObject({ kind: 'option', underlying: 'AAPL', multiplier: 100 });
    expect(option.expiry).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(quote.bid?.gt(0)).toBe(true);
    expect(quote.ask !== null && quote.bid !== null && quote.ask.gt(quote.bid)).toBe(true);
    expect(quote.availability).toBe('live');
  });

  check('BR-04 previews an order without placing one', async ({ world, draft, quote, order }) => {
    const wanted = draft({ quantity: 2, terms: limit(quote.ask?.toFixed() ?? '') });
    const preview = must(await world.broker.previewOrder(wanted));
    expect(preview.refusal).toBeNull();
    expect(preview.cost?.abs().toFixed()).toBe(quote.ask?.times(200).toFixed());
    expect(preview.commission?.gt(0)).toBe(true);
    expect(preview.initialMargin.after).not.toBeNull();
    expect(await order(wanted.clientOrderId)).toBeUndefined();
  });

  check('BR-05 reads a contract by its conid', async ({ world, option }) => {
    const read = must(await world.market.fetchContract(option.conid));
    expect(read).toEqual(option);
    const steps = must(await world.market.fetchIncrements(option.conid, true));
    expect(steps[0]?.increment.gt(0)).toBe(true);
  });

  check('BR-06 tells whether the market is open, and what it did', async ({ world, option }) => {
    const [match] = must(await world.market.searchUnderlying('AAPL'));
    if (match === undefined) throw new Error('AAPL is gone');
    const hours = must(await world.market.fetchTradingHours(match.contract, openMarketAt));
    expect(hours?.isOpen).toBe(true);
    const bars = must(await world.market.fetchHistory(option.underlyingConid, '1m', '1d'));
    expect(bars.length).toBeGreaterThan(5);
    expect(bars.every((bar) => bar.high.gte(bar.low))).toBe(true);
  });

  check('BR-07 finds nothing under a symbol nobody has', async ({ world }) => {
    expect(await world.market.searchUnderlying('QQQQQZ')).toEqual({ ok: true, value: [] });
  });
}

/** A call of the same expiry at the next strike above. */
async function nextAbove({ world, option }: Case): Promise<OptionContract> {
  const [match] = must(await world.market.searchUnderlying('AAPL'));
  const month = match?.months[2];
  if (match === undefined || month === undefined) throw new Error('AAPL has no months');
  const strikes = must(await world.market.fetchStrikes(match.contract, month)).call;
  const strike = strikes.find((each) => each.gt(option.strike));
  if (strike === undefined) throw new Error('no strike above');
  const contracts = must(await world.market.fetchContracts(match.contract, month, strike, 'call'));
  const above = contracts.find((each) => each.expiry === option.expiry);
  if (above === undefined) throw new Error(`not listed at ${strike.toFixed()}`);
  return above;
}

function orderCases(check: Check): void {
  check('BR-10 works a limit order far from the market until it is canceled', async (one) => {
    const wanted = one.draft({ timeInForce: 'gtc' });
    const id = await one.place(wanted);
    const working = await one.order(wanted.clientOrderId);
    expect(working).toMatchObject({
      brokerOrderId: id,
      conid: one.option.conid,
      side: 'buy',
      type: 'limit',
      timeInForce: 'gtc',
      totalQuantity: 1,
      filledQuantity: 0,
      remainingQuantity: 1,
      averagePrice: null,
    });
    expect(working?.limitPrice?.toFixed(2)).toBe('0.05');
    expect(['pre-submitted', 'submitted']).toContain(working?.status);
    must(await one.world.broker.cancelOrder(one.accountId, id));
    await expect.poll(async () => (await one.order(wanted.clientOrderId))?.status).toBe('canceled');
  });

  check('BR-11 fills an order at the market, and the position appears', async (one) => {
    const wanted = one.draft({
      quantity: 2,
      terms: limit(one.quote.ask?.plus('0.10').toFixed() ?? ''),
    });
    const id = await one.place(wanted);
    await expect
      .poll(async () => (await one.order(wanted.clientOrderId))?.status, { timeout: 15_000 })
      .toBe('filled');
    const fills = must(await one.world.broker.fetchExecutions(1)).filter(
      (fill) => fill.clientOrderId === wanted.clientOrderId,
    );
    expect(fills.reduce((sum, fill) => sum + fill.quantity, 0)).toBe(2);
    expect(fills[0]).toMatchObject({ brokerOrderId: id, side: 'buy', conid: one.option.conid });
    const held = must(await one.world.broker.fetchPositions(one.accountId));
    const position = held.find((row) => row.conid === one.option.conid);
    expect(position?.quantity.toFixed()).toBe('2');
    expect(position).toMatchObject({ assetClass: 'option', underlying: 'AAPL' });
    expect(position?.option).toMatchObject({
      right: 'call',
      expiry: one.option.expiry,
      multiplier: 100,
      underlyingConid: one.option.underlyingConid,
    });
    expect(position?.option?.strike.eq(one.option.strike)).toBe(true);
  });

  check('BR-12 closes what was opened, and the holding is gone', async (one) => {
    const above = limit(one.quote.ask?.plus('0.10').toFixed() ?? '');
    const bought = one.draft({ terms: above });
    await one.place(bought);
    await expect
      .poll(async () => (await one.order(bought.clientOrderId))?.status, { timeout: 15_000 })
      .toBe('filled');
    const sold = one.draft({
      legs: [{ contract: one.option, side: 'sell', ratio: 1 }],
      terms: { type: 'market' },
      effect: 'close',
    });
    await one.place(sold);
    await expect
      .poll(async () => (await one.order(sold.clientOrderId))?.status, { timeout: 15_000 })
      .toBe('filled');
    const held = must(await one.world.broker.fetchPositions(one.accountId));
    expect(held.filter((row) => row.conid === one.option.conid)).toEqual([]);
  });

  check('BR-13 changes a working order and keeps the rest of it', async (one) => {
    const wanted = one.draft({});
    const id = await one.place(wanted);
    const changed = { ...wanted, quantity: 3, terms: limit('0.06') };
    await answerAll(one.world.broker, await one.world.broker.modifyOrder(id, changed));
    await expect
      .poll(async () => (await one.order(wanted.clientOrderId))?.limitPrice?.toFixed(2))
      .toBe('0.06');
    const order = must(await one.world.broker.fetchOrder(id));
    expect(order).toMatchObject({
      brokerOrderId: id,
      clientOrderId: wanted.clientOrderId,
      side: 'buy',
      type: 'limit',
      totalQuantity: 3,
    });
  });

  check('BR-14 takes stop and stop-limit orders with their prices', async (one) => {
    const held = one.draft({ terms: limit(one.quote.ask?.plus('0.10').toFixed() ?? '') });
    await one.place(held);
    const stop = one.draft({
      legs: [{ contract: one.option, side: 'sell', ratio: 1 }],
      terms: { type: 'stop', stopPrice: new Big('0.10') },
      effect: 'close',
    });
    await one.place(stop);
    const both = one.draft({
      terms: { type: 'stop-limit', stopPrice: new Big('90.00'), limitPrice: new Big('91.00') },
    });
    await one.place(both);
    const prices = async (id: ClientOrderId) => {
      const order = await one.order(id);
      return [
        order?.type,
        order?.limitPrice?.toFixed() ?? null,
        order?.stopPrice?.toFixed() ?? null,
      ];
    };
    expect(await prices(stop.clientOrderId)).toEqual(['stop', null, '0.1']);
    expect(await prices(both.clientOrderId)).toEqual(['stop-limit', '91', '90']);
  });

  check(
    'BR-15 refuses an order beyond the account’s means, in words, and keeps none',
    async (one) => {
      const wanted = one.draft({ quantity: 900, terms: limit(one.quote.ask?.toFixed() ?? '') });
      let answer: OrderAnswer | { kind: 'discarded' } = must(
        await one.world.broker.placeOrder(wanted),
      );
      while (answer.kind === 'question') {
        answer = must(await one.world.broker.answerQuestion(answer.question.replyId, true));
      }
      expect(answer.kind).toBe('rejected');
      expect(answer.kind === 'rejected' && answer.reason.length).toBeGreaterThan(5);
      const order = await one.order(wanted.clientOrderId);
      expect(['rejected', undefined]).toContain(order?.status);
    },
  );

  check('BR-16 refuses to cancel what it does not know', async ({ world, accountId }) => {
    expect(await world.broker.cancelOrder(accountId, brokerOrderIdOf('987654321'))).toMatchObject({
      ok: false,
      error: { kind: 'rejected' },
    });
  });

  check('BR-17 fills a spread as one order, each leg a position with its sign', async (one) => {
    const above = await nextAbove(one);
    const wanted = one.draft({
      legs: [
        { contract: one.option, side: 'buy', ratio: 1 },
        { contract: above, side: 'sell', ratio: 1 },
      ],
      terms: limit(above.strike.minus(one.option.strike).toFixed()),
    });
    await one.place(wanted);
    await expect
      .poll(async () => (await one.order(wanted.clientOrderId))?.status, { timeout: 15_000 })
      .toBe('filled');
    expect((await one.order(wanted.clientOrderId))?.conid).toBeNull();
    const held = must(await one.world.broker.fetchPositions(one.accountId));
    const quantityOf = (option: OptionContract) =>
      held.find((row) => row.conid === option.conid)?.quantity.toFixed();
    expect([quantityOf(one.option), quantityOf(above)]).toEqual(['1', '-1']);
  });
}

function conversationCases(check: Check): void {
  check('BR-20 asks in its own words, and a no discards the order', async (one) => {
    await one.world.askNextOrder('This order has a strange colour.');
    const wanted = one.draft({});
    const asked = must(await one.world.broker.placeOrder(wanted));
    if (asked.kind !== 'question') throw new Error(JSON.stringify(asked));
    expect(asked.question.messages).toEqual(['This order has a strange colour.']);
    const answer = must(await one.world.broker.answerQuestion(asked.question.replyId, false));
    expect(answer).toEqual({ kind: 'discarded' });
    expect(await one.order(wanted.clientOrderId)).toBeUndefined();
  });

  check('BR-21 asks again after a yes when there is more to ask', async (one) => {
    await one.world.askNextOrder('First question.');
    const wanted = one.draft({ terms: { type: 'market' } });
    const first = must(await one.world.broker.placeOrder(wanted));
    if (first.kind !== 'question') throw new Error(JSON.stringify(first));
    const second = must(await one.world.broker.answerQuestion(first.question.replyId, true));
    if (second.kind !== 'question') throw new Error(JSON.stringify(second));
    expect(second.question.replyId).not.toBe(first.question.replyId);
    const last = must(await one.world.broker.answerQuestion(second.question.replyId, true));
    expect(last.kind).toBe('accepted');
  });

  check('BR-22 an order whose answer got lost is unknown, and is found by our id', async (one) => {
    await one.world.loseNextAnswer();
    const wanted = one.draft({});
    expect(await one.world.broker.placeOrder(wanted)).toMatchObject({
      ok: false,
      error: { kind: 'no-answer' },
    });
    await expect.poll(async () => (await one.order(wanted.clientOrderId))?.totalQuantity).toBe(1);
  });

  check('BR-23 an order sent twice under one id is worked once', async (one) => {
    const wanted = one.draft({});
    await one.place(wanted);
    expect(await one.world.broker.placeOrder(wanted)).toEqual({
      ok: false,
      error: { kind: 'no-answer', detail: 'already registered' },
    });
    must(await one.world.broker.fetchOrders());
    const { orders } = must(await one.world.broker.fetchOrders());
    expect(orders.filter((row) => row.clientOrderId === wanted.clientOrderId)).toHaveLength(1);
  });
}
