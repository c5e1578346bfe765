import { expect, test } from 'vitest';

import { aFakeHostClock } from '#tests/fake-host-clock.ts';

import { Lease, type Leader } from './lease.ts';

function aLease() {
  const clock = aFakeHostClock();
  const lease = new Lease(clock, 1_000);
  const leaders: Leader[] = [];
  lease.onChange = (leader) => leaders.push(leader);
  const ask = (tabId: string, wish: 'renew' | 'take' | 'seize' | 'leave' = 'renew') =>
    lease.ask({ tabId, wish });
  return { clock, lease, leaders, ask };
}

test('the first tab that asks leads, the second does not and learns no number', () => {
  const { ask } = aLease();
  expect(ask('a')).toEqual({ isLeader: true, fence: 1_001, ttlMs: 6_000, isTalking: false });
  expect(ask('b')).toEqual({ isLeader: false, fence: 0, ttlMs: 6_000, isTalking: false });
});

test('renewing keeps the number, a tab that hangs loses the lead after six seconds, no sooner', () => {
  const { ask, clock, leaders } = aLease();
  ask('a');
  clock.advance(5_999);
  expect(ask('a').fence).toBe(1_001);
  clock.advance(6_000);
  expect(leaders.at(-1)).toEqual({ leaderTabId: null, fence: 1_001 });
  expect(ask('b')).toMatchObject({ isLeader: true, fence: 1_002 });
  expect(ask('a')).toMatchObject({ isLeader: false });
});

test('taking it raises the number, so that orders of the former leader are old', () => {
  const { ask, lease } = aLease();
  const first = ask('a').fence;
  expect(ask('b', 'take')).toMatchObject({ isLeader: true, fence: first + 1 });
  expect(lease.fence).toBe(first + 1);
  expect(ask('a', 'take').fence).toBe(first + 2);
});

test('a tab that lost it and gets it back before anybody else keeps its number', () => {
  const { ask, clock } = aLease();
  ask('a');
  clock.advance(60_000);
  expect(ask('a').fence).toBe(1_001);
});

test('leaving makes room at once; leaving without holding changes nothing', () => {
  const { ask, leaders } = aLease();
  ask('a');
  ask('b', 'leave');
  expect(leaders).toHaveLength(1);
  expect(ask('a', 'leave')).toMatchObject({ isLeader: false, fence: 0 });
  expect(leaders.at(-1)).toEqual({ leaderTabId: null, fence: 1_001 });
});

test('a tab in the middle of an order keeps the lead, however slow it is, until its talk or it ends', () => {
  const { ask, clock, lease } = aLease();
  let isTalking = true;
  lease.isTalking = (tabId) => tabId === 'a' && isTalking;
  const { fence } = ask('a');
  clock.advance(30_000);
  expect(ask('b')).toEqual({ isLeader: false, fence: 0, ttlMs: 6_000, isTalking: true });
  expect(ask('b', 'take').isLeader).toBe(false);
  expect(lease.fence).toBe(fence);
  isTalking = false;
  clock.advance(6_000);
  expect(ask('b')).toMatchObject({ isLeader: true, isTalking: false });
});

test('a trader who was warned takes the lead even from a tab in the middle of an order', () => {
  const { ask, lease } = aLease();
  lease.isTalking = (tabId) => tabId === 'a';
  const { fence } = ask('a');
  expect(ask('b', 'seize')).toMatchObject({ isLeader: true, fence: fence + 1 });
  expect(ask('a')).toMatchObject({ isLeader: false, fence: 0 });
});
