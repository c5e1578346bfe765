import { expect, test } from 'vitest';

import { err, ok } from '#lib/result.ts';
import { openMarketAt } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { BrokerError } from '../ports/broker.ts';
import { Tickler } from './tickler.ts';

const silent: BrokerError = { kind: 'no-answer', detail: 'slow' };

function aTickler() {
  const clock = manualClock();
  const sentAfterS: number[] = [];
  const told: string[] = [];
  const world = {
    error: null as BrokerError | null,
    isLeader: true,
    whileAsking: (): void => undefined,
  };
  const tickler = new Tickler({
    clock,
    everyMs: 240_000,
    isLeader: () => world.isLeader,
    login: {
      tickle: async () => {
        sentAfterS.push((clock.now() - openMarketAt) / 1000);
        world.whileAsking();
        if (world.error !== null) return err(world.error);
        return ok({
          isAuthenticated: true,
          isEstablished: true,
          isCompeting: false,
          isConnected: true,
          message: '',
          practiceHours: null,
          server: null,
          expiresInMs: null,
        });
      },
    },
    onAnswer: () => void told.push('answer'),
    onFailure: ({ kind }) => void told.push(kind),
  });
  tickler.start();
  return { tickler, clock, sentAfterS, told, world };
}

test('tickles on time', async () => {
  const { clock, sentAfterS, told } = aTickler();
  await clock.advance(720_000);
  expect(sentAfterS).toEqual([240, 480, 720]);
  expect(told).toEqual(['answer', 'answer', 'answer']);
});

test('a failed tickle is repeated once after 15 s; only when that fails too it is told', async () => {
  const { clock, sentAfterS, told, world } = aTickler();
  world.error = silent;
  await clock.advance(254_999);
  expect([sentAfterS, told]).toEqual([[240], []]);
  await clock.advance(1);
  expect([sentAfterS, told]).toEqual([[240, 255], ['no-answer']]);
  world.error = null;
  await clock.advance(240_000);
  expect([sentAfterS, told]).toEqual([
    [240, 255, 495],
    ['no-answer', 'answer'],
  ]);
});

test('a repeat that works is all that is told', async () => {
  const { clock, told, world } = aTickler();
  world.error = silent;
  await clock.advance(240_000);
  world.error = null;
  await clock.advance(15_000);
  expect(told).toEqual(['answer']);
});

test('a tab that comes to lead takes over at the next beat', async () => {
  const { clock, sentAfterS, world } = aTickler();
  world.isLeader = false;
  await clock.advance(300_000);
  world.isLeader = true;
  await clock.advance(240_000);
  expect(sentAfterS).toEqual([480]);
});

test('once stopped nothing is sent, and an answer on its way is not told', async () => {
  const { tickler, clock, sentAfterS, told, world } = aTickler();
  world.whileAsking = () => tickler.stop();
  await clock.advance(3_600_000);
  expect([sentAfterS, told, clock.waiting()]).toEqual([[240], [], 0]);
});
