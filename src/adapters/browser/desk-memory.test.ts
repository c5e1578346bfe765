import { expect, test } from 'vitest';

import { createDeskMemory } from './desk-memory.ts';

/** Storage in memory; `refuse` plays a browser that forbids it or has no room. */
function aStorage() {
  const values = new Map<string, string>();
  const world = { refuse: false };
  const check = () => {
    if (world.refuse) throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  const storage: Storage = {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
    removeItem: (key) => void values.delete(key),
    getItem: (key) => {
      check();
      return values.get(key) ?? null;
    },
    setItem: (key, value) => {
      check();
      values.set(key, value);
    },
  };
  return { storage, values, world };
}

test('what is remembered comes back under a name of its own', () => {
  const { storage, values } = aStorage();
  createDeskMemory(storage).save('environment', 'paper');
  expect(createDeskMemory(storage).load('environment')).toBe('paper');
  expect([...values]).toEqual([['strikedesk.environment', 'paper']]);
  expect(createDeskMemory(storage).load('other')).toBeNull();
});

test('a browser that forbids its store forgets, and nothing breaks', () => {
  const { storage, world } = aStorage();
  const memory = createDeskMemory(storage);
  memory.save('environment', 'paper');
  world.refuse = true;
  memory.save('environment', 'live');
  expect(memory.load('environment')).toBeNull();
});
