import { hostPaths } from '#config/host-api.ts';

import { connectionRoutes } from './connection/connection-routes.ts';
import { databaseDoor, databaseRoutes } from './database-room.ts';
import type { Handler } from './errand.ts';
import { gatewayDoor } from './gateway/gateway-door.ts';
import type { HostOptions } from './host-options.ts';
import type { Household } from './household.ts';
import { sendJson } from './http/responses.ts';
import { leaseRoute } from './lease-route.ts';
import { pageConfigOf } from './page-config.ts';
import { strangersDoor } from './page/page-door.ts';
import type { Rooms } from './reception.ts';
import { loadVaultKey } from './vault-key.ts';

/** Says who answers what. */
export function roomsOf(
  { environment, folders, version }: HostOptions,
  household: Household,
  token: string,
  pairing: Handler,
): Rooms {
  const { database, practice, page, gateway, lease, clock } = household;
  const vault = loadVaultKey(folders.keys, environment.encryptionKey);
  const embeddedKey = database?.publishableKey ?? null;
  const ingredients = { version, token, environment, embeddedKey, vault, practice };
  return {
    pairing,
    page,
    strangers: strangersDoor,
    config: ({ response }) => sendJson(response, 200, pageConfigOf(ingredients)),
    hostRoutes: {
      ...(database === null ? {} : databaseRoutes(database)),
      ...connectionRoutes(household.connector, gateway),
      [`POST ${hostPaths.lease}`]: leaseRoute(lease),
      [`GET ${hostPaths.status}`]: ({ response }) =>
        sendJson(response, 200, household.hub.status()),
    },
    database: database === null ? null : databaseDoor(database),
    gateway: gatewayDoor({ room: gateway, clock, currentFence: () => lease.fence }),
    socket: household.sockets.upgrade,
  };
}
