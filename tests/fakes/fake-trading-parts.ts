/** The fake desk's market and orders. */
import { Big } from 'big.js';

import type { Check, MarginPreview } from '#domain/compliance/rule.ts';
import { brokerOrderIdOf, clientOrderIdOf, type OrderDraft } from '#domain/order.ts';
import { instantOf } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';
import { err, ok } from '#lib/result.ts';
import type { DeskServices } from '#services/desk-services.ts';
import type { ChainView } from '#services/market-service.ts';
import type { OrderReview } from '#services/order-service.ts';

import {
  aQuote,
  fakeAapl,
  fakeExpiries,
  fakeNow,
  fakeOption,
  fakeSpy,
  fakeStrikes,
} from './fake-market.ts';
import type { Parts } from './fake-pens.ts';

const passes: readonly Check[] = [
  { verdict: 'pass', code: 'ENVIRONMENT_PROVEN', facts: { chosen: 'paper', proven: 'paper' } },
  { verdict: 'pass', code: 'NO_ORDER_UNKNOWN', facts: {} },
  { verdict: 'pass', code: 'QUANTITY_SENSIBLE', facts: { quantity: 2 } },
  {
    verdict: 'pass',
    code: 'FUNDS_SUFFICIENT',
    facts: { uses: '570.00', available: '86105.30', currency: 'USD' },
  },
  { verdict: 'pass', code: 'OPTIONS_LEVEL_SUFFICIENT', facts: { needed: 2, stated: 3 } },
  { verdict: 'pass', code: 'MARKET_OPEN', facts: {} },
  { verdict: 'warn', code: 'DAY_TRADES_NOT_REPORTED', facts: {} },
];

export const fakePreview: MarginPreview = {
  cost: new Big('570.00'),
  commission: new Big('1.40'),
  commissionAtMost: null,
  initialMargin: {
    current: new Big('17938.20'),
    change: new Big('570.00'),
    after: new Big('18508.20'),
  },
  maintenanceMargin: {
    current: new Big('17938.20'),
    change: new Big('0'),
    after: new Big('17938.20'),
  },
  equity: { current: new Big('104043.50'), change: new Big('-1.40'), after: new Big('104042.10') },
  warning: null,
  refusal: null,
  readAt: fakeNow,
};

export function marketPart(): DeskServices['market'] {
  return {
    search: async (symbol) => {
      const found = [fakeAapl, fakeSpy].filter((row) =>
        row.symbol.startsWith(symbol.toUpperCase()),
      );
      return ok(
        found.map((contract) => ({
          contract,
          months: [...new Set(fakeExpiries.map((row) => row.month))],
        })),
      );
    },
    expiries: async () => ok(fakeExpiries),
    monthExpiries: async (_match, month) => ok(fakeExpiries.filter((row) => row.month === month)),
    openChain: (underlying, expiry) => ({
      view: writable<ChainView>({
        underlying,
        expiry: expiry.expiry,
        tradingClass: expiry.tradingClass,
        rows: fakeStrikes.map((strike) => ({
          strike,
          call: fakeOption('call', strike.toFixed(), expiry.expiry),
          put: fakeOption('put', strike.toFixed(), expiry.expiry),
        })),
        pending: 0,
        error: null,
      }),
      extend: () => undefined,
      close: () => undefined,
    }),
    increments: async () =>
      ok([
        { lowerEdge: new Big(0), increment: new Big('0.01') },
        { lowerEdge: new Big(3), increment: new Big('0.05') },
      ]),
    tradingHours: async () =>
      ok({
        isOpen: true,
        opensAt: instantOf(Date.UTC(2026, 10, 20, 14, 30)),
        closesAt: instantOf(Date.UTC(2026, 10, 20, 21, 0)),
      }),
    history: async () =>
      ok(
        Array.from({ length: 60 }, (_, index) => {
          const price = new Big('267').plus(new Big(Math.round(Math.sin(index / 6) * 90)).div(100));
          return {
            startAt: instantOf(fakeNow - (60 - index) * 60_000),
            open: price,
            high: price.plus('0.2'),
            low: price.minus('0.2'),
            close: price,
            volume: 42_000,
          };
        }),
      ),
    contract: async (conid) => {
      if (conid === fakeAapl.conid) return ok(fakeAapl);
      if (conid === fakeSpy.conid) return ok(fakeSpy);
      const options = fakeStrikes.flatMap((strike) => [
        fakeOption('call', strike.toFixed()),
        fakeOption('put', strike.toFixed()),
      ]);
      const found = options.find((option) => option.conid === conid);
      return found === undefined
        ? err({ kind: 'rejected', reason: 'No security definition has been found' })
        : ok(found);
    },
  };
}

export function ordersPart({ clock, pens, note }: Parts): DeskServices['orders'] {
  let number = 7;
  const review = (draft: OrderDraft): OrderReview => ({
    draft,
    checks: passes,
    preview: fakePreview,
    previewError: null,
    quote: pens.quote(draft.legs[0].contract.conid).get() ?? aQuote(draft.legs[0].contract.conid),
    isAllowed: true,
    reviewedAt: clock.now(),
  });
  return {
    newClientOrderId: () => clientOrderIdOf(`sd-1120-${String((number += 1)).padStart(4, '0')}`),
    checkDraft: async () => passes,
    review: async (draft) => {
      note('orders.review', draft);
      return review(draft);
    },
    submit: async (reviewed, sentence) => {
      note('orders.submit', reviewed, sentence);
      return { kind: 'accepted', brokerOrderId: brokerOrderIdOf('1370093250') };
    },
    cancel: async (accountId, brokerOrderId) => {
      note('orders.cancel', accountId, brokerOrderId);
      return ok(undefined);
    },
    modify: async (brokerOrderId, reviewed, sentence) => {
      note('orders.modify', brokerOrderId, reviewed, sentence);
      return { kind: 'accepted', brokerOrderId };
    },
    orders: pens.orders,
    executions: pens.executions,
    unknown: pens.unknown,
    release: async (clientOrderId, typed) => {
      note('orders.release', clientOrderId, typed);
      return ok(undefined);
    },
    refresh: async () => note('orders.refresh'),
  };
}
