import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { clientOrderIdOf } from '#domain/order.ts';
import type { TicketEntry } from '#stores/ticket.ts';
import { anOption, paperAccountId } from '#tests/builders.ts';

import { readEntry } from './written-order.ts';

const entry = (over: Partial<TicketEntry> = {}): TicketEntry => ({
  contract: anOption(),
  side: 'buy',
  quantityText: '1',
  type: 'limit',
  limitText: '2.55',
  stopText: '',
  timeInForce: 'day',
  isClosing: false,
  ...over,
});

const around = {
  accountId: paperAccountId,
  clientOrderId: clientOrderIdOf('sd-1'),
  held: new Big(0),
  increments: [
    { lowerEdge: new Big(0), increment: new Big('0.01') },
    { lowerEdge: new Big(3), increment: new Big('0.05') },
  ],
};

test('a written limit order becomes a draft', () => {
  expect(readEntry(entry(), around).draft).toMatchObject({
    quantity: 1,
    terms: { type: 'limit', limitPrice: new Big('2.55') },
    timeInForce: 'day',
    effect: 'open',
  });
});

test.each(['0', '-1', '1.5', '1,5', '1.000', '１', '1e3', '∞', ''])(
  'the quantity "%s" makes no order',
  (quantityText) => {
    expect(readEntry(entry({ quantityText }), around).draft).toBe(null);
  },
);

test.each(['0', '-2', '2,55', '1.000', '２', '1e3', '∞', ''])(
  'the price "%s" makes no order',
  (limitText) => {
    expect(readEntry(entry({ limitText }), around).draft).toBe(null);
  },
);

test('a price between steps makes no order and offers the two nearest', () => {
  const written = readEntry(entry({ limitText: '3.02' }), around);
  expect(written.draft).toBe(null);
  expect(written.limit?.offTick?.below.toFixed(2)).toBe('3.00');
  expect(written.limit?.offTick?.above.toFixed(2)).toBe('3.05');
});

test('without known steps the price is left to the broker', () => {
  const written = readEntry(entry({ limitText: '3.02' }), { ...around, increments: null });
  expect(written.draft?.terms).toEqual({ type: 'limit', limitPrice: new Big('3.02') });
});

test('each type needs its own prices and no others', () => {
  const draftOf = (over: Partial<TicketEntry>) => readEntry(entry(over), around).draft?.terms;
  expect(draftOf({ type: 'market', limitText: 'x' })).toEqual({ type: 'market' });
  expect(draftOf({ type: 'stop', stopText: '2.00', limitText: 'x' })).toEqual({
    type: 'stop',
    stopPrice: new Big('2.00'),
  });
  expect(draftOf({ type: 'stop-limit', stopText: '' })).toBe(undefined);
  expect(draftOf({ type: 'stop-limit', stopText: '2.5' })).toEqual({
    type: 'stop-limit',
    stopPrice: new Big('2.5'),
    limitPrice: new Big('2.55'),
  });
});

test('selling what is held closes it, and a ticket from a row always closes', () => {
  const held = { ...around, held: new Big(1) };
  expect(readEntry(entry({ side: 'sell' }), held).draft?.effect).toBe('close');
  expect(readEntry(entry({ side: 'sell', quantityText: '2' }), held).draft?.effect).toBe('open');
  expect(
    readEntry(entry({ side: 'sell', quantityText: '2', isClosing: true }), held).draft?.effect,
  ).toBe('close');
});

test('without an account there is no order', () => {
  expect(readEntry(entry(), { ...around, accountId: null }).draft).toBe(null);
});
