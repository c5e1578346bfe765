import path from 'node:path';

import { instantOf } from '#domain/time.ts';

import { Connector } from './connection/connector.ts';
import { Pins } from './connection/pins.ts';
import type { DatabaseFace } from './database-room.ts';
import { makePrivateFolder } from './database/data-folders.ts';
import { openEmbeddedDatabase } from './database/embedded-database.ts';
import { lockFolder } from './database/folder-lock.ts';
import { systemClock, type HostClock } from './gateway/clock.ts';
import { GatewayRoom } from './gateway/gateway-room.ts';
import type { HostOptions } from './host-options.ts';
import { Lease } from './lease.ts';
import { openBuiltPage } from './page/page-door.ts';
import type { PageRoom } from './page/page-room.ts';
import type { PracticeGateway } from './practice.ts';
import { SocketHub } from './socket/socket-hub.ts';
import { tabSockets, type TabSockets } from './socket/tab-socket.ts';

/** The parts that live as long as the host. */
export interface Household {
  readonly database: DatabaseFace | null;
  readonly practice: PracticeGateway | null;
  readonly page: PageRoom;
  readonly clock: HostClock;
  readonly gateway: GatewayRoom;
  readonly connector: Connector;
  readonly lease: Lease;
  readonly hub: SocketHub;
  readonly sockets: TabSockets;
  close(): Promise<void>;
}

/** Opens all parts, or none: what was opened before a failure is closed again. */
export async function furnish(options: HostOptions): Promise<Household> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of opened.splice(0).toReversed()) await closeOne();
  };
  try {
    const database = await openData(options, opened);
    const openPage = options.openPage ?? openBuiltPage(options.distDir);
    const page = await openPage({ supabaseUrl: options.environment.hosted?.url ?? null });
    opened.push(() => page.close());
    const practice = await startPracticeOf(options);
    opened.push(async () => practice?.close());
    const gateway = gatewayParts(options, practice);
    opened.push(async () => {
      gateway.connector.close();
      gateway.sockets.close();
      gateway.hub.close();
      gateway.gateway.close();
    });
    return { database, practice, page, ...gateway, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openData(
  { environment, folders, migrationsDir, log, openDatabase = openEmbeddedDatabase }: HostOptions,
  opened: (() => Promise<void>)[],
): Promise<DatabaseFace | null> {
  makePrivateFolder(folders.data);
  makePrivateFolder(folders.keys);
  if (environment.hosted === null) {
    const { data: dataDir, keys: keysDir } = folders;
    const database = await openDatabase({ dataDir, keysDir, migrationsDir, log });
    opened.push(() => database.close());
    return database;
  }
  // The embedded database locks the folder itself; without it the practice account still must have one writer.
  const lock = await lockFolder(folders.data);
  opened.push(() => lock.release());
  return null;
}

function gatewayParts({ environment, folders }: HostOptions, practice: PracticeGateway | null) {
  const clock = systemClock;
  const gateway = new GatewayRoom(clock);
  const connector = new Connector({
    room: gateway,
    pins: new Pins(folders.data),
    practice,
    namedHost: environment.ibkr.gatewayHost,
    dataDir: folders.data,
    clock,
  });
  const lease = new Lease(clock, Date.now());
  const hub = new SocketHub({ clock, gateway, lease });
  return { clock, gateway, connector, lease, hub, sockets: tabSockets(hub) };
}

async function startPracticeOf(options: HostOptions): Promise<PracticeGateway | null> {
  if (options.startPractice === null) return null;
  const dataDir = path.join(options.folders.data, 'practice');
  const { practicePort, practiceKeepsHours, practiceStartsAt } = options.environment;
  const wish = {
    dataDir,
    alwaysOpen: !practiceKeepsHours,
    ...(practiceStartsAt === null ? {} : { now: instantOf(practiceStartsAt) }),
  };
  try {
    return await options.startPractice({ ...wish, port: practicePort });
  } catch (error) {
    if (!isPortBusy(error)) throw error;
    options.log(`practice: port ${practicePort} is taken, another one is used`);
    return options.startPractice({ ...wish, port: 0 });
  }
}

const isPortBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
