import { Hono } from 'hono';
import { z } from 'zod';

import { instantOf } from '#domain/time.ts';

import { bodyOf, notFound, reply } from '../api/replies.ts';
import { statusBody } from '../api/session-body.ts';
import { faultShape, type Fault } from '../front/faults.ts';
import type { RequestLog } from '../front/request-log.ts';
import type { Slots } from '../front/slots.ts';
import type { SocketHub } from '../socket/socket-hub.ts';
import type { World } from '../world.ts';

export interface ControlParts {
  readonly world: World;
  readonly log: RequestLog;
  readonly slots: Slots;
  readonly login: (username: string) => void;
  readonly hub: SocketHub;
  readonly resetPacing: () => void;
}

const clockShape = z.object({
  speed: z.number().nonnegative().max(100_000).optional(),
  now: z.number().optional(),
  advance: z.number().nonnegative().optional(),
});

const sessionShape = z.object({
  action: z.enum(['login', 'logout', 'expire', 'idle', 'compete']),
  username: z.string().default('practice'),
});

const faultsShape = z.union([faultShape, z.array(faultShape)]);

function stateBody({ world, slots, hub }: ControlParts) {
  const { session, clock, settings } = world;
  world.refresh();
  return {
    practice: true,
    market: { now: clock.market(), speed: clock.speed, alwaysOpen: settings.alwaysOpen },
    session: { username: session.sso?.username ?? null, brokerage: statusBody(world) },
    accounts: world.exchange.accountIds(),
    selectedAccount: world.selectedAccount,
    slots: { busy: slots.busy, waiting: slots.waiting },
    sockets: hub.count,
    faults: world.faults.list(),
    truth: world.exchange.accountIds().map((id) => ({
      accountId: id,
      orders: world.exchange.orders(id),
      executions: world.exchange.executions(id),
      positions: world.exchange.positions(id),
    })),
  };
}

function moveClock(world: World, wish: z.infer<typeof clockShape>): void {
  if (wish.speed !== undefined) world.clock.setSpeed(wish.speed);
  if (wish.now !== undefined) world.clock.jumpTo(instantOf(wish.now));
  if (wish.advance !== undefined) world.clock.advance(wish.advance);
  world.refresh();
}

function applyFault({ world, hub }: ControlParts, fault: Fault): void {
  if (fault.kind === 'competing') return world.session.loseToCompetitor();
  if (fault.kind === 'drop-socket') return hub.drop();
  if (fault.kind === 'silent-socket') return hub.silence();
  return world.faults.add(fault);
}

function changeSession(parts: ControlParts, wish: z.infer<typeof sessionShape>): void {
  const { session } = parts.world;
  if (wish.action === 'login') parts.login(wish.username);
  if (wish.action === 'logout' || wish.action === 'expire') session.logout();
  if (wish.action === 'idle') session.loseBrokerage();
  if (wish.action === 'compete') session.loseToCompetitor();
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Programs on this machine only: a page in a browser sends an Origin or says so in Sec-Fetch-Site. */
function isAllowed(request: Request, peer: string): boolean {
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  return (
    LOOPBACK.has(peer) &&
    headers.get('origin') === null &&
    (site === null || site === 'none') &&
    LOCAL_HOST.test(headers.get('host') ?? '')
  );
}

function buildControl(parts: ControlParts): Hono {
  const { world, log } = parts;
  const app = new Hono().basePath('/practice');
  app.get('/state', () => reply(stateBody(parts)));
  app.post('/clock', async (c) => {
    const body = await bodyOf(c.req, clockShape);
    if (!body.ok) return body.error;
    moveClock(world, body.value);
    return reply({ now: world.clock.market(), speed: world.clock.speed });
  });
  app.get('/faults', () => reply(world.faults.list()));
  app.post('/faults', async (c) => {
    const body = await bodyOf(c.req, faultsShape);
    if (!body.ok) return body.error;
    for (const fault of [body.value].flat()) applyFault(parts, fault);
    return reply(world.faults.list());
  });
  app.delete('/faults', () => {
    world.faults.clear();
    return reply([]);
  });
  app.post('/session', async (c) => {
    const body = await bodyOf(c.req, sessionShape);
    if (!body.ok) return body.error;
    changeSession(parts, body.value);
    return reply(statusBody(world));
  });
  app.get('/log', () => reply(log.list()));
  app.delete('/log', () => {
    log.clear();
    parts.resetPacing();
    return reply([]);
  });
  app.notFound(() => notFound());
  return app;
}

/** Controls for tests and rehearsals under `/practice/`: never reachable for a web page. */
export function controlDoor(parts: ControlParts) {
  const app = buildControl(parts);
  return async (request: Request, peer: string): Promise<Response> =>
    isAllowed(request, peer) ? app.fetch(request) : reply({ error: 'local programs only' }, 403);
}
