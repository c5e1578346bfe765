import {
  fenceHeader,
  hostPaths,
  laneHeader,
  lanes,
  timeoutHeader,
  type Lane,
} from '#config/host-api.ts';
import { err, ok, type Result } from '#lib/result.ts';

import type { Errand, Handler } from '../errand.ts';
import { jsonOf, readBody } from '../http/body.ts';
import { refusal, type Refusal } from '../http/refusal.ts';
import { sendData, sendRefusal } from '../http/responses.ts';

import type { HostClock } from './clock.ts';
import type { GatewayCall } from './gateway-line.ts';
import type { GatewayRoom } from './gateway-room.ts';
import { orderGuard } from './order-guard.ts';
import { matchRoute } from './routes.ts';
import type { WireAnswer } from './wire.ts';

/** An order with many legs is a few thousand bytes. */
const bodyLimit = 256 * 1024;
const defaultTimeoutMs = 15_000;
const longestTimeoutMs = 30_000;
/** Pages give the host ten seconds beyond their time-out; a call that cannot be sent is refused before that. */
const maxWaitMs = 9_000;

interface DoorParts {
  readonly room: GatewayRoom;
  readonly clock: HostClock;
  readonly currentFence: () => number;
}

/** `/gateway/*`: passes listed calls to the one gateway, order writes only under guard. */
export function gatewayDoor({ room, clock, currentFence }: DoorParts): Handler {
  return async (errand) => {
    const { response } = errand;
    const read = await callOf(errand);
    if (!read.ok) return sendRefusal(response, read.error);
    const { target } = room;
    if (target === null) return sendRefusal(response, noTarget);
    const page = new AbortController();
    response.on('close', () => page.abort());
    const call = { ...read.value, signal: page.signal };
    const guard = call.route.isOrderWrite
      ? orderGuard({
          line: target.line,
          call,
          now: () => clock.now(),
          fence: fenceOf(errand),
          currentFence,
        })
      : null;
    const refused = (await guard?.check()) ?? null;
    if (refused !== null) return sendRefusal(response, refused);
    const reply = await target.line.call(
      guard === null
        ? call
        : { ...call, beforeSend: () => elsewhere(room, target) ?? guard.checkAgain() },
    );
    if (reply.ok) passOn(response, reply.value);
    else sendRefusal(response, reply.error);
  };
}

const noTarget = refusal('NO_TARGET', 'The desk is not connected to a gateway.');

const elsewhere = (room: GatewayRoom, target: GatewayRoom['target']): Refusal | null =>
  room.target === target ? null : noTarget;

type ReadCall = Omit<GatewayCall, 'signal' | 'beforeSend'>;

async function callOf({ visit, request }: Errand): Promise<Result<ReadCall, Refusal>> {
  const path = visit.path.slice(hostPaths.gateway.length + 1);
  const route = matchRoute(request.method ?? '', path);
  if (route === null)
    return err(refusal('ROUTE_NOT_LISTED', 'The desk does not pass this call to the gateway.'));
  const lane = laneOf(request.headers[laneHeader]);
  const timeoutMs = timeoutOf(request.headers[timeoutHeader]);
  if (lane === null || timeoutMs === null)
    return err(refusal('BAD_REQUEST', 'The lane or the time-out is not one of the agreed values.'));
  const body = await readBody(request, bodyLimit);
  if (!body.ok) return body;
  if (body.value.byteLength > 0 && jsonOf(body.value) === null)
    return err(refusal('BAD_REQUEST', 'The body is not JSON.'));
  return ok({
    route,
    path,
    query: visit.query,
    body: body.value,
    lane: route.isOrderWrite ? 'orders' : lane,
    timeoutMs,
    maxWaitMs,
  });
}

type Header = string | readonly string[] | undefined;

function laneOf(header: Header): Lane | null {
  if (header === undefined) return 'background';
  return lanes.find((lane) => lane === header) ?? null;
}

function timeoutOf(header: Header): number | null {
  if (header === undefined) return defaultTimeoutMs;
  const ms = typeof header === 'string' && /^\d{1,5}$/.test(header) ? Number(header) : 0;
  return ms >= 1 && ms <= longestTimeoutMs ? ms : null;
}

function fenceOf({ request }: Errand): number | null {
  const header = request.headers[fenceHeader];
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** Passes the gateway's answer on: status, reason, type, Retry-After and the bytes. Cookies and places stay here. */
function passOn(response: Errand['response'], answer: WireAnswer): void {
  // Some refusals say why only in the reason phrase.
  response.statusMessage = answer.statusText.replaceAll(/[^\x20-\x7e]/g, ' ');
  const headers = {
    'content-type': answer.contentType ?? 'application/octet-stream',
    ...(answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter }),
  };
  sendData(response, answer.status, headers, answer.body);
}
