import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { deriveDayPnl, deriveOpenPnl } from './position-pnl.ts';

const held = (quantity: string, mark: string | null, multiplier = 100) => ({
  quantity: new Big(quantity),
  multiplier,
  mark: mark === null ? null : new Big(mark),
});

test('a short position wins when its mark falls', () => {
  expect(deriveOpenPnl(held('-1', '2.14'), new Big('3.05'))?.toFixed(2)).toBe('91.00');
  expect(deriveOpenPnl(held('2', '4.10'), new Big('4.30'))?.toFixed(2)).toBe('-40.00');
  expect(deriveOpenPnl(held('1', null), new Big('4.30'))).toBe(null);
  expect(deriveOpenPnl(held('1', '4.10'), null)).toBe(null);
});

test('what was held before counts from the previous close', () => {
  expect(deriveDayPnl(held('2', '4.10'), new Big('4.00'), [])?.toFixed(2)).toBe('20.00');
  expect(deriveDayPnl(held('-100', '268.42', 1), new Big('266.91'), [])?.toFixed(2)).toBe(
    '-151.00',
  );
});

test('what was bought today counts from its own price', () => {
  const bought = { side: 'buy' as const, quantity: 2, price: new Big('4.30'), commission: null };
  expect(deriveDayPnl(held('2', '4.10'), new Big('3.00'), [bought])?.toFixed(2)).toBe('-40.00');
  expect(deriveDayPnl(held('3', '4.10'), new Big('4.00'), [bought])?.toFixed(2)).toBe('-30.00');
  expect(deriveDayPnl(held('2', '4.10'), null, [bought])?.toFixed(2)).toBe('-40.00');
});

test('what was sold today out of a holding keeps what it won', () => {
  const sold = { side: 'sell' as const, quantity: 1, price: new Big('4.50'), commission: null };
  expect(deriveDayPnl(held('1', '4.10'), new Big('4.00'), [sold])?.toFixed(2)).toBe('60.00');
});

test('the commission of a fill is part of the day once the broker told it', () => {
  const price = new Big('4.40');
  const bought = { side: 'buy' as const, quantity: 1, price, commission: new Big('1.04') };
  expect(deriveDayPnl(held('1', '4.38'), null, [bought])?.toFixed(2)).toBe('-3.04');
  const sold = { side: 'sell' as const, quantity: 1, price, commission: new Big('1.05') };
  expect(deriveDayPnl(held('-1', '4.38'), null, [sold])?.toFixed(2)).toBe('0.95');
});

test('without mark or previous close nothing is claimed', () => {
  expect(deriveDayPnl(held('1', null), new Big(4), [])).toBe(null);
  expect(deriveDayPnl(held('1', '4.10'), null, [])).toBe(null);
});
