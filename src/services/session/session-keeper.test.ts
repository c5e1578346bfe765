import { expect, test } from 'vitest';

import { instantOf } from '#domain/time.ts';
import { err, ok } from '#lib/result.ts';
import { writable } from '#lib/readable.ts';
import { openMarketAt } from '#tests/builders.ts';
import { memoryAudit } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import type { AccountList, BrokerError } from '../ports/broker.ts';
import type { BrokerageStatus, LoginFacts } from '../ports/gateway-login.ts';
import type { StreamEvent } from '../ports/gateway-stream.ts';
import { LiveSessionKeeper } from './session-keeper.ts';

const up: BrokerageStatus = {
  isAuthenticated: true,
  isEstablished: true,
  isCompeting: false,
  isConnected: true,
  message: '',
  practiceHours: null,
  server: { name: 'JifN0', version: 'Build 10.40' },
};
const accounts: AccountList = {
  accounts: [],
  selected: null,
  witnesses: { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' },
  isLite: false,
};
const hourMs = 3_600_000;
/** 23:30 in New York on the day of {@link openMarketAt}, 10:00. */
const halfAnHourBeforeMidnight = instantOf(openMarketAt + 13.5 * hourMs);

interface Over {
  readonly isLeader?: boolean;
  readonly warnBeforeMs?: number;
  /** Why the first status call fails. */
  readonly failure?: BrokerError;
}

function aKeeper(over: Over = {}) {
  const clock = manualClock();
  const calls: string[] = [];
  const lead = writable(0);
  const audit = memoryAudit();
  const first: ReturnType<typeof ok<BrokerageStatus>> | ReturnType<typeof err<BrokerError>> =
    over.failure === undefined ? ok(up) : err(over.failure);
  const world = {
    status: first,
    tickle: null as BrokerError | null,
    isTimeKnown: true,
    validateError: null as BrokerError | null,
    facts: {
      username: 'trader1',
      environment: 'paper',
      loggedInAt: openMarketAt,
      expiresInMs: 560_000,
      region: 'NA',
    } as LoginFacts,
  };
  let tell: (event: StreamEvent) => void = () => undefined;
  let ready = 0;
  const note = <T>(name: string, value: T): Promise<T> => {
    calls.push(name);
    return Promise.resolve(value);
  };
  const keeper = new LiveSessionKeeper({
    login: {
      status: () => note('status', world.status),
      init: ({ takeOver }) => note(takeOver ? 'init takeOver' : 'init', ok(up)),
      tickle: () => {
        const status = world.status.ok ? world.status.value : up;
        const answer = ok({ ...status, expiresInMs: null });
        return note('tickle', world.tickle === null ? answer : err(world.tickle));
      },
      validate: () =>
        note('validate', world.validateError === null ? ok(world.facts) : err(world.validateError)),
      logout: () => note('logout', ok(undefined)),
    },
    broker: { fetchAccounts: () => note('accounts', ok(accounts)) },
    stream: {
      subscribe: (listener) => {
        tell = listener;
        return () => (tell = () => undefined);
      },
    },
    clock,
    market: {
      lead,
      isKnown: () => world.isTimeKnown,
      now: () => instantOf(clock.now() + lead.get()),
    },
    audit,
    tickleEveryMs: 240_000,
    warnBeforeMs: over.warnBeforeMs ?? hourMs,
    isLeader: () => over.isLeader ?? true,
    onReady: () => (ready += 1),
  });
  keeper.start();
  return {
    keeper,
    clock,
    lead,
    calls,
    world,
    audit,
    tell: (event: StreamEvent) => tell(event),
    ready: () => ready,
  };
}

const count = (calls: readonly string[], name: string) =>
  calls.filter((call) => call === name).length;

test('a login is ready once the account list has been read, and says so once', async () => {
  const { keeper, clock, calls, ready } = aKeeper();
  await clock.advance(0);
  expect(keeper.session.get()).toMatchObject({ isReady: true, username: 'trader1' });
  expect(calls).toEqual(['status', 'validate', 'accounts']);
  await clock.advance(65_000);
  expect(ready()).toBe(1);
  expect(count(calls, 'accounts')).toBe(1);
});

test('tickles every four minutes, counted over an hour', async () => {
  const { clock, calls } = aKeeper();
  await clock.advance(hourMs);
  expect(count(calls, 'tickle')).toBe(15);
});

test('a tab that does not lead never tickles nor opens the session', async () => {
  const { clock, calls, world } = aKeeper({ isLeader: false });
  await clock.advance(hourMs);
  world.status = ok({ ...up, isAuthenticated: false });
  await clock.advance(hourMs);
  expect(count(calls, 'tickle') + count(calls, 'init')).toBe(0);
});

test('a failed tickle is repeated after 15 s, and two failures in a row are a verdict', async () => {
  const { keeper, clock, calls, world } = aKeeper();
  await clock.advance(239_000);
  world.tickle = { kind: 'no-answer', detail: 'slow' };
  await clock.advance(1_000);
  expect(count(calls, 'tickle')).toBe(1);
  expect(keeper.session.get().isReady).toBe(true);
  await clock.advance(15_000);
  expect(count(calls, 'tickle')).toBe(2);
});

test('one failed status is no logout, two in a row are', async () => {
  const { keeper, clock, world } = aKeeper();
  await clock.advance(1_000);
  world.status = err({ kind: 'no-answer', detail: 'slow' });
  await clock.advance(30_000);
  expect(keeper.session.get().isReady).toBe(true);
  await clock.advance(30_000);
  expect(keeper.session.get().isReady).toBe(false);
  expect(keeper.session.get().lamps.brokerage).toMatchObject({
    state: 'down',
    cause: 'gateway-silent',
  });
});

test('when the very first question met silence, that is said at once', async () => {
  const { keeper, clock } = aKeeper({ failure: { kind: 'no-answer', detail: 'slow' } });
  await clock.advance(0);
  expect(keeper.session.get().lamps.sso).toMatchObject({ state: 'down', cause: 'gateway-silent' });
});

test('without a login the lamps say so at once and nothing is forced', async () => {
  const { keeper, clock, calls, world } = aKeeper();
  world.status = err({ kind: 'unauthenticated' });
  await keeper.checkNow();
  await clock.advance(20_000);
  expect(keeper.session.get().lamps.sso).toMatchObject({ state: 'down', cause: 'not-logged-in' });
  expect(count(calls, 'init')).toBe(0);
});

test('the login after a lost one is asked since when it is, and the one before is over', async () => {
  const { keeper, clock, world } = aKeeper();
  await clock.advance(1_000);
  expect(keeper.session.get()).toMatchObject({ loggedInAt: openMarketAt, isLoggedOut: false });
  world.status = err({ kind: 'unauthenticated' });
  await keeper.logout();
  expect(keeper.session.get()).toMatchObject({ loggedInAt: null, isLoggedOut: true });

  const later = instantOf(openMarketAt + 10_000);
  world.status = ok(up);
  world.facts = { ...world.facts, loggedInAt: later };
  await clock.advance(10_000);
  expect(keeper.session.get()).toMatchObject({
    isReady: true,
    loggedInAt: later,
    isLoggedOut: false,
  });
});

test('a login whose check was held back is asked for again at the next look', async () => {
  const { keeper, clock, world } = aKeeper();
  world.validateError = { kind: 'rate-limited', retryAfterMs: null };
  await clock.advance(1_000);
  expect(keeper.session.get()).toMatchObject({ isReady: true, loggedInAt: null });
  world.validateError = null;
  await clock.advance(30_000);
  expect(keeper.session.get().loggedInAt).toBe(openMarketAt);
});

test('a login check that hangs is not sent again with every look', async () => {
  const { clock, world, calls } = aKeeper();
  world.validateError = { kind: 'no-answer', detail: '' };
  await clock.advance(120_000);
  expect(calls.filter((call) => call === 'validate')).toHaveLength(1);
});

test('the server that holds the session is told with it', async () => {
  const { keeper, clock } = aKeeper();
  await clock.advance(0);
  expect(keeper.session.get().server).toEqual({ name: 'JifN0', version: 'Build 10.40' });
});

test('a login without a brokerage session is opened politely, and not again within seconds', async () => {
  const { clock, calls, world, keeper } = aKeeper();
  world.status = ok({ ...up, isAuthenticated: false });
  await keeper.checkNow();
  await clock.advance(8_000);
  expect(count(calls, 'init')).toBe(1);
  expect(calls).not.toContain('init takeOver');
});

test('a competing login is shown and the seat is taken back only when the trader says so', async () => {
  const { keeper, clock, calls, world } = aKeeper();
  world.status = ok({ ...up, isAuthenticated: false, isCompeting: true });
  await keeper.checkNow();
  await clock.advance(hourMs);
  expect(keeper.session.get().lamps.brokerage.cause).toBe('competing');
  expect(count(calls, 'init') + count(calls, 'init takeOver')).toBe(0);
  await keeper.takeOver();
  expect(count(calls, 'init takeOver')).toBe(1);
});

test('an hour before the end the trader is warned, once', async () => {
  // 10:00 in New York: the login ends at midnight there, after 14 hours.
  const { keeper, clock, audit } = aKeeper();
  await clock.advance(12.9 * hourMs);
  expect(keeper.session.get().warningSince).toBeNull();
  await clock.advance(0.2 * hourMs);
  expect(keeper.session.get().warningSince).not.toBeNull();
  await clock.advance(0.5 * hourMs);
  expect(audit.kinds().filter((kind) => kind === 'session.expiry-warning')).toHaveLength(1);
});

test('the end of a practice login is judged by the practice clock, as soon as that is known', async () => {
  const { keeper, world, lead, clock } = aKeeper();
  // The practice exchange is at 23:30 of a day a week ago.
  const there = instantOf(halfAnHourBeforeMidnight - 7 * 24 * hourMs);
  world.facts = { ...world.facts, loggedInAt: there };
  lead.set(there - clock.now());
  keeper.start();
  await clock.advance(0);
  expect(keeper.session.get().expiresAt).toBe(there + hourMs / 2);
  expect(keeper.session.get().warningSince).not.toBeNull();
  lead.set(lead.get() - hourMs);
  expect(keeper.session.get().warningSince).toBeNull();
});

test('no warning goes up before the practice exchange has told its time', async () => {
  const { keeper, world, lead, clock } = aKeeper();
  keeper.stop();
  world.isTimeKnown = false;
  world.facts = { ...world.facts, loggedInAt: instantOf(openMarketAt - 48 * hourMs) };
  keeper.start();
  await clock.advance(0);
  expect(keeper.session.get().warningSince).toBeNull();
  world.isTimeKnown = true;
  lead.set(-48 * hourMs);
  expect(keeper.session.get().warningSince).toBeNull();
  lead.set(0);
  expect(keeper.session.get().warningSince).not.toBeNull();
});

test('which hours a practice exchange keeps is known while it is connected', async () => {
  const { keeper, world, clock } = aKeeper();
  keeper.stop();
  world.status = ok({ ...up, practiceHours: 'exchange' });
  keeper.start();
  await clock.advance(0);
  expect(keeper.session.get().practiceHours).toBe('exchange');
  keeper.stop();
  expect(keeper.session.get().practiceHours).toBeNull();
});

test('a login half an hour before midnight is warned at once', async () => {
  const { keeper, clock, world } = aKeeper();
  world.facts = { ...world.facts, loggedInAt: halfAnHourBeforeMidnight };
  await clock.advance(13.6 * hourMs);
  expect(keeper.session.get().expiresAt).toBe(halfAnHourBeforeMidnight + hourMs / 2);
});

test('a dead socket, a heartbeat and a quote each light their own lamp', async () => {
  const { keeper, clock, tell } = aKeeper();
  await clock.advance(1_000);
  tell({ kind: 'socket', state: 'open' });
  tell({ kind: 'quote', conid: 1 as never, changed: {} });
  expect(keeper.session.get().lamps).toMatchObject({
    socket: { state: 'good' },
    data: { state: 'good' },
  });
  tell({ kind: 'socket', state: 'silent' });
  expect(keeper.session.get().lamps.socket).toMatchObject({
    state: 'late',
    cause: 'socket-silent',
  });
});

test.each(['closed', 'silent', 'waiting'] as const)(
  'while the socket is %s prices are not live: the data lamp says so until the next one comes',
  async (state) => {
    const { keeper, clock, tell } = aKeeper();
    await clock.advance(1_000);
    const data = () => keeper.session.get().lamps.data;
    tell({ kind: 'socket', state: 'open' });
    tell({ kind: 'quote', conid: 1 as never, changed: {} });
    tell({ kind: 'socket', state });
    expect(data()).toMatchObject({ state: 'late', cause: 'no-market-data' });
    tell({ kind: 'socket', state: 'open' });
    expect(data().state).toBe('waiting');
    tell({ kind: 'quote', conid: 1 as never, changed: {} });
    expect(data().state).toBe('good');
  },
);

test('a socket that stays open and says nothing is doubted after a missed heartbeat', async () => {
  const { keeper, clock, tell } = aKeeper();
  await clock.advance(1_000);
  tell({ kind: 'socket', state: 'open' });
  tell({ kind: 'quote', conid: 1 as never, changed: {} });
  tell({ kind: 'heartbeat', at: null });
  await clock.advance(14_000);
  expect(keeper.session.get().lamps.data.state).toBe('good');
  await clock.advance(4_000);
  expect(keeper.session.get().lamps).toMatchObject({
    data: { state: 'late', cause: 'no-market-data' },
    socket: { state: 'late', cause: 'socket-silent' },
  });
  tell({ kind: 'heartbeat', at: null });
  expect(keeper.session.get().lamps.socket.state).toBe('good');
});

test('without a session at the broker the prices on the screen are not live', async () => {
  const { keeper, clock, tell, world } = aKeeper();
  await clock.advance(1_000);
  tell({ kind: 'quote', conid: 1 as never, changed: {} });
  world.status = ok({ ...up, isAuthenticated: false, isCompeting: true });
  await keeper.checkNow();
  expect(keeper.session.get().lamps.data.state).toBe('late');
});

test('a failed look is repeated soon: a gateway that died is told within seconds', async () => {
  const { keeper, clock, world } = aKeeper();
  await clock.advance(29_000);
  world.status = err({ kind: 'unreachable', detail: 'refused' });
  await clock.advance(6_000);
  expect(keeper.session.get()).toMatchObject({
    isReady: false,
    lamps: { brokerage: { cause: 'gateway-unreachable' } },
  });
});

test('the stream saying that the login ended leads to a question to the broker', async () => {
  const { clock, tell, world, keeper } = aKeeper();
  await clock.advance(1_000);
  world.status = err({ kind: 'unauthenticated' });
  tell({ kind: 'session', status: { isAuthenticated: false } });
  await clock.advance(0);
  expect(keeper.session.get().isReady).toBe(false);
});

test('status reads held back while the broker asks are no logout', async () => {
  const { keeper, clock, world } = aKeeper();
  await clock.advance(1_000);
  world.status = err({
    kind: 'refused',
    code: 'CONVERSATION_OPEN',
    detail: 'the reply comes first',
  });
  await clock.advance(120_000);
  expect(keeper.session.get().isReady).toBe(true);
});

test('a socket that closes leads to a question at once: a dead host is told within seconds', async () => {
  const { keeper, clock, tell, world } = aKeeper();
  await clock.advance(1_000);
  world.status = err({ kind: 'unreachable', detail: 'Failed to fetch' });
  tell({ kind: 'socket', state: 'closed' });
  await clock.advance(4_500);
  expect(keeper.session.get().isReady).toBe(false);
});
