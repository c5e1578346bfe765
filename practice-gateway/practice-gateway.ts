import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Instant } from '#domain/time.ts';

import { buildDoor } from './build-door.ts';
import { buildWorld } from './build-world.ts';
import { startPump } from './event-pump.ts';
import { fingerprintOf, loadCertificate } from './certificate.ts';
import { handleRequest, type FrontDoor } from './front/front-door.ts';
import { gatewayChain } from './gateway-chain.ts';
import { makeKeeper } from './keeper.ts';
import { listen } from './listen.ts';
import { settingsOf, type PracticeOptions, type Settings } from './settings.ts';
import { SocketHub } from './socket/socket-hub.ts';
import { loadState, setAside } from './state-file.ts';
import type { World } from './world.ts';

/** A practice gateway that is listening. */
export interface RunningPracticeGateway {
  /** The loopback name to connect to. */
  readonly host: string;
  readonly port: number;
  /** What a browser opens to log in. */
  readonly loginUrl: string;
  /** SHA-256 of the certificate, colon-separated hex; null without TLS. */
  readonly fingerprint: string | null;
  /** Trades as if the market were open at all times. */
  readonly isAlwaysOpen: boolean;
  /** The market time of the practice exchange. */
  readonly now: () => Instant;
  /** Saves and stops; cuts open connections. */
  close(): Promise<void>;
}

/** Listens with the certificate of the data folder, or without TLS. */
async function openPort(settings: Settings, door: FrontDoor, hub: SocketHub) {
  const certificate = settings.http ? null : await loadCertificate(settings.dataDir);
  const handlers = {
    onRequest: (request: IncomingMessage, response: ServerResponse) => {
      handleRequest(door, request, response).catch(() => response.destroy());
    },
    onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      hub.upgrade(request, socket, head),
  };
  const listening = await listen(certificate, handlers, settings.port);
  const scheme = settings.http ? 'http' : 'https';
  return {
    host: 'localhost',
    port: listening.port,
    loginUrl: `${scheme}://localhost:${listening.port}/`,
    fingerprint: certificate === null ? null : fingerprintOf(certificate),
    stopListening: async () => listening.close(),
  };
}

/** Opens the kept account. One that cannot be read is put aside and a new one opened. */
async function openWorld(settings: Settings): Promise<World> {
  const saved = await loadState(settings.dataDir);
  try {
    return buildWorld(settings, saved);
  } catch (error) {
    if (saved === null || settings.dataDir === null) throw error;
    await setAside(settings.dataDir);
    return buildWorld(settings, null);
  }
}

/**
 * Starts a gateway that speaks the Client Portal Web API with a small exchange behind it, on loopback only.
 * Throws when the port is taken.
 */
export async function startPracticeGateway(
  options: PracticeOptions,
): Promise<RunningPracticeGateway> {
  const settings = settingsOf(options);
  const world = await openWorld(settings);
  const hub = new SocketHub(world);
  const chain = gatewayChain(world.session, settings);
  const keeper = makeKeeper(world);
  const door = buildDoor(world, chain, hub, keeper);
  if (settings.loggedIn) {
    world.session.login('practice');
    world.session.startBrokerage(false, true);
  }
  const { stopListening, ...address } = await openPort(settings, door, hub);
  chain.begin();
  if (!settings.loggedIn && world.session.sso !== null) chain.run();
  keeper.begin();
  const stopPump = startPump(world, hub, keeper.mark);
  return {
    ...address,
    isAlwaysOpen: settings.alwaysOpen,
    now: () => world.clock.market(),
    close: async () => {
      stopPump();
      chain.stop();
      hub.close();
      await stopListening();
      await keeper.stop();
    },
  };
}
