import { clientOrderIdOf, type ClientOrderId } from '#domain/order.ts';
import type { IntentLog } from '#services/ports/intent-log.ts';

const lockPrefix = 'strikedesk.order.';

type TabTalk = Pick<IntentLog, 'whileUnderway' | 'loadUnderway' | 'subscribe'> & {
  /** Something was written: tells the listeners of all tabs, of this one too. */
  readonly tell: () => void;
};

/**
 * How the tabs of one browser learn of each other's orders. A lock stands for an order under way: the browser lets go of it
 * when its tab ends, however it ends.
 */
export function createTabTalk(): TabTalk {
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel('strikedesk.orders');
  const hear = () => {
    for (const listener of listeners) listener();
  };
  const tell = () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin and takes no other
    channel.postMessage('changed');
    hear();
  };
  channel.addEventListener('message', hear);
  const awaited = new Set<string>();
  /** Gets a turn with the lock as soon as its holder, of whatever tab, is done with it or gone. */
  const awaitEnd = (name: string) => {
    if (awaited.has(name)) return;
    awaited.add(name);
    void navigator.locks.request(name, { mode: 'shared' }, () => {
      awaited.delete(name);
      hear();
    });
  };
  return {
    tell,
    whileUnderway: (id, work) => navigator.locks.request(lockPrefix + id, work),
    loadUnderway: async () => {
      const { held = [] } = await navigator.locks.query();
      const names = held
        .filter(({ mode, name }) => mode === 'exclusive' && name?.startsWith(lockPrefix) === true)
        .map(({ name = '' }) => name);
      for (const name of names) awaitEnd(name);
      return new Set<ClientOrderId>(
        names.map((name) => clientOrderIdOf(name.slice(lockPrefix.length))),
      );
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
