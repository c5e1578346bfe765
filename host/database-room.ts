import { hostPaths } from '#config/host-api.ts';

import type { EmbeddedDatabase } from './database/embedded-database.ts';
import type { Errand, Handler } from './errand.ts';
import { jsonOf, readBody } from './http/body.ts';
import { refusal, type Refusal } from './http/refusal.ts';
import { sendData, sendJson, sendRefusal } from './http/responses.ts';

/** What the host needs of the embedded database. */
export type DatabaseFace = Pick<
  EmbeddedDatabase,
  'fetch' | 'publishableKey' | 'signInOwner' | 'backup' | 'listBackups' | 'restore' | 'close'
>;

/** A row, a batch of log rows, a snapshot of a chain: far below this. */
const bodyLimit = 4 * 1024 * 1024;

/** Ours, the browser's and the connection's: the database sees none of them. */
const droppedHeaders =
  /^(host|connection|cookie|origin|referer|sec-.*|x-strikedesk-.*|content-length|transfer-encoding|accept-encoding|expect|upgrade|keep-alive)$/;

/** Serves `/auth/v1` and `/rest/v1` from the embedded database. */
export function databaseDoor(database: DatabaseFace): Handler {
  return async ({ visit, request, response }) => {
    const body = await readBody(request, bodyLimit);
    if (!body.ok) return sendRefusal(response, body.error);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && !droppedHeaders.test(name) ? [[name, value]] : [],
    );
    const url = `http://database.localhost${visit.path}${visit.query === '' ? '' : `?${visit.query}`}`;
    const answer = await database.fetch(
      new Request(url, {
        method: request.method ?? 'GET',
        headers,
        ...(body.value.byteLength === 0 ? {} : { body: new Uint8Array(body.value) }),
      }),
    );
    const passed = [...answer.headers].filter(
      ([name]) => !/^(content-length|connection|transfer-encoding|set-cookie)$/.test(name),
    );
    sendData(response, answer.status, Object.fromEntries(passed), await bytesOf(answer));
  };
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** The owner's session, the backups and the way back: the parts of `/host` that only the embedded database has. */
export function databaseRoutes(database: DatabaseFace): Readonly<Record<string, Handler>> {
  return {
    [`POST ${hostPaths.session}`]: orDatabaseFailed(async ({ response }) =>
      sendJson(response, 200, await database.signInOwner()),
    ),
    [`GET ${hostPaths.backups}`]: orDatabaseFailed(async ({ response }) =>
      sendJson(response, 200, await database.listBackups()),
    ),
    [`POST ${hostPaths.backups}`]: orDatabaseFailed(async ({ response }) =>
      sendJson(response, 200, await database.backup()),
    ),
    [`POST ${hostPaths.restore}`]: orDatabaseFailed(async ({ request, response }) => {
      const id = await backupIdIn(request);
      if (typeof id !== 'string') return sendRefusal(response, id);
      const backups = await database.listBackups();
      if (!backups.some((backup) => backup.id === id))
        return sendRefusal(
          response,
          refusal('BAD_REQUEST', 'There is no backup of this name.', { status: 404 }),
        );
      await database.restore(id);
      sendJson(response, 200, { id });
    }),
  };
}

async function backupIdIn(request: Errand['request']): Promise<string | Refusal> {
  const body = await readBody(request, 1024);
  if (!body.ok) return body.error;
  const wish = jsonOf(body.value);
  if (typeof wish === 'object' && wish !== null && 'id' in wish && typeof wish.id === 'string')
    return wish.id;
  return refusal('BAD_REQUEST', 'The body must be {"id": "..."}.');
}

/** The database's failures are the trader's business: a full disk, a damaged archive. */
function orDatabaseFailed(handler: Handler): Handler {
  return async (errand) => {
    try {
      await handler(errand);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      sendRefusal(errand.response, refusal('DATABASE_FAILED', detail));
    }
  };
}
