import { expect, test } from 'vitest';

import type { GatewaySession } from '#domain/gateway-session.ts';
import { instantOf } from '#domain/time.ts';
import { writable } from '#lib/readable.ts';
import { err, ok } from '#lib/result.ts';
import { aGatewaySession, openMarketAt, paperAccountId } from '#tests/builders.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { DeskState } from '../desk-state.ts';
import type { SessionRecord } from '../ports/records.ts';
import { disconnectedSession } from '../session/session-lamps.ts';
import { LoginRecorder } from './login-recorder.ts';

function aRecorder() {
  const clock = manualClock();
  const state = new DeskState();
  state.environment.set('practice');
  const session = writable(aGatewaySession({ lastTickleAt: null }));
  const saved: SessionRecord[] = [];
  const world = { isAway: false, isLeader: true };
  const recorder = new LoginRecorder({
    clock,
    market: clock,
    state,
    session,
    isLeader: () => world.isLeader,
    records: {
      saveSession: async (record) => {
        saved.push(record);
        return world.isAway ? err({ kind: 'away', detail: '' }) : ok('row 1');
      },
    },
  });
  session.subscribe(recorder.watch);
  state.accountId.subscribe(recorder.watch);
  const change = (part: Partial<GatewaySession>) => session.set({ ...session.get(), ...part });
  const down = { state: 'down', cause: 'not-logged-in', provenAt: null } as const;
  const loseLogin = () =>
    change({ loggedInAt: null, lamps: { ...session.get().lamps, sso: down }, isReady: false });
  const ends = () => saved.map(({ end }) => end);
  return { recorder, clock, state, session, saved, world, change, loseLogin, ends };
}

test('a login is stored when it changes for a person, not with every heartbeat', async () => {
  const { recorder, saved, change, session, state } = aRecorder();
  recorder.watch();
  const { lamps } = session.get();
  change({ lamps: { ...lamps, data: { ...lamps.data, state: 'late' } } });
  await expect.poll(() => saved.length).toBe(1);
  change({ isReady: false });
  await expect.poll(() => saved.map((row) => row.session.isReady)).toEqual([true, false]);
  await expect.poll(() => state.sessionId.get()).toBe('row 1');
});

test('the account is stored as soon as it is picked', async () => {
  const { recorder, saved, state } = aRecorder();
  recorder.watch();
  state.accountId.set(paperAccountId);
  await expect.poll(() => saved.map(({ accountId }) => accountId)).toEqual([null, paperAccountId]);
});

test('a session nobody has logged in to is not stored', async () => {
  const { recorder, saved, change } = aRecorder();
  change({ loggedInAt: null });
  recorder.watch();
  await Promise.resolve();
  expect(saved).toEqual([]);
});

test('a tickle alone is written after some minutes, and earlier ones go with it or with the next change', async () => {
  const { recorder, clock, saved, change } = aRecorder();
  const tickle = async () => {
    await clock.advance(60_000);
    change({ lastTickleAt: clock.now() });
  };
  recorder.watch();
  for (let count = 0; count < 3; count += 1) await tickle();
  await expect.poll(() => saved.map(({ tickles }) => tickles)).toEqual([0]);
  await tickle();
  await expect.poll(() => saved.map(({ tickles }) => tickles)).toEqual([0, 4]);
  await tickle();
  change({ isReady: false });
  await expect.poll(() => saved.map(({ tickles }) => tickles)).toEqual([0, 4, 1]);
});

test('tickles of a write that failed are counted with the next one', async () => {
  const { recorder, clock, saved, change, world } = aRecorder();
  recorder.watch();
  change({ lastTickleAt: clock.now() });
  world.isAway = true;
  change({ isReady: false });
  await expect.poll(() => saved.length).toBe(2);
  world.isAway = false;
  change({ isReady: true });
  await expect.poll(() => saved.map(({ tickles }) => tickles)).toEqual([0, 1, 1]);
});

test('a disconnected desk ends its login with what was last known of it', async () => {
  const { recorder, saved, session, state, ends } = aRecorder();
  recorder.watch();
  session.set(disconnectedSession);
  state.environment.set(null);
  await expect.poll(ends).toEqual([null, 'disconnected']);
  expect(saved[1]).toMatchObject({ loggedInAt: openMarketAt, environment: 'practice' });
  expect(state.sessionId.get()).toBeNull();
});

test('a login that the gateway forgot had expired, or was ended by somebody else', async () => {
  const early = aRecorder();
  early.recorder.watch();
  early.loseLogin();
  await expect.poll(early.ends).toEqual([null, 'not-logged-in']);

  const late = aRecorder();
  late.change({ expiresAt: instantOf(openMarketAt + 60_000) });
  await late.clock.advance(60_000);
  late.loseLogin();
  await expect.poll(late.ends).toEqual([null, 'expired']);
});

test('the tab that logged out says so even when another one leads', async () => {
  const { recorder, world, change, loseLogin, ends } = aRecorder();
  world.isLeader = false;
  recorder.watch();
  change({ isLoggedOut: true });
  loseLogin();
  await expect.poll(ends).toEqual(['logged-out']);
});

test('a tab that does not lead leaves the rest to the one that does', async () => {
  const { recorder, world, session, ends } = aRecorder();
  world.isLeader = false;
  recorder.watch();
  session.set(disconnectedSession);
  await Promise.resolve();
  expect(ends()).toEqual([]);
});

test('a tab that takes over the lead writes the next tickle', async () => {
  const { recorder, clock, world, change, saved, state } = aRecorder();
  world.isLeader = false;
  recorder.watch();
  world.isLeader = true;
  change({ lastTickleAt: clock.now() });
  await expect.poll(() => saved.map(({ tickles }) => tickles)).toEqual([1]);
  await expect.poll(() => state.sessionId.get()).toBe('row 1');
});
