import { expect, test } from 'vitest';

import { Pacing } from './pacing.ts';

test('the tenth call within a second is the last one, and a refused call counts for nothing', () => {
  const pacing = new Pacing();
  const at = (now: number) => pacing.admits('GET', '/iserver/accounts', now);
  expect(Array.from({ length: 10 }, (_, index) => at(index))).toEqual(Array(10).fill(true));
  expect(at(999)).toBe(false);
  expect(at(1000)).toBe(true);
  expect(at(1000)).toBe(false);
});

test('slow endpoints have their own limits', () => {
  const pacing = new Pacing();
  const orders = (now: number) => pacing.admits('GET', '/iserver/account/orders', now);
  expect([orders(0), orders(4999), orders(5000)]).toEqual([true, false, true]);
  const validate = (now: number) => pacing.admits('GET', '/sso/validate', now);
  expect([validate(0), validate(59_999), validate(60_000)]).toEqual([true, false, true]);
  expect(pacing.admits('POST', '/iserver/account/DU1/orders', 5000)).toBe(true);
});

test('who keeps asking for a minute although refused waits ten minutes in the penalty box', () => {
  const pacing = new Pacing();
  const at = (now: number) => pacing.admits('GET', '/iserver/accounts', now);
  for (let call = 0; call < 25 * 29; call += 1) at(call * 40);
  expect(at(31_000)).toBe(true);
  for (let call = 0; call < 25 * 20; call += 1) at(31_000 + call * 40);
  expect(at(60_000)).toBe(false);
  expect(at(600_000)).toBe(false);
  expect(at(660_000)).toBe(true);
});
