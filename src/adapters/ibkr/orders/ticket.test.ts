import { Big } from 'big.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { conidOf } from '#domain/contract.ts';
import { aDraft, aLeg, anOption } from '#tests/builders.ts';

import { ticketOf } from './ticket.ts';

const placing = { withClientOrderId: true };

test('a limit order is written with our id, a number for the price and the words of the API', () => {
  expect(ticketOf(aDraft(), placing)).toEqual({
    ok: true,
    value: {
      acctId: 'DU7418203',
      conid: 700001,
      cOID: 'sd-0001',
      orderType: 'LMT',
      price: 2.5,
      side: 'BUY',
      tif: 'DAY',
      quantity: 1,
      outsideRTH: false,
    },
  });
});

test('a preview or a change does not register our id again', () => {
  const ticket = ticketOf(aDraft(), { withClientOrderId: false });
  expect(ticket.ok && 'cOID' in ticket.value).toBe(false);
});

test('market, stop and stop-limit put their prices where the API looks for them', () => {
  const terms = (draft: Parameters<typeof aDraft>[0]) => ticketOf(aDraft(draft), placing);
  const market = terms({ terms: { type: 'market' } });
  expect(market).toMatchObject({ value: { orderType: 'MKT' } });
  expect(market.ok && ('price' in market.value || 'auxPrice' in market.value)).toBe(false);
  const stop = terms({ terms: { type: 'stop', stopPrice: new Big('2.05') } });
  expect(stop).toMatchObject({ value: { orderType: 'STP', price: 2.05 } });
  expect(stop.ok && 'auxPrice' in stop.value).toBe(false);
  expect(
    terms({
      terms: { type: 'stop-limit', limitPrice: new Big('2.00'), stopPrice: new Big('2.05') },
    }),
  ).toMatchObject({ value: { orderType: 'STOP_LIMIT', price: 2, auxPrice: 2.05 } });
});

test('selling, time in force and hours are carried over', () => {
  expect(
    ticketOf(
      aDraft({
        legs: [aLeg({ side: 'sell' })],
        quantity: 7,
        timeInForce: 'gtc',
        outsideRegularHours: true,
      }),
      placing,
    ),
  ).toMatchObject({ value: { side: 'SELL', quantity: 7, tif: 'GTC', outsideRTH: true } });
});

test('a combination is bought, its legs carry the signs, and a credit is a negative price', () => {
  const short = anOption({ conid: conidOf(700002), strike: new Big(200) });
  const ticket = ticketOf(
    aDraft({
      legs: [aLeg(), aLeg({ contract: short, side: 'sell', ratio: 2 })],
      quantity: 3,
      terms: { type: 'limit', limitPrice: new Big('-1.25') },
    }),
    placing,
  );
  expect(ticket).toMatchObject({
    value: { conidex: '28812380;;;700001/1,700002/-2', side: 'BUY', quantity: 3, price: -1.25 },
  });
  expect(ticket.ok && 'conid' in ticket.value).toBe(false);
});

test.each([
  ['no quantity', { quantity: 0 }],
  ['half a contract', { quantity: 1.5 }],
  ['a negative quantity', { quantity: -1 }],
  [
    'more digits than fit',
    { terms: { type: 'limit', limitPrice: new Big('2.500000000000000001') } },
  ],
  [
    'a combination in a currency without one',
    { legs: [aLeg({ contract: anOption({ currency: 'PLN' }) }), aLeg()] },
  ],
  [
    'a combination in two currencies',
    { legs: [aLeg(), aLeg({ contract: anOption({ currency: 'GBP' }) })] },
  ],
] as const)('%s is refused before anything is sent', (_name, over) => {
  expect(ticketOf(aDraft(over), placing)).toMatchObject({
    ok: false,
    error: { kind: 'refused', code: 'BAD_REQUEST' },
  });
});

test('every price on a tick survives as JSON, digit by digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
      const price = new Big(cents).div(100);
      const ticket = ticketOf(aDraft({ terms: { type: 'limit', limitPrice: price } }), placing);
      const text = ticket.ok
        ? (/"price":([^,}]+)/.exec(JSON.stringify(ticket.value))?.[1] ?? '')
        : '';
      expect(price.eq(text)).toBe(true);
    }),
  );
});
