import { err } from '#lib/result.ts';
import { accountIdOf } from '#domain/order.ts';
import { instantOf } from '#domain/time.ts';

import {
  fakeIdentity,
  liveWitnesses,
  noSession,
  ownTarget,
  paperConnection,
  paperWitnesses,
  practiceConnection,
  practiceTarget,
  probeReport,
  readySession,
} from '../fakes/fake-account.ts';
import { deskScenes } from './desk-scenes.ts';
import { runningClock } from '../fakes/fake-clock.ts';
import { fakeDesk, type FakeDesk } from '../fakes/fake-desk.ts';
import { accountList } from '../fakes/fake-pens.ts';
import { fakeNow } from '../fakes/fake-market.ts';

interface Scene {
  readonly path: string;
  readonly set?: (fake: FakeDesk) => void;
  readonly make?: () => FakeDesk;
}

const clock = () => runningClock(fakeNow);
const unproven = ({ pens, saved }: FakeDesk) => {
  pens.list.set(null);
  pens.selected.set(null);
  pens.session.set(noSession);
  pens.mode.set({ mode: null, environment: null, proof: 'unproven', accountId: null });
  pens.connection.set({ target: null, fingerprint: null });
  pens.figures.set({ value: null, error: null });
  saved.connections = [];
};

/** Every screen and state worth looking at, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  welcome: { path: '/welcome', set: unproven },
  'setup-1': { path: '/setup/paper?step=1', set: unproven },
  'setup-1-live': { path: '/setup/live?step=1', set: unproven },
  'setup-2': { path: '/setup/paper?step=2', set: unproven },
  'setup-2-waiting': {
    path: '/setup/paper?step=2',
    make: () =>
      fakeDesk({
        clock: clock(),
        override: { connection: { probe: async () => ({ ok: true, value: probeReport(false) }) } },
      }),
    set: ({ pens, saved }) => {
      pens.list.set(null);
      pens.selected.set(null);
      const lamp = { state: 'waiting', cause: 'not-logged-in', provenAt: null } as const;
      pens.session.set({
        ...noSession,
        lamps: { sso: lamp, brokerage: lamp, data: lamp, socket: lamp },
      });
      pens.mode.set({
        mode: 'ibkr-paper',
        environment: 'paper',
        proof: 'unproven',
        accountId: null,
      });
      saved.connections = [{ ...paperConnection, accountId: null, completedAt: null }];
    },
  },
  'setup-2-airplay': {
    path: '/setup/paper?step=2',
    make: () =>
      fakeDesk({
        clock: clock(),
        override: {
          connection: {
            probe: async (target) => ({
              ok: true,
              value: {
                target,
                isGateway: false,
                fingerprint: null,
                checks: [
                  {
                    step: 'port',
                    verdict: 'fail',
                    code: 'AIRPLAY_ON_PORT',
                    facts: { port: 5000 },
                    elapsedMs: 6,
                  },
                  { step: 'scheme', verdict: 'waiting', code: null, facts: {}, elapsedMs: null },
                  {
                    step: 'certificate',
                    verdict: 'waiting',
                    code: null,
                    facts: {},
                    elapsedMs: null,
                  },
                  { step: 'gateway', verdict: 'waiting', code: null, facts: {}, elapsedMs: null },
                ],
              },
            }),
          },
        },
      }),
    set: ({ pens }) => {
      pens.list.set(null);
      pens.session.set(noSession);
      pens.mode.set({
        mode: 'ibkr-paper',
        environment: 'paper',
        proof: 'unproven',
        accountId: null,
      });
    },
  },
  'setup-2-practice': {
    path: '/setup/practice?step=2',
    set: (fake) => {
      unproven(fake);
      const lamp = { state: 'waiting', cause: 'not-logged-in', provenAt: null } as const;
      fake.pens.session.set({
        ...noSession,
        lamps: { sso: lamp, brokerage: lamp, data: lamp, socket: lamp },
      });
    },
  },
  'setup-3': { path: '/setup/paper?step=3' },
  'setup-3-mismatch': {
    path: '/setup/paper?step=3',
    set: ({ pens }) => {
      const account = { ...fakeIdentity, accountId: accountIdOf('U2148837'), type: 'INDIVIDUAL' };
      pens.list.set(accountList(liveWitnesses, [account]));
      pens.selected.set(account.accountId);
      pens.mode.set({
        mode: 'ibkr-paper',
        environment: 'paper',
        proof: 'live',
        accountId: account.accountId,
      });
    },
  },
  'setup-3-two': {
    path: '/setup/paper?step=3',
    set: ({ pens }) => {
      const other = { ...fakeIdentity, accountId: accountIdOf('DU7418204'), alias: 'Savings' };
      pens.list.set(accountList(paperWitnesses, [fakeIdentity, other]));
      pens.selected.set(null);
    },
  },
  'setup-4': { path: '/setup/paper?step=4' },
  desk: { path: '/?symbol=AAPL&expiry=2026-12-18&class=AAPL' },
  ...deskScenes,
  practice: {
    path: '/?symbol=AAPL',
    set: ({ pens, saved }) => {
      pens.connection.set(practiceTarget);
      saved.connections = [practiceConnection];
      pens.mode.set({
        mode: 'practice',
        environment: 'practice',
        proof: 'paper',
        accountId: fakeIdentity.accountId,
      });
    },
  },
  live: {
    path: '/?symbol=AAPL',
    set: ({ pens }) => {
      pens.list.set(accountList(liveWitnesses));
      pens.mode.set({
        mode: 'ibkr-live',
        environment: 'live',
        proof: 'live',
        accountId: accountIdOf('U2148837'),
      });
    },
  },
  expiry: {
    path: '/settings',
    set: ({ pens }) =>
      pens.session.set({
        ...readySession,
        warningSince: fakeNow,
        expiresAt: instantOf(fakeNow + 24 * 60_000),
      }),
  },
  competing: {
    path: '/settings',
    set: ({ pens }) => {
      const taken = { state: 'down', cause: 'competing', provenAt: fakeNow } as const;
      pens.session.set({
        ...readySession,
        isReady: false,
        lamps: {
          ...readySession.lamps,
          brokerage: taken,
          data: { ...taken, cause: 'no-market-data' },
        },
      });
    },
  },
  down: {
    path: '/audit',
    set: ({ pens }) => {
      const away = { state: 'down', cause: 'gateway-unreachable', provenAt: null } as const;
      pens.session.set({
        ...readySession,
        isReady: false,
        lamps: { sso: away, brokerage: away, data: away, socket: away },
      });
      pens.connection.set(ownTarget);
    },
  },
  settings: { path: '/settings' },
  audit: { path: '/audit' },
  account: { path: '/account' },
  'away-database': {
    path: '/settings',
    make: () =>
      fakeDesk({
        clock: clock(),
        override: {
          connection: { loadSaved: async () => err({ kind: 'away', detail: 'fetch failed' }) },
        },
      }),
  },
};

export function openScene(name: string): { readonly path: string; readonly fake: FakeDesk } {
  const scene = scenes[name] ?? { path: '/' };
  const fake = scene.make?.() ?? fakeDesk({ clock: clock() });
  scene.set?.(fake);
  return { path: scene.path, fake };
}
