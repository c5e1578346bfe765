import { WebSocket as SocketClient } from 'ws';

import { createHostLink } from '#adapters/host/host-link.ts';
import { createIbkr } from '#adapters/ibkr/create-ibkr.ts';
import { instantOf } from '#domain/time.ts';
import { ok } from '#lib/result.ts';
import {
  startPracticeGateway,
  type RunningPracticeGateway,
} from '#practice-gateway/practice-gateway.ts';
import { createDesk } from '#services/create-desk.ts';
import type { DeskServices } from '#services/desk-services.ts';
import type { Clock } from '#services/ports/clock.ts';
import type { ContractAtlas } from '#services/ports/contract-atlas.ts';
import type { Records } from '#services/ports/records.ts';
import { memoryIntents } from '#tests/desk-kit.ts';
import { aHost } from '#tests/host-kit.ts';

import { benchGateway } from './bench-gateway.ts';
import { practiceControl, type PracticeControl } from './practice-control.ts';

/** Asks the host as its own page does. */
export type HostFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** A host as its paired page sees it. */
export interface HostFace {
  readonly ask: HostFetch;
  readonly token: string;
  readonly openSocket: (path: string, protocols: string[]) => WebSocket;
}

/** A paired browser's way to a host. */
export function hostFace(port: number, cookie: string, token: string, ask: HostFetch): HostFace {
  return {
    ask,
    token,
    openSocket: (path, protocols) => {
      const headers = { cookie, origin: `http://localhost:${port}` };
      const url = `ws://localhost:${port}${path}`;
      const socket = new SocketClient(url, protocols, { headers });
      // A refused socket is closed too, and the desk hears that.
      socket.on('error', () => undefined);
      return socket as unknown as WebSocket;
    },
  };
}

/** The host and the practice gateway in this process, pacing on, no database. */
export interface BenchHost extends HostFace {
  /** The gateway's address without the host. */
  readonly gatewayBase: string;
  readonly control: PracticeControl;
  readonly close: () => Promise<void>;
}

export async function openBenchHost(): Promise<BenchHost> {
  const started: RunningPracticeGateway[] = [];
  const { host, cookie, config, ask, close } = await aHost({
    startPractice: async ({ dataDir }) => {
      const gateway = await startPracticeGateway({ ...benchGateway, dataDir });
      started.push(gateway);
      return gateway;
    },
  });
  const gatewayBase = `http://localhost:${started[0]?.port ?? 0}`;
  const control = practiceControl(gatewayBase);
  return { ...hostFace(host.port, cookie, config.token, ask), gatewayBase, control, close };
}

/** A desk as after opening the page: connected, logged in, account and orders read. */
export interface BenchDesk {
  readonly services: DeskServices;
  /** The fence that order writes need now. */
  readonly fence: () => number;
  /** As closing the tab: the host keeps its connection. */
  readonly leave: () => void;
}

/** The clock of a tab: nothing rings after it is closed. */
function tabClock(): Clock & { readonly close: () => void } {
  let isOpen = true;
  return {
    now: () => instantOf(Date.now()),
    after: (delayMs, callback) => {
      const timer = setTimeout(() => isOpen && callback(), delayMs);
      return () => clearTimeout(timer);
    },
    close: () => (isOpen = false),
  };
}

interface DeskOptions {
  /** The browser's store of contracts: known ones when the desk was open before. */
  readonly atlas: ContractAtlas;
  /** Sees every call before it leaves the desk. */
  readonly onCall?: (path: string, init: RequestInit) => void;
}

export async function openBenchDesk(host: HostFace, options: DeskOptions): Promise<BenchDesk> {
  const tabId = crypto.randomUUID();
  const clock = tabClock();
  const knot: { desk: DeskServices | null } = { desk: null };
  const lease = () => knot.desk?.connection.lease.get() ?? null;
  const { broker, login, market, stream } = createIbkr({
    fetch: (path, init) => {
      options.onCall?.(path, init);
      return host.ask(path, init);
    },
    token: () => host.token,
    isHostHere: () => true,
    fence: () => (lease()?.isLeader === true ? (lease()?.fence ?? null) : null),
    clock,
    createSocket: (path, protocols) => host.openSocket(`${path}?tab=${tabId}`, protocols),
  });
  const hostFetch = (path: unknown, init?: RequestInit) => host.ask(String(path), init);
  const link = createHostLink({
    fetch: hostFetch,
    token: host.token,
    tabId,
    frames: stream.hostFrames,
  });
  const memory = new Map<string, string>();
  const { services, start } = createDesk(
    {
      broker,
      login,
      market,
      stream,
      host: link,
      records: silentRecords,
      auditLog: { append: async () => undefined, load: async () => [], waiting: async () => 0 },
      intentLog: memoryIntents(),
      atlas: options.atlas,
      memory: {
        load: (key) => memory.get(key) ?? null,
        save: (key, value) => void memory.set(key, value),
      },
      clock,
      makeId: () => crypto.randomUUID(),
    },
    {
      tickleEveryMs: 240_000,
      syncEveryMs: 300_000,
      warnBeforeMs: 3_600_000,
      practice: null,
      practiceLead: null,
      defaults: {
        gatewayHost: 'localhost',
        gatewayPort: 5000,
        gatewayIsTls: true,
        environment: 'paper',
        isIbkrEnabled: true,
      },
      hostedDatabase: null,
    },
  );
  knot.desk = services;
  await start();
  await connect(services);
  return {
    services,
    fence: () => lease()?.fence ?? 0,
    leave: () => {
      clock.close();
      stream.close();
      link.leaveLease();
    },
  };
}

async function connect(desk: DeskServices): Promise<void> {
  if (desk.connection.state.get()?.target === null) {
    // The host knows where its own practice gateway listens.
    const target = { kind: 'practice', host: 'localhost', port: 1, isTls: false } as const;
    await desk.connection.connect(target, 'practice');
  }
  const isRead = () => desk.orders.orders.get().readAt !== null;
  await until('the desk is ready', () => desk.session.session.get().isReady && isRead());
}

/** Asks until it is true, as a screen would be drawn. Throws after 30 s. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > giveUpAt) throw new Error(`Could not wait for: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const done = async () => ok(undefined);
/** Keeps nothing: the database is not what is measured. */
const silentRecords: Records = {
  loadConnections: async () => ok([]),
  saveConnection: done,
  forgetConnection: done,
  saveAccount: done,
  savePositions: done,
  markPositionsStale: done,
  saveOrder: done,
  saveExecutions: async (executions) => ok(executions.length),
  loadExecutions: async () => ok([]),
  saveSession: async () => ok(null),
  saveCompliance: done,
  saveAcknowledgment: done,
  loadAcknowledgments: async () => ok([]),
};
