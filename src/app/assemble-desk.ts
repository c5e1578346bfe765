import { createAuditOutbox } from '#adapters/browser/audit-outbox.ts';
import { createBrowserClock } from '#adapters/browser/browser-clock.ts';
import { createContractAtlas } from '#adapters/browser/contract-atlas.ts';
import { createDeskMemory } from '#adapters/browser/desk-memory.ts';
import { openStore } from '#adapters/browser/indexed-store.ts';
import { createIntentStore } from '#adapters/browser/intent-store.ts';
import { createWebVault } from '#adapters/browser/web-vault.ts';
import { createHostLink } from '#adapters/host/host-link.ts';
import { createIbkr, type IbkrPorts } from '#adapters/ibkr/create-ibkr.ts';
import { auditSink } from '#adapters/supabase/audit-rows.ts';
import type { DeskDatabase } from '#adapters/supabase/client.ts';
import { createRecords } from '#adapters/supabase/records.ts';
import type { PageConfig } from '#config/host-api.ts';
import { createDesk, type DeskSettings } from '#services/create-desk.ts';
import type { DeskServices } from '#services/desk-services.ts';
import type { Clock } from '#services/ports/clock.ts';

/** The adapters need to ask the desk which tab leads, and the desk needs the adapters: this is the knot. */
interface Knot {
  desk: DeskServices | null;
}

interface DeskParts {
  readonly config: PageConfig;
  /** In epoch milliseconds: what it tells of the practice clock is as old. */
  readonly configReadAt: number;
  /** Calls the host. */
  readonly ask: typeof fetch;
  readonly isHostHere: () => boolean;
  readonly database: DeskDatabase;
  readonly userId: string;
}

/** Ties the adapters to the desk's jobs and starts them. The only place that knows all of them. */
export async function assembleDesk({
  config,
  configReadAt,
  ask,
  isHostHere,
  database,
  userId,
}: DeskParts): Promise<DeskServices> {
  const knot: Knot = { desk: null };
  const clock = createBrowserClock();
  const tabId = crypto.randomUUID();
  const store = await openStore(config.supabase.mode === 'hosted' ? userId : null);
  const vault = await createWebVault(config.vault);
  const { broker, login, market, stream } = connectBroker({
    config,
    ask,
    isHostHere,
    knot,
    clock,
    tabId,
  });
  const host = createHostLink({
    fetch: ask,
    token: config.token,
    tabId,
    frames: stream.hostFrames,
  });
  const { services, start } = createDesk(
    {
      broker,
      login,
      market,
      stream,
      host,
      records: createRecords({ database, vault, userId: () => userId }),
      auditLog: await createAuditOutbox({ database: store, sink: auditSink(database), clock }),
      intentLog: createIntentStore(store),
      atlas: createContractAtlas(store, () => atlasScope(knot)),
      memory: createDeskMemory(globalThis.localStorage),
      clock,
      makeId: () => crypto.randomUUID(),
    },
    settingsOf(config, database, configReadAt),
  );
  knot.desk = services;
  globalThis.addEventListener('pagehide', () => host.leaveLease());
  await start();
  return services;
}

interface BrokerParts {
  readonly config: PageConfig;
  readonly ask: typeof fetch;
  readonly isHostHere: () => boolean;
  readonly knot: Knot;
  readonly clock: Clock;
  readonly tabId: string;
}

function connectBroker({ config, ask, isHostHere, knot, clock, tabId }: BrokerParts): IbkrPorts {
  const origin = globalThis.location.origin.replace(/^http/, 'ws');
  return createIbkr({
    fetch: ask,
    token: () => config.token,
    isHostHere,
    fence: () => {
      const lease = knot.desk?.connection.lease.get();
      return lease?.isLeader === true ? lease.fence : null;
    },
    clock,
    // The tab's name ties the lease to the socket: a tab whose socket closes loses the lead at once.
    createSocket: (path, protocols) => new WebSocket(`${origin}${path}?tab=${tabId}`, protocols),
  });
}

/** The practice exchange numbers its contracts by itself; paper and live share IBKR's numbers. */
function atlasScope({ desk }: Knot): string {
  return desk?.connection.mode.get().environment === 'practice' ? 'practice' : 'ibkr';
}

function settingsOf(
  { ibkr, practice, supabase }: PageConfig,
  database: DeskDatabase,
  configReadAt: number,
): DeskSettings {
  return {
    tickleEveryMs: ibkr.tickleIntervalMs,
    syncEveryMs: ibkr.syncIntervalMs,
    warnBeforeMs: ibkr.sessionWarningMinutes * 60_000,
    practice,
    practiceLead: practice === null ? null : practice.now - configReadAt,
    defaults: {
      gatewayHost: ibkr.gatewayHost,
      gatewayPort: ibkr.gatewayPort,
      gatewayIsTls: ibkr.gatewayIsTls,
      environment: ibkr.defaultEnvironment,
      isIbkrEnabled: ibkr.isEnabled,
    },
    hostedDatabase:
      supabase.url === null
        ? null
        : {
            url: supabase.url,
            signOut: async () => {
              await database.auth.signOut({ scope: 'local' });
              globalThis.location.assign('/');
            },
          },
  };
}
