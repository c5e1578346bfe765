import type { IncomingMessage, ServerResponse } from 'node:http';

import { hostPaths } from '#config/host-api.ts';

import { answerTheDoor, type DoorPolicy, type Knock, type Visit } from './doors/doors.ts';
import type { Handler, UpgradeHandler } from './errand.ts';
import type { Handlers } from './http/loopback-server.ts';
import { refusal } from './http/refusal.ts';
import { refuseUpgrade } from './http/refuse-upgrade.ts';
import { sendRefusal } from './http/responses.ts';
import { Underway } from './http/underway.ts';
import { isPageRoute } from './page/built-page.ts';
import { sendWaitingPage } from './page/page-door.ts';
import type { PageRoom } from './page/page-room.ts';

/** Who answers what, once the doors are passed. */
export interface Rooms {
  readonly pairing: Handler;
  /** The page, for a paired browser. */
  readonly page: PageRoom;
  readonly strangers: Handler;
  readonly config: Handler;
  /** By "METHOD /path". */
  readonly hostRoutes: Readonly<Record<string, Handler>>;
  /** `/auth` and `/rest`; null with hosted Supabase. */
  readonly database: Handler | null;
  readonly gateway: Handler;
  /** `/gateway/ws`. */
  readonly socket: UpgradeHandler;
}

/** Null until everything is ready, and again while shutting down. */
export type RoomsNow = () => Rooms | null;

interface Reception {
  readonly policy: DoorPolicy;
  readonly rooms: RoomsNow;
  readonly log: (line: string) => void;
}

const notReady = refusal('SHUTTING_DOWN', 'The desk is starting or stopping. Try again.', {
  retryAfterMs: 1_000,
});

export interface OpenReception extends Handlers {
  /** Resolves when every answer under way is given, or after a while. */
  drained(withinMs: number): Promise<void>;
}

/** Lets in or refuses, and leads to the right room. Both address families share one reception. */
export function receptionOf({ policy, rooms, log }: Reception): OpenReception {
  const underway = new Underway();
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const admitted = answerTheDoor(knockOf(request, null), policy);
    if (!admitted.ok) return sendRefusal(response, admitted.error);
    const open = rooms();
    if (open === null) return sayNotReady(admitted.value, response);
    await handlerFor(
      open,
      admitted.value,
      request.method ?? 'GET',
    )({
      visit: admitted.value,
      request,
      response,
    });
  };
  return {
    onRequest: (request, response) => {
      const answer = receive(request, response).catch((error: unknown) => {
        log(`host: a bug while answering ${request.method}: ${describe(error)}`);
        const failed = 'The host failed; what was asked may or may not have been done.';
        sendRefusal(response, refusal('HOST_FAILED', failed, { isUnsent: false }));
      });
      underway.add(answer);
    },
    drained: (withinMs) => underway.drained(withinMs),
    onUpgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const admitted = answerTheDoor(knockOf(request, protocolsOf(request)), policy);
      if (!admitted.ok) return refuseUpgrade(socket, admitted.error);
      const open = rooms();
      if (open === null) return refuseUpgrade(socket, notReady);
      upgradeFor(open, admitted.value)(admitted.value, request, socket, head);
    },
  };
}

/** A person gets a page, a program gets the refusal. */
function sayNotReady({ place, path }: Visit, response: ServerResponse): void {
  if (place === 'pairing' || (place === 'page' && isPageRoute(path))) sendWaitingPage(response);
  else sendRefusal(response, notReady);
}

function handlerFor(rooms: Rooms, visit: Visit, method: string): Handler {
  switch (visit.place) {
    case 'pairing':
      return rooms.pairing;
    case 'page':
      return visit.isPaired ? rooms.page.handler : rooms.strangers;
    case 'config':
      return method === 'GET' ? rooms.config : unlisted;
    case 'data':
      return dataHandler(rooms, visit.path, method);
  }
}

function dataHandler(rooms: Rooms, path: string, method: string): Handler {
  if (path.startsWith('/gateway/')) return rooms.gateway;
  if (/^\/(rest|auth)\//.test(path)) return rooms.database ?? unlisted;
  return Object.hasOwn(rooms.hostRoutes, `${method} ${path}`)
    ? (rooms.hostRoutes[`${method} ${path}`] ?? unlisted)
    : unlisted;
}

function upgradeFor(rooms: Rooms, visit: Visit): UpgradeHandler {
  if (visit.path === hostPaths.socket) return rooms.socket;
  if (visit.place === 'page' && rooms.page.upgrade !== null) return rooms.page.upgrade;
  return (_visit, _request, socket) => refuseUpgrade(socket, noRoute);
}

const noRoute = refusal('ROUTE_NOT_LISTED', 'The host has no such route.');

const unlisted: Handler = ({ response }) => sendRefusal(response, noRoute);

function knockOf(request: IncomingMessage, protocols: readonly string[] | null): Knock {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: request.headersDistinct,
    protocols,
  };
}

const protocolsOf = (request: IncomingMessage): readonly string[] =>
  (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
