import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';

import { manualClock } from './manual-clock.ts';

test('callbacks run when their time comes, in the order of their times, and not after they were called off', async () => {
  const clock = manualClock(instantOf(0));
  const heard: string[] = [];
  clock.after(200, () => heard.push(`b at ${clock.now()}`));
  clock.after(100, () => {
    heard.push(`a at ${clock.now()}`);
    clock.after(50, () => heard.push(`c at ${clock.now()}`));
  });
  const callOff = clock.after(120, () => heard.push('never'));
  callOff();

  await clock.advance(99);
  expect(heard).toEqual([]);
  await clock.advance(200);
  expect(heard).toEqual(['a at 100', 'c at 150', 'b at 200']);
  expect(clock.now()).toBe(299);
  expect(clock.waiting()).toBe(0);
});
