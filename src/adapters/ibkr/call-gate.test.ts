import { expect, test } from 'vitest';

import type { Lane } from '#config/host-api.ts';

import { CallGate } from './call-gate.ts';

/** A gate whose calls end when the test says so. */
function aGate() {
  const gate = new CallGate();
  const started: string[] = [];
  const ends = new Map<string, (failure?: Error) => void>();
  const ask = (name: string, lane: Lane) =>
    gate.run(
      lane,
      () =>
        new Promise<string>((resolve, reject) => {
          started.push(name);
          ends.set(name, (failure) => (failure === undefined ? resolve(name) : reject(failure)));
        }),
    );
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { started, ends, ask, settle };
}

test('three reads are asked at once, the others wait their turn by lane and age', async () => {
  const { started, ends, ask, settle } = aGate();
  const names: readonly [string, Lane][] = [
    ['a', 'chain'],
    ['b', 'chain'],
    ['c', 'chain'],
    ['d', 'background'],
    ['e', 'chain'],
    ['f', 'session'],
  ];
  const all = names.map(([name, lane]) => ask(name, lane));
  expect(started).toEqual(['a', 'b', 'c']);
  for (const [name] of names) {
    ends.get(name)?.();
    await settle();
  }
  for (const name of ['f', 'e', 'd']) ends.get(name)?.();
  expect(started).toEqual(['a', 'b', 'c', 'f', 'e', 'd']);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('orders wait for nobody and take nobody’s place', async () => {
  const { started, ends, ask, settle } = aGate();
  for (const name of ['a', 'b', 'c']) void ask(name, 'chain');
  const order = ask('order', 'orders');
  void ask('d', 'chain');
  expect(started).toEqual(['a', 'b', 'c', 'order']);
  ends.get('order')?.();
  await order;
  await settle();
  expect(started).toHaveLength(4);
});

test('a call that fails makes room like any other', async () => {
  const { started, ends, ask, settle } = aGate();
  const failing = ask('a', 'chain');
  for (const name of ['b', 'c', 'd']) void ask(name, 'chain');
  ends.get('a')?.(new Error('broken'));
  await expect(failing).rejects.toThrow('broken');
  await settle();
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});
