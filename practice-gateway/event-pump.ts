import { randomUUID } from 'node:crypto';

import type { ExchangeEvent } from '#simulation/exchange-shapes.ts';

import type { SocketHub } from './socket/socket-hub.ts';
import type { World } from './world.ts';

const STEP_MS = 250;
const MOST_NOTIFICATIONS = 100;

/** An expiry is told as a notification, on the socket and in the list. */
function notify(world: World, hub: SocketHub, event: ExchangeEvent): void {
  if (event.kind !== 'expired') return;
  const note = {
    id: randomUUID(),
    code: 'OE',
    title: 'FYI: Option Expiration',
    html: event.text,
    atMs: world.clock.market(),
    isRead: false,
  };
  world.keepsakes.notifications.unshift(note);
  world.keepsakes.notifications.splice(MOST_NOTIFICATIONS);
  hub.broadcast({
    topic: 'ntf',
    args: { id: note.id, title: note.title, text: note.html, url: '' },
  });
}

/** Moves the exchange four times a second and tells everyone what happened. Returns the way to stop. */
export function startPump(world: World, hub: SocketHub, onActivity: () => void): () => void {
  const step = setInterval(() => {
    world.refresh();
    const events = world.exchange.takeEvents();
    if (events.length > 0) onActivity();
    for (const event of events) notify(world, hub, event);
    hub.beat(events);
  }, STEP_MS);
  return () => clearInterval(step);
}
