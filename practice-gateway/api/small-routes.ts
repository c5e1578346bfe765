import type { Hono } from 'hono';

import type { BrokerNotification } from '../keepsakes.ts';
import type { World } from '../world.ts';
import { wordsOf } from './loose-values.ts';
import { invalidArgument, reply, serverError, wholeNumber } from './replies.ts';

const MOST_NOTIFICATIONS = 10;

/** Of the wanted kinds, after the one with the named id. */
function wantedNotes(
  notes: readonly BrokerNotification[],
  { include, exclude, id }: Readonly<Record<string, string>>,
  max: number,
): readonly BrokerNotification[] {
  const [wanted, unwanted] = [include, exclude].map((text) => wordsOf(text?.split(',')));
  const start = id === undefined ? 0 : notes.findIndex((note) => note.id === id) + 1;
  return notes
    .slice(start)
    .filter(({ code }) => wanted?.length === 0 || wanted?.includes(code))
    .filter(({ code }) => unwanted?.includes(code) !== true)
    .slice(0, max);
}

/** Notifications and currencies, as much of them as an account in dollars has. */
export function smallRoutes(app: Hono, world: World, onChange: () => void): void {
  const { keepsakes } = world;

  app.get('/fyi/unreadnumber', () =>
    reply({ BN: keepsakes.notifications.filter(({ isRead }) => !isRead).length }),
  );

  app.get('/fyi/notifications', (c) => {
    const max = Math.min(wholeNumber(c.req.query('max')) ?? Infinity, MOST_NOTIFICATIONS);
    const rows = wantedNotes(keepsakes.notifications, c.req.query(), max).map((note) => ({
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
