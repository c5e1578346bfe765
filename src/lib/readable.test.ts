import { expect, test } from 'vitest';

import { writable } from './readable.ts';

test('listeners hear of a new value, not of the same one, and not after they stopped', () => {
  const store = writable(1);
  let heard = 0;
  const stop = store.subscribe(() => (heard += 1));
  store.set(1);
  store.set(2);
  stop();
  store.set(3);
  expect(heard).toBe(1);
  expect(store.get()).toBe(3);
});
