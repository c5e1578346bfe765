import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';

import { PracticeClock } from './practice-clock.ts';

test('a moment has the same market time whenever it is asked for', () => {
  const clock = new PracticeClock(instantOf(Date.UTC(2026, 10, 20, 15)), 1);
  const moment = clock.elapsed();
  const times = Array.from({ length: 20_000 }, () => clock.marketAt(moment));
  expect(new Set(times).size).toBe(1);
});
