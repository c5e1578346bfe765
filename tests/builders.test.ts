import { expect, test } from 'vitest';

import { aDraft, aLeg, anOption, aQuote } from './builders.ts';

test('a builder changes only what it is told', () => {
  const draft = aDraft({ quantity: 3, legs: [aLeg({ side: 'sell' })] });
  expect(draft.quantity).toBe(3);
  expect(draft.legs[0].side).toBe('sell');
  expect(draft.legs[0].contract).toEqual(anOption());
  expect(aQuote({ bid: null }).ask?.toFixed(2)).toBe('2.55');
});
