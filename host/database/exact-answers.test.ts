import { expect, test } from 'vitest';

import { parseExactJson } from './exact-answers.ts';

const names = new Set(['price']);

test.each([
  ['[{"price":5.0,"count":5}]', [{ price: '5.0', count: 5 }]],
  ['{"price" : -0.10, "note":"price\\":1.50"}', { price: '-0.10', note: 'price":1.50' }],
  ['{"price":null,"rows":[]}', { price: null, rows: [] }],
  ['{"sum":123456789012.12345678}', { sum: '123456789012.12345678' }],
  ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
  ['{"vol":0.257,"big":1000}', { vol: 0.257, big: 1000 }],
  ['"2026-11-20T15:30:00+00:00"', '2026-11-20T15:30:00+00:00'],
  ['{"price":1e3}', { price: '1e3' }],
])('%s loses no digit', (json, wanted) => {
  expect(parseExactJson(json, names)).toEqual(wanted);
});
