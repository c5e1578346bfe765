import type { Hono } from 'hono';

import type { World } from '../world.ts';
import { invalidArgument, reply, serverError, wholeNumber } from './replies.ts';

const MOST_NOTIFICATIONS = 10;

/** Notifications and currencies, as much of them as an account in dollars has. */
export function smallRoutes(app: Hono, world: World, onChange: () => void): void {
  const { keepsakes } = world;

  app.get('/fyi/unreadnumber', () =>
    reply({ BN: keepsakes.notifications.filter(({ isRead }) => !isRead).length }),
  );

  app.get('/fyi/notifications', (c) => {
    const max = wholeNumber(c.req.query('max')) ?? MOST_NOTIFICATIONS;
    const rows = keepsakes.notifications.slice(0, max).map((note) => ({
      R: note.isRead ? 1 : 0,
      D: `${Math.floor(note.atMs / 1000)}.0`,
      MS: note.title,
      MD: note.html,
      ID: note.id,
      HT: 0,
      FC: note.code,
    }));
    return reply(rows);
  });

  app.put('/fyi/notifications/:id', (c) => {
    const note = keepsakes.notifications.find(({ id }) => id === c.req.param('id'));
    if (note !== undefined) note.isRead = true;
    onChange();
    return reply({ V: 1, T: 5, P: { R: 1, ID: c.req.param('id') } });
  });

  app.get('/iserver/exchangerate', (c) => {
    const { source, target } = c.req.query();
    if (source === undefined) return invalidArgument('source');
    if (target === undefined) return invalidArgument('target');
    return source === target ? reply({ rate: 1 }) : serverError('unknown');
  });

  app.get('/iserver/currency/pairs', (c) => {
    const { currency } = c.req.query();
    return currency === undefined ? invalidArgument('currency') : reply({ [currency]: [] });
  });
}
