import { expect, test } from 'vitest';

import type {
  ConnectionState,
  HostFrame,
  LeaseState,
  ProbeReport,
  TargetRequest,
} from '#domain/host-facts.ts';
import { err, ok } from '#lib/result.ts';
import { anAccount, openMarketAt, paperAccountId } from '#tests/builders.ts';
import { memoryAudit } from '#tests/desk-kit.ts';
import { manualClock } from '#tests/manual-clock.ts';

import { ConnectionHub } from './connection-hub.ts';
import { AuditTrail } from '../records/audit-trail.ts';
import { DeskState } from '../desk-state.ts';
import type { HostLink, HostLinkError } from '../ports/host-link.ts';
import type { Connection, ConnectionProof, Records } from '../ports/records.ts';

const own: TargetRequest = { kind: 'own', host: 'localhost', port: 5000, isTls: true };
const practice: TargetRequest = { kind: 'practice', host: 'localhost', port: 5055, isTls: true };
const nowhere: ConnectionState = { target: null, fingerprint: null };
const at = (target: TargetRequest, isPractice = false): ConnectionState => ({
  target: { ...target, isPractice, loginUrl: 'https://localhost/' },
  fingerprint: 'AB:CD',
});
const reportOf = (target: TargetRequest, isGateway = true): ProbeReport => ({
  target,
  checks: [],
  isGateway,
  fingerprint: 'AB:CD',
});
const away: HostLinkError = { code: 'HOST_AWAY', detail: 'gone' };

const savedPaper: Connection = {
  environment: 'paper',
  host: 'localhost',
  port: 5000,
  isTls: true,
  usernameLabel: 'trader1',
  accountId: null,
  optionsLevel: 3,
  completedAt: openMarketAt,
};

/** Refuses every call a test does not name. */
const onlyRecords = (calls: Partial<Records>): Records =>
  new Proxy(calls as Records, {
    get: (target, name) => {
      if (!(name in target)) throw new Error(`the test did not expect ${String(name)}`);
      return target[name as keyof Records];
    },
  });

interface Over {
  readonly host?: ConnectionState;
  readonly remembered?: string;
  readonly saved?: readonly Connection[];
}

function aHub(over: Over = {}) {
  const clock = manualClock();
  const state = new DeskState();
  const kept = memoryAudit();
  const trail = new AuditTrail({
    log: { append: kept.append, load: async () => [], waiting: async () => 0 },
    clock,
    state,
  });
  const audit = { ...kept, append: trail.append.bind(trail) };
  const log: string[] = [];
  const proofs: (ConnectionProof | null)[] = [];
  const memory = new Map<string, string>();
  if (over.remembered !== undefined) memory.set('environment', over.remembered);
  const world = {
    connection: over.host ?? nowhere,
    isGateway: true,
    isAway: false,
    lease: { isLeader: false, fence: 4, ttlMs: 2_500, isTalking: false } as LeaseState,
    whileConnecting: (): void => undefined,
  };
  let push: (frame: HostFrame) => void = () => undefined;
  const host: Pick<
    HostLink,
    | 'loadConnection'
    | 'probe'
    | 'connect'
    | 'disconnect'
    | 'renewLease'
    | 'takeLease'
    | 'seizeLease'
    | 'subscribe'
  > = {
    loadConnection: async () => (world.isAway ? err(away) : ok(world.connection)),
    probe: async (target) => ok(reportOf(target, world.isGateway)),
    connect: async (target, acceptFingerprint) => {
      log.push(...(acceptFingerprint === null ? [] : [`accept ${acceptFingerprint}`]));
      if (world.isGateway) world.connection = at(target, target.kind === 'practice');
      world.whileConnecting();
      return ok(reportOf(target, world.isGateway));
    },
    disconnect: async () => ok((world.connection = nowhere)),
    renewLease: async () => {
      log.push('renew');
      return ok(world.lease);
    },
    takeLease: async () => {
      log.push('take');
      if (world.lease.isTalking) return ok(world.lease);
      return ok((world.lease = { isLeader: true, fence: 5, ttlMs: 2_500, isTalking: false }));
    },
    seizeLease: async () => {
      log.push('seize');
      return ok((world.lease = { isLeader: true, fence: 6, ttlMs: 2_500, isTalking: false }));
    },
    subscribe: (listener) => {
      push = listener;
      return () => undefined;
    },
  };
  const hub = new ConnectionHub({
    host: host as HostLink,
    records: onlyRecords({
      loadConnections: async () => ok(over.saved ?? []),
      forgetConnection: async () => ok(undefined),
      saveConnection: async (_connection, proof) => {
        proofs.push(proof);
        return ok(undefined);
      },
    }),
    state,
    memory: {
      load: (key) => memory.get(key) ?? null,
      save: (key, value) => void memory.set(key, value),
    },
    clock,
    audit,
    onConnected: () => void log.push(`up ${state.environment.get()}`),
    onDisconnected: () => void log.push('down'),
  });
  const hear = (connection: ConnectionState) => push({ topic: 'host', connection });
  const tell = (frame: HostFrame) => push(frame);
  return { hub, state, clock, audit, log, proofs, memory, world, hear, tell };
}

const withoutLease = (log: readonly string[]) =>
  log.filter((line) => line !== 'renew' && line !== 'take');

test('after a reload the connection the host has is taken up, in the environment last chosen', async () => {
  const live = aHub({ host: at(own), remembered: 'live' });
  await live.hub.resume();
  expect(live.hub.state.get()?.target?.port).toBe(5000);
  expect(live.hub.mode.get()).toMatchObject({ mode: 'ibkr-live', proof: 'unproven' });
  expect(withoutLease(live.log)).toEqual(['up live']);

  const forgotten = aHub({ host: at(own) });
  await forgotten.hub.resume();
  expect(forgotten.state.environment.get()).toBe('paper');
});

test('a host that points nowhere starts nothing', async () => {
  const { hub, log } = aHub({ remembered: 'paper' });
  await hub.resume();
  expect(hub.mode.get().mode).toBeNull();
  expect(withoutLease(log)).toEqual([]);
});

test('a host that does not answer at first is asked again', async () => {
  const { hub, log, world, clock } = aHub({ host: at(own) });
  world.isAway = true;
  await hub.resume();
  world.isAway = false;
  await clock.advance(2_000);
  expect(withoutLease(log)).toEqual(['up paper']);
});

test('practice is what the host says it is, whatever was chosen or remembered', async () => {
  const resumed = aHub({ host: at(practice, true), remembered: 'live' });
  await resumed.hub.resume();
  expect(resumed.hub.mode.get().mode).toBe('practice');

  const pretended = aHub();
  await pretended.hub.connect(own, 'practice');
  expect(pretended.hub.mode.get().mode).toBe('ibkr-paper');

  const chosen = aHub();
  await chosen.hub.connect(practice, 'live');
  expect(chosen.hub.mode.get().mode).toBe('practice');
});

test('connecting ends what ran before, starts anew and remembers the choice', async () => {
  const { hub, log, memory, audit } = aHub({ host: at(practice, true), saved: [savedPaper] });
  await hub.resume();
  expect(hub.optionsLevel.get()).toBeNull();
  await hub.connect(own, 'paper');
  expect(withoutLease(log)).toEqual(['up practice', 'down', 'up paper']);
  expect(memory.get('environment')).toBe('paper');
  expect(hub.optionsLevel.get()).toBe(3);
  expect(audit.kinds()).toEqual(['connection.connected']);
});

test('what an earlier login proved does not survive a new connection', async () => {
  const { hub, state } = aHub();
  await hub.connect(own, 'paper');
  state.accounts.set({
    accounts: [anAccount()],
    witnesses: { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' },
    proof: 'paper',
  });
  state.accountId.set(paperAccountId);
  await hub.connect({ ...own, port: 5001 }, 'live');
  expect(hub.mode.get()).toEqual({
    mode: 'ibkr-live',
    environment: 'live',
    proof: 'unproven',
    accountId: null,
  });
});

test('a target without a gateway leaves everything as it was, the remembered choice too', async () => {
  const { hub, log, memory, world } = aHub({ host: at(own), remembered: 'paper' });
  await hub.resume();
  world.isGateway = false;
  const report = await hub.connect({ ...own, port: 7497 }, 'live');
  expect(report).toMatchObject({ ok: true, value: { isGateway: false } });
  expect(hub.mode.get().mode).toBe('ibkr-paper');
  expect(memory.get('environment')).toBe('paper');
  expect(withoutLease(log)).toEqual(['up paper']);
});

test('a changed certificate that the trader accepts is named to the host, and written down', async () => {
  const { hub, log, audit } = aHub();
  await hub.connect(own, 'paper', 'AB:CD');
  expect(withoutLease(log)).toEqual(['accept AB:CD', 'down', 'up paper']);
  expect(audit.entries[0]?.detail).toMatchObject({ isCertificateAccepted: true });
});

test('storing a connection is written down, without the username', async () => {
  const { hub, audit } = aHub();
  await hub.save(savedPaper);
  expect(audit.kinds()).toEqual(['connection.saved']);
  expect(JSON.stringify(audit.entries)).not.toContain('trader1');
  expect(audit.entries[0]?.detail).toMatchObject({ port: 5000, optionsLevel: 3 });
});

test('a connection is stored with what its own login proved, and with nothing of another one', async () => {
  const { hub, state, proofs } = aHub();
  await hub.save(savedPaper);
  await hub.connect(own, 'paper');
  const witnesses = { accountList: 'paper', loginType: 'paper', accountPrefix: 'paper' } as const;
  state.accounts.set({ accounts: [anAccount()], witnesses, proof: 'paper' });
  await hub.save(savedPaper);
  await hub.save({ ...savedPaper, environment: 'live' });
  expect(proofs).toMatchObject([null, { witnesses, verdict: 'paper' }, null]);
});

test('what is written down of a connection stands with its own money, not with the one used before', async () => {
  const { hub, state, audit } = aHub();
  await hub.connect(practice, 'practice');
  state.accountId.set(paperAccountId);
  await hub.save(savedPaper);
  await hub.save({ ...savedPaper, environment: 'practice' });
  await hub.connect({ ...own, port: 5001 }, 'live');
  expect(
    audit.entries.map(({ environment, accountId, summary }) => [environment, accountId, summary]),
  ).toEqual([
    ['practice', null, 'Connected to the gateway at https://localhost:5055.'],
    ['paper', null, 'Stored the connection to https://localhost:5000.'],
    ['practice', paperAccountId, 'Stored the connection to https://localhost:5000.'],
    ['live', null, 'Connected to the gateway at https://localhost:5001.'],
  ]);
});

test('looking for a gateway connects nothing', async () => {
  const { hub, log, audit } = aHub();
  await hub.probe(own);
  expect([hub.mode.get().mode, withoutLease(log)]).toEqual([null, []]);
  expect(audit.kinds()).toEqual(['connection.probed']);
});

test('disconnecting ends everything and forgets the login', async () => {
  const { hub, log, state } = aHub();
  await hub.connect(own, 'paper');
  state.accountId.set(paperAccountId);
  await hub.disconnect();
  expect(hub.mode.get()).toEqual({
    mode: null,
    environment: null,
    proof: 'unproven',
    accountId: null,
  });
  expect(hub.state.get()).toEqual(nowhere);
  expect(withoutLease(log)).toEqual(['down', 'up paper', 'down']);
});

test('forgetting the connection in use leaves its gateway, forgetting another does not', async () => {
  const { hub } = aHub();
  await hub.connect(own, 'paper');
  await hub.forget('practice');
  expect(hub.state.get()?.target?.port).toBe(5000);
  await hub.forget('paper');
  expect(hub.state.get()).toEqual(nowhere);
});

test("this tab's own connecting is no news when the host tells of it", async () => {
  const { hub, log, world, hear } = aHub();
  world.whileConnecting = () => hear(world.connection);
  await hub.connect(own, 'paper');
  hear(world.connection);
  await Promise.resolve();
  expect(withoutLease(log)).toEqual(['down', 'up paper']);
});

test('a tab follows when another tab connects elsewhere: practice never stays on screen over an own gateway', async () => {
  const { hub, log, memory, hear, clock } = aHub({ host: at(practice, true) });
  await hub.resume();
  memory.set('environment', 'live');
  hear(at(own));
  await clock.advance(0);
  expect(hub.mode.get().mode).toBe('ibkr-live');
  expect(withoutLease(log)).toEqual(['up practice', 'down', 'up live']);
});

test('a tab without a connection follows one that gets one, and one that loses it', async () => {
  const { hub, log, hear, clock } = aHub();
  await hub.resume();
  hear(at(own));
  await clock.advance(0);
  hear(nowhere);
  await clock.advance(0);
  expect(withoutLease(log)).toEqual(['up paper', 'down']);
  expect(hub.mode.get().mode).toBeNull();
});

test('a connection that goes away while it comes up is not started', async () => {
  const { hub, log, hear, clock } = aHub();
  await hub.resume();
  hear(at(own));
  hear(nowhere);
  await clock.advance(0);
  expect(withoutLease(log)).not.toContain('up null');
  expect(withoutLease(log)).not.toContain('up paper');
});

test('the lease is asked for politely once a second and taken only when the trader acts', async () => {
  const { hub, clock, log } = aHub();
  await hub.resume();
  await clock.advance(5_000);
  expect(log.filter((line) => line === 'renew')).toHaveLength(6);
  expect(log).not.toContain('take');
  expect(hub.lease.get()?.isLeader).toBe(false);
  expect(await hub.takeLease()).toBe(true);
  expect(hub.lease.get()?.fence).toBe(5);
});

test('a tab that leads does not take the lease again', async () => {
  const { hub, clock, log, world } = aHub();
  world.lease = { isLeader: true, fence: 4, ttlMs: 2_500, isTalking: false };
  await hub.resume();
  await clock.advance(1_000);
  expect(await hub.takeLease()).toBe(true);
  expect(log).not.toContain('take');
});

test('a tab in the middle of an order is not asked twice: only the trader takes the lead from it', async () => {
  const { hub, world } = aHub();
  world.lease = { isLeader: false, fence: 0, ttlMs: 2_500, isTalking: true };
  await hub.resume();
  expect(await hub.takeLease()).toBe(false);
  expect(await hub.takeOver(false)).toBe(false);
  expect(hub.lease.get()).toMatchObject({ isLeader: false, isTalking: true });
  expect(await hub.takeOver(true)).toBe(true);
  expect(hub.lease.get()).toMatchObject({ isLeader: true, fence: 6 });
});

test('news of another leader is asked about at once, not at the next beat', async () => {
  const { hub, log, tell } = aHub();
  await hub.resume();
  const before = log.filter((line) => line === 'renew').length;
  tell({ topic: 'host', lease: { leaderTabId: null, fence: 4 } });
  expect(log.filter((line) => line === 'renew')).toHaveLength(before + 1);
});
