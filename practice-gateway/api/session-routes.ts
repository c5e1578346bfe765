import type { Hono } from 'hono';
import { z } from 'zod';

import type { World } from '../world.ts';
import { bodyOf, reply, serverError } from './replies.ts';
import { statusBody, tickleBody, validateBody } from './session-body.ts';

const FORM = 'application/x-www-form-urlencoded';
const initShape = z.object({ publish: z.boolean().optional(), compete: z.boolean().optional() });

/** Login check, brokerage session, keep-alive, logout. */
export function sessionRoutes(app: Hono, world: World): void {
  const { session } = world;

  app.on(['GET', 'POST'], '/iserver/auth/status', () =>
    reply({ ...statusBody(world), hardware_info: '21026956|98:F2:B3:23:BF:A0', fail: '' }),
  );

  app.post('/iserver/auth/ssodh/init', async (c) => {
    // The broker's own login page sends a form, with no word about publishing.
    if (c.req.header('content-type')?.startsWith(FORM) === true) {
      session.startBrokerage(new URLSearchParams(await c.req.text()).get('compete') === 'true');
      return reply(statusBody(world));
    }
    const body = await bodyOf(c.req, initShape);
    if (!body.ok || body.value.publish !== true) return serverError('failed to generate SSO token');
    session.startBrokerage(body.value.compete === true);
    return reply(statusBody(world));
  });

  app.on(['GET', 'POST'], '/tickle', () => reply(tickleBody(world)));

  app.get('/sso/validate', () => {
    session.restartCountdown();
    return reply(validateBody(world));
  });

  app.on(['GET', 'POST'], '/logout', () => {
    session.logout();
    return reply({ status: true });
  });
}
