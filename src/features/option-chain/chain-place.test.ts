import { Big } from 'big.js';
import { expect, test } from 'vitest';

import { chainItems, linePlaces, strikesBelow } from './chain-place.ts';

const rows = ['265', '267.5', '270'].map((strike) => ({
  strike: new Big(strike),
  call: null,
  put: null,
}));

const drawn = (places: string) =>
  chainItems(rows, places).map((item) =>
    item.kind === 'row' ? item.row.strike.toFixed() : item.kind,
  );

test('the spot line stands between the right strikes', () => {
  const lines = { spot: new Big('268.42'), low: new Big('266'), high: new Big('281.49') };
  expect(linePlaces(rows, lines)).toBe('2,1,3');
  expect(drawn('2,1,3')).toEqual(['265', 'low', '267.5', 'spot', '270']);
});

test('a price on a strike counts as above it', () => {
  expect(strikesBelow(rows, new Big('267.5'))).toBe(2);
});

test('a price outside all strikes stands at the edge, an expected move outside is left out', () => {
  expect(drawn('0,-1,-1')).toEqual(['spot', '265', '267.5', '270']);
  expect(drawn('3,0,3')).toEqual(['265', '267.5', '270', 'spot']);
});

test('without a price there is no line', () => {
  expect(linePlaces(rows, { spot: null, low: null, high: null })).toBe('-1,-1,-1');
  expect(drawn('-1,-1,-1')).toEqual(['265', '267.5', '270']);
});
