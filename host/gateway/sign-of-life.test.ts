import { expect, test } from 'vitest';

import { aFakeHostClock } from '#tests/fake-host-clock.ts';

import { SignOfLife } from './sign-of-life.ts';

/** A gateway with three hung calls; `answers` says whether it answers, null that it may not be asked. */
function aLook(answers: { now: boolean | null }) {
  const clock = aFakeHostClock();
  const start = clock.now();
  const askedAfterS: number[] = [];
  let hung = 3;
  const sign = new SignOfLife({
    clock,
    hung: () => hung,
    ask: () => {
      if (answers.now === null) return null;
      askedAfterS.push((clock.now() - start) / 1000);
      return Promise.resolve(answers.now);
    },
    onAnswer: () => (hung -= 1),
  });
  sign.look();
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 250) {
      clock.advance(250);
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { sign, pass, askedAfterS, hung: () => hung };
}

test('a gateway that answers again is asked until nothing hangs any more, within a second', async () => {
  const { pass, askedAfterS, hung, sign } = aLook({ now: true });
  sign.look();
  await pass(10_000);
  expect(askedAfterS).toEqual([2, 2.25, 2.5]);
  expect(hung()).toBe(0);
});

test('a gateway that stays silent is asked again and again, not often', async () => {
  const answers = { now: false as boolean | null };
  const { pass, askedAfterS, hung } = aLook(answers);
  await pass(25_000);
  expect(askedAfterS).toEqual([2, 6, 12, 18, 24]);
  expect(hung()).toBe(3);
  answers.now = true;
  await pass(25_000);
  expect(hung()).toBe(0);
});

test('while an order is talked about nothing is asked', async () => {
  const answers = { now: null as boolean | null };
  const { pass, askedAfterS, hung } = aLook(answers);
  await pass(9_000);
  expect(askedAfterS).toEqual([]);
  answers.now = true;
  await pass(4_000);
  expect(hung()).toBe(0);
});
