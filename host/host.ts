import path from 'node:path';

import type { Environment } from '#config/environment.ts';
import { hostPaths } from '#config/host-api.ts';

import { databaseDoor, databaseRoutes, type DatabaseFace } from './database-room.ts';
import {
  openEmbeddedDatabase,
  type EmbeddedDatabaseOptions,
} from './database/embedded-database.ts';
import { lockFolder } from './database/folder-lock.ts';
import { makePrivateFolder } from './database/data-folders.ts';
import { cookieNameFor, Pairing } from './doors/pairing.ts';
import { pairingDoor } from './doors/pairing-door.ts';
import { freshSecret, isSameHash, sha256 } from './doors/secrets.ts';
import type { Handler } from './errand.ts';
import { defaultLimits, listenOnLoopback, type ServerLimits } from './http/loopback-server.ts';
import { refusal } from './http/refusal.ts';
import { sendJson, sendRefusal } from './http/responses.ts';
import { openBuiltPage, strangersDoor } from './page/page-door.ts';
import type { OpenPage, PageRoom } from './page/page-room.ts';
import { pageConfigOf } from './page-config.ts';
import type { PracticeGateway, StartPractice } from './practice.ts';
import { receptionOf, refuseUpgrade, type Rooms } from './reception.ts';
import { loadVaultKey } from './vault-key.ts';

export interface HostOptions {
  readonly environment: Environment;
  /** Both are made private to their owner. The keys live apart from the data. */
  readonly folders: { readonly data: string; readonly keys: string };
  /** Holds the built page. */
  readonly distDir: string;
  /** Another source of the page than `distDir`. */
  readonly openPage?: OpenPage;
  readonly migrationsDir: string;
  readonly version: string;
  /** Null: no practice gateway. */
  readonly startPractice: StartPractice | null;
  readonly openDatabase?: (options: EmbeddedDatabaseOptions) => Promise<DatabaseFace>;
  /** Told single lines without secrets. */
  readonly log: (line: string) => void;
  readonly limits?: Partial<ServerLimits>;
}

export interface RunningHost {
  readonly port: number;
  /** Makes one browser the owner's, once. */
  readonly oneTimeLink: string;
  /** A fresh one; the link before loses its power. */
  newLink(): string;
  close(): Promise<void>;
}

/**
 * Starts the desk's local process. Fails with PortBusyError, DatabaseInUseError or NewerDataError, leaving nothing
 * running and nothing changed.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { folders, log } = options;
  const token = freshSecret();
  const tokenHash = sha256(token);
  const pairing = new Pairing(folders.keys, () => new Date());
  const known = { hosts: new Set<string>(), cookieName: '' };
  let rooms: Rooms | null = null;
  const server = await listenOnLoopback(
    options.environment.port,
    receptionOf({
      policy: {
        hosts: known.hosts,
        isPaired: (cookies) => pairing.isPaired(cookies, known.cookieName),
        isToken: (given) => isSameHash(sha256(given), tokenHash),
      },
      rooms: () => rooms,
      log,
    }),
    { ...defaultLimits, ...options.limits },
  );
  for (const name of ['localhost', '127.0.0.1', '[::1]']) known.hosts.add(`${name}:${server.port}`);
  known.cookieName = cookieNameFor(server.port);

  const pairingRoom = pairingDoor(pairing, known.cookieName);
  let household: Household | null = null;
  try {
    household = await furnish(options);
    rooms = roomsOf(options, household, token, pairingRoom);
  } catch (error) {
    await household?.close();
    await server.close();
    throw error;
  }
  const furnished = household;
  const newLink = () => `http://localhost:${server.port}/open/${pairing.newCode()}`;
  let closing: Promise<void> | null = null;
  return {
    port: server.port,
    oneTimeLink: newLink(),
    newLink,
    close: () => {
      rooms = null;
      closing ??= (async () => {
        await server.close();
        await furnished.close();
      })();
      return closing;
    },
  };
}

/** The parts that live as long as the host. */
interface Household {
  readonly database: DatabaseFace | null;
  readonly practice: PracticeGateway | null;
  readonly page: PageRoom;
  close(): Promise<void>;
}

async function furnish(options: HostOptions): Promise<Household> {
  const { environment, folders, log } = options;
  makePrivateFolder(folders.data);
  makePrivateFolder(folders.keys);
  const openDatabase = options.openDatabase ?? openEmbeddedDatabase;
  const isHosted = environment.hosted !== null;
  // The embedded database locks the folder itself.
  const lock = isHosted ? await lockFolder(folders.data) : null;
  const database = isHosted
    ? null
    : await openDatabase({
        dataDir: folders.data,
        keysDir: folders.keys,
        migrationsDir: options.migrationsDir,
        log,
      });
  const opened: (() => Promise<void>)[] = [
    async () => lock?.release(),
    async () => database?.close(),
  ];
  const close = async () => {
    for (const closeOne of opened.splice(0).toReversed()) await closeOne();
  };
  try {
    const openPage = options.openPage ?? openBuiltPage(options.distDir);
    const page = await openPage({ supabaseUrl: environment.hosted?.url ?? null });
    opened.push(() => page.close());
    const practice = await startPracticeOf(options);
    opened.push(async () => practice?.close());
    return { database, practice, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startPracticeOf(options: HostOptions): Promise<PracticeGateway | null> {
  if (options.startPractice === null) return null;
  const dataDir = path.join(options.folders.data, 'practice');
  const { practicePort } = options.environment;
  try {
    return await options.startPractice({ port: practicePort, dataDir });
  } catch (error) {
    if (!isPortBusy(error)) throw error;
    options.log(`practice: port ${practicePort} is taken, another one is used`);
    return options.startPractice({ port: 0, dataDir });
  }
}

const isPortBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

function roomsOf(
  options: HostOptions,
  { database, practice, page }: Household,
  token: string,
  pairing: Handler,
): Rooms {
  const { environment, folders, version } = options;
  const vault = loadVaultKey(folders.keys, environment.encryptionKey);
  const embeddedKey = database?.publishableKey ?? null;
  const config = pageConfigOf({ version, token, environment, embeddedKey, vault, practice });
  const noTarget = refusal('NO_TARGET', 'The desk is not connected to a gateway.');
  return {
    pairing,
    page,
    strangers: strangersDoor,
    config: ({ response }) => sendJson(response, 200, config),
    hostRoutes: {
      ...(database === null ? {} : databaseRoutes(database)),
      [`GET ${hostPaths.connection}`]: ({ response }) =>
        sendJson(response, 200, { target: null, fingerprint: null }),
    },
    database: database === null ? null : databaseDoor(database),
    gateway: ({ response }) => sendRefusal(response, noTarget),
    socket: (_visit, _request, socket) => refuseUpgrade(socket, noTarget),
  };
}
