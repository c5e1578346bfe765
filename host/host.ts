import type { DoorPolicy } from './doors/doors.ts';
import { cookieNameFor, cookiesNamed, Pairing } from './doors/pairing.ts';
import { pairingDoor } from './doors/pairing-door.ts';
import { freshSecret, isSameHash, sha256 } from './doors/secrets.ts';
import type { HostOptions } from './host-options.ts';
import { furnish, type Household } from './household.ts';
import { defaultLimits, listenOnLoopback } from './http/loopback-server.ts';
import { receptionOf, type Rooms } from './reception.ts';
import { roomsOf } from './rooms.ts';

export interface RunningHost {
  readonly port: number;
  /** Makes one browser the owner's, once. */
  readonly oneTimeLink: string;
  /** A fresh one; the link before loses its power. */
  newLink(): string;
  close(): Promise<void>;
}

/** An order under way gets this long to bring its answer home before a stop cuts it off. */
const drainWithinMs = 5_000;

/**
 * Starts the desk's local process. Fails with PortBusyError, DatabaseInUseError or NewerDataError, leaving nothing
 * running and nothing changed.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { folders, log } = options;
  const token = freshSecret();
  const pairing = new Pairing(folders.keys, () => new Date());
  const known: Known = { hosts: new Set<string>(), cookieName: '' };
  let rooms: Rooms | null = null;
  const policy = policyOf(pairing, known, sha256(token));
  const reception = receptionOf({ policy, rooms: () => rooms, log });
  const limits = { ...defaultLimits, ...options.limits };
  const server = await listenOnLoopback(options.environment.port, reception, limits);
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
  // The page asks anyway; this only saves it the wait.
  furnished.connector.reconnect().catch((error: unknown) => log(`gateway: ${String(error)}`));
  const newLink = () => `http://localhost:${server.port}/open/${pairing.newCode()}`;
  let closing: Promise<void> | null = null;
  return {
    port: server.port,
    oneTimeLink: newLink(),
    newLink,
    close: () => {
      rooms = null;
      closing ??= (async () => {
        furnished.gateway.stopSending();
        await reception.drained(drainWithinMs);
        await server.close();
        await furnished.close();
      })();
      return closing;
    },
  };
}

/** What is known only when the port is. */
interface Known {
  readonly hosts: Set<string>;
  cookieName: string;
}

function policyOf(pairing: Pairing, known: Known, tokenHash: string): DoorPolicy {
  const cookies = (header: string) => cookiesNamed(known.cookieName, header);
  return {
    hosts: known.hosts,
    isPaired: (header) => pairing.isPaired(cookies(header)),
    isPagePaired: (header, secret) => pairing.isPagePaired(cookies(header), secret),
    isToken: (given) => isSameHash(sha256(given), tokenHash),
  };
}
