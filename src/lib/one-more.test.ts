import { expect, test } from 'vitest';

import { oneMore } from './one-more.ts';

/** Work whose runs end when the test says so. */
function aWork() {
  const ends: ((error?: Error) => void)[] = [];
  const wish = oneMore(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve() : reject(error)));
      }),
  );
  return { wish, ends };
}

test('wishes made during a run are served by one run after it', async () => {
  const { wish, ends } = aWork();
  const first = wish();
  expect(wish()).toBe(first);
  void wish();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await first;
  expect(ends).toHaveLength(2);
});

test('after a run that failed the next wish runs again', async () => {
  const { wish, ends } = aWork();
  const first = wish();
  ends[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  void wish();
  expect(ends).toHaveLength(2);
});
